"""The lists of the ruling room: grounds and outcomes of the profile, ways of disclosure."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from naru.domain.profile import Words
from naru.ground.pathway import profiles

Pairs = tuple[tuple[str, Any], ...]

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


def grounds() -> list[tuple[str, str]]:
    """What a ruling of this centre may say, by the profile."""
    return [(rule.id, _in(rule.name)) for rule in profiles.current().grounds.values()]


def ground(code: str) -> str:
    """What a ground is called, or its code where the profile of today no longer has it."""
    return dict(grounds()).get(code, code)


def outcomes() -> list[tuple[str, str]]:
    """How a stay may end on an order that doesn't come from this room, by the profile."""
    profile = profiles.current()
    recorded = profile.events["record_outcome"].outcomes
    return [(code, _in(profile.outcomes[code].name)) for code in recorded]


def _in(name: Words) -> str:
    return name["ko" if (get_language() or "ko").startswith("ko") else "en"]


def said(pairs: Pairs, code: str) -> str:
    """What a code of a list is called, or the code itself."""
    return str(dict(pairs).get(code, code))
