"""How urgent a finding on arrival is at least; a nurse may always choose a more urgent code."""

from collections.abc import Mapping

CODES = ("red", "orange", "yellow", "green")
NAMES = {
    "red": {"ko": "적색", "en": "red"},
    "orange": {"ko": "주황색", "en": "orange"},
    "yellow": {"ko": "황색", "en": "yellow"},
    "green": {"ko": "녹색", "en": "green"},
}
VITAL = ("airway", "breathing", "circulation")
SEVERE_PAIN, PAIN = 7, 4


def least(found: Mapping[str, object]) -> str:
    """The least urgent code that these findings allow.

    `found` has airway, breathing, circulation ("ok" or "problem"), pain (0 to 10 or None),
    self_harm and pregnant ("yes", "no", "unknown").
    """
    pain = found.get("pain")
    worst = pain if isinstance(pain, int) else 0
    if any(found.get(sign) == "problem" for sign in VITAL):
        return "red"
    if found.get("self_harm") == "yes" or worst >= SEVERE_PAIN:
        return "orange"
    if worst >= PAIN or found.get("pregnant") == "yes":
        return "yellow"
    return "green"


def allowed(code: str, found: Mapping[str, object]) -> bool:
    """Whether a code is at least as urgent as the findings demand."""
    return CODES.index(code) <= CODES.index(least(found))
