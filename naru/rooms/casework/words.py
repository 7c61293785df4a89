"""The lists of casework: kinds of claims, needs, relations, what an orientation covers."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.kit.languages import language_name

Pairs = tuple[tuple[str, Any], ...]

CLAIM_KINDS: Pairs = (
    ("name", _("Name")),
    ("birth", _("Date of birth")),
    ("sex", _("Sex")),
    ("language", _("Language")),
    ("origin", _("Country of origin")),
    ("document", _("Document")),
    ("family_role", _("Role in the family")),
)
NAME_KINDS: Pairs = (
    ("own", _("Own name")),
    ("romanised", _("Romanised name")),
    ("hanja", _("Name in Chinese characters")),
    ("alias", _("Other name in use")),
    ("birth", _("Name at birth")),
)
SCRIPTS: Pairs = (
    ("Hang", _("Hangul")),
    ("Latn", _("Latin")),
    ("Hans", _("Chinese characters")),
    ("Cyrl", _("Cyrillic")),
    ("Zzzz", _("Another script")),
)
SOURCES: Pairs = (
    ("person", _("Said by the person")),
    ("document", _("Read in a document")),
    ("relative", _("Said by a relative in the centre")),
    ("authority", _("Stated by an authority")),
)
STATUSES: Pairs = (
    ("claimed", _("Stated")),
    ("attested", _("Attested by a document")),
    ("derived", _("Estimated")),
)
SEXES: Pairs = (
    ("female", _("Female")),
    ("male", _("Male")),
    ("other", _("Other")),
    ("unknown", _("Not stated")),
)
FAMILY_ROLES: Pairs = (
    ("parent", _("Parent")),
    ("spouse", _("Spouse or partner")),
    ("child", _("Child")),
    ("sibling", _("Brother or sister")),
    ("grandparent", _("Grandparent")),
    ("other", _("Other relative")),
)
ALIVE: Pairs = (("yes", _("Alive")), ("no", _("Deceased")), ("unknown", _("Unknown")))
KIN_WISHES: Pairs = (
    ("none", _("No contact")),
    ("tracing", _("Would like help through the Red Cross")),
    ("later", _("Will decide later")),
)
COUNTRIES: Pairs = (
    ("KP", _("North Korea")),
    ("KR", _("South Korea")),
    ("CN", _("China")),
    ("RU", _("Russia")),
    ("JP", _("Japan")),
    ("US", _("United States")),
    ("other", _("Another country")),
    ("unknown", _("Unknown")),
)
NEEDS: Pairs = (
    ("CR", _("Child at risk")),
    ("UC", _("Unaccompanied or separated child")),
    ("WR", _("Woman at risk")),
    ("ER", _("Older person at risk")),
    ("SP", _("Single parent or carer")),
    ("DS", _("Disability")),
    ("SM", _("Serious medical condition")),
    ("FU", _("Family unity")),
    ("LP", _("Legal and physical protection")),
    ("TR", _("Survivor of torture")),
    ("SV", _("Survivor of sexual or gender-based violence")),
)
ACTIONS: Pairs = (
    ("none", _("Doesn’t apply")),
    ("watch", _("Look again at the next talk")),
    ("adapt", _("Adapt room or daily routine")),
    ("health", _("Refer to the infirmary")),
    ("counselling", _("Offer counselling")),
    ("legal", _("Refer to counsel or the human-rights officer")),
    ("child", _("Child protection measures")),
)
CARE: Pairs = (
    ("stay_family", _("Stays with the family in the centre")),
    ("separate_unit", _("Lives in the children’s unit")),
    ("foster", _("Moves to foster care")),
    ("facility", _("Moves to a children’s facility")),
)
AGE_BASIS: Pairs = (
    ("documents", _("Documents and statements")),
    ("talk", _("Talk with child-protection specialists")),
    ("panel", _("Age board, as a last resort")),
)
ORIENTATION: Pairs = (
    ("house_rules", _("House rules")),
    ("rights_officer", _("Meeting with the human-rights officer offered")),
    ("counsel_list", _("List of lawyers handed over")),
    ("phone", _("Phone calls and visits")),
    ("diet", _("Dietary and religious needs asked")),
    ("allowance", _("Allowance explained")),
)
COPY_FORMS: Pairs = (("paper", _("On paper")), ("electronic", _("As an encrypted file")))
TEAM: Pairs = (
    (Duty.CASEWORKER.value, _("Caseworker")),
    (Duty.PSYCHOLOGIST.value, _("Psychologist")),
    (Duty.INTERVIEWER.value, _("Interviewer")),
    (Duty.INTERPRETER.value, _("Interpreter")),
    (Duty.INQUIRY_REVIEWER.value, _("Inquiry reviewer")),
    (Duty.INSTRUCTOR.value, _("Instructor")),
    (Duty.COUNSEL.value, _("Counsel")),
    (Duty.CHILD_GUARDIAN.value, _("Child’s representative")),
)
PRECISIONS: Pairs = (
    ("day", _("to the day")),
    ("month", _("to the month")),
    ("year", _("to the year")),
    ("unknown", _("unknown")),
)


def said(pairs: Pairs, code: str) -> str:
    """What a code of a list is called, or the code itself."""
    return str(dict(pairs).get(code, code))


def language(code: str) -> str:
    """What a language is called."""
    return language_name(code)
