"""The codes of the infirmary and how they are said."""

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from naru.domain.profile import Words

ACCESS_NEEDS = [
    ("none", pgettext_lazy("access needs", "None")),
    ("ground_floor", _("Ground floor")),
    ("step_free", _("Step-free access")),
    ("adapted_bath", _("Adapted bathroom")),
    ("near_staff", _("Room near staff")),
]
INFECTIOUS_SIGNS = [
    ("fever", _("Fever")),
    ("cough", _("Cough for two weeks or longer")),
    ("blood", _("Coughing blood")),
    ("sweats", _("Night sweats or weight loss")),
    ("gut", _("Diarrhoea or vomiting")),
    ("rash", _("Rash, lice or scabies")),
    ("contact", _("Contact with tuberculosis or measles")),
]
ILL_TREATMENT = [
    ("not_asked", _("Not asked today")),
    ("no", _("No")),
    ("yes", _("Yes")),
    ("declined", _("Does not wish to answer")),
]
ROUTES = [
    ("oral", _("By mouth")),
    ("subcutaneous", _("Under the skin")),
    ("intramuscular", _("Into the muscle")),
    ("intravenous", _("Into a vein")),
    ("inhaled", _("Inhaled")),
    ("topical", _("On the skin")),
    ("eye_ear", _("Eye or ear drops")),
    ("rectal", _("Rectal")),
]
DECISIONS = [
    ("continue_own", _("Continue with the person’s own medicine")),
    ("represcribe", _("Prescribe the same from the infirmary")),
    ("replace", _("Replace it by another medicine")),
    ("stop", _("Stop this medicine")),
]
DOSE_STATES = [
    ("given", pgettext_lazy("dose", "Given")),
    ("refused", pgettext_lazy("dose", "Refused")),
    ("missed", pgettext_lazy("dose", "Missed")),
]
SEVERITIES = [("mild", _("Mild")), ("severe", _("Severe")), ("anaphylaxis", _("Life-threatening"))]
REGIONS = [
    ("head", _("Head")),
    ("face", _("Face")),
    ("mouth", _("Mouth and teeth")),
    ("neck", _("Neck")),
    ("chest", _("Chest")),
    ("back", pgettext_lazy("body", "Back")),
    ("abdomen", _("Abdomen")),
    ("pelvis", _("Pelvis and genitals")),
    ("buttocks", _("Buttocks")),
    ("left_arm", _("Left arm")),
    ("right_arm", _("Right arm")),
    ("left_hand", _("Left hand")),
    ("right_hand", _("Right hand")),
    ("left_leg", _("Left leg")),
    ("right_leg", _("Right leg")),
    ("left_foot", _("Left foot")),
    ("right_foot", _("Right foot")),
]
CONSISTENCY = [
    ("not", _("Not consistent with what is described")),
    ("consistent", _("Consistent; there are many other possible causes")),
    ("highly", _("Highly consistent; few other possible causes")),
    ("typical", _("Typical of what is described; other causes are possible")),
    ("diagnostic", _("Diagnostic of; no other cause is possible")),
]
MOVES = {
    "receive": _("Delivery received"),
    "dispense": _("Dispensed"),
    "return": _("Returned to the shelf"),
    "expire": _("Removed as expired"),
    "correct": _("Count corrected"),
}


def said(pairs: list[tuple[str, object]], code: str) -> str:
    """The words for a code; an unknown code stands for itself."""
    return str(dict(pairs).get(code, code))


def name_of(words: Words) -> str:
    """A bilingual name in the language of the page."""
    return words["ko" if (get_language() or "ko").startswith("ko") else "en"]
