"""The lists of the ruling room: grounds and the outcomes they mean, ways of disclosure."""

from typing import Any

from django.utils.translation import gettext_lazy as _

Pairs = tuple[tuple[str, Any], ...]

PROTECT, OTHER_ROUTE = "protect", "other_route"
GROUNDS: Pairs = (
    (PROTECT, _("Protection")),
    (
        "art9_1",
        _("No protection, art. 9 (1) 1: hijacking, drug trade, terrorism, genocide and the like"),
    ),
    ("art9_2", _("No protection, art. 9 (1) 2: murder or another grave non-political crime")),
    ("art9_3", _("No protection, art. 9 (1) 3: suspected of a feigned escape")),
    # item 4 (ten years abroad) was deleted from the Act in December 2020
    ("art9_5", _("No protection, art. 9 (1) 5: applied more than three years after entry")),
    ("art9_6", _("No protection, art. 9 (1) 6: grave risk to security, order or welfare (Decree)")),
    (OTHER_ROUTE, _("Not eligible here: another procedure")),
)
WAYS: Pairs = (
    ("read", _("Read with an interpreter")),
    ("paper", _("Copy on paper")),
    ("electronic", _("Encrypted copy")),
)
TO_COUNSEL: Pairs = (
    ("given", _("Also given to counsel")),
    ("none", _("The person has no counsel")),
)
HANDED_TO: Pairs = (
    ("person", _("The person")),
    ("counsel", _("Counsel")),
    ("guardian", _("The child’s representative")),
)
SIGNED: Pairs = (
    ("signed", _("Signed for it")),
    ("refused", _("Declined to sign")),
)
RESULTS: Pairs = (
    ("kept", _("The decision stands")),
    ("changed", _("The decision is changed")),
)
ENDS: Pairs = (
    ("expired", _("The period ran out unused")),
    ("final", _("A court’s judgment is final")),
)
OUTCOMES: Pairs = (
    ("handed_to_authority", _("Handed to the competent authority")),
    ("transferred_child_care", _("Transferred to child care")),
    ("transferred_medical", _("Transferred to medical care")),
    ("family_released", _("Released to family")),
    ("deceased", _("Deceased")),
    ("court_ordered_release", _("Released by order of a court")),
)


def said(pairs: Pairs, code: str) -> str:
    """What a code of a list is called, or the code itself."""
    return str(dict(pairs).get(code, code))
