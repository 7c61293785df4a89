"""What the codes of the inquiry are called on its pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from naru.kit.languages import LANGUAGES

ROLES = {
    "interviewer": _("Interviewer"),
    "interpreter": _("Interpreter"),
    "guardian": _("Representative"),
    "counsel": _("Counsel"),
    "other": _("Others"),
}
INTERVIEW_STATES = {
    "open": (_("In progress"), "blue"),
    "closed": (_("Held to the end"), "green"),
    "void": (_("Unusable"), "red"),
    "stopped": (_("Stopped"), "orange"),
}
STATEMENT_STATES = {
    "draft": (_("Not read back yet"), "yellow"),
    "read_back": (_("Read back"), "blue"),
    "confirmed": (_("Confirmed"), "green"),
    "refused": (_("Not confirmed"), "orange"),
}
AUTHENTICITY = {
    "unverified": (_("Not verified"), "yellow"),
    "authenticated": (_("Authenticated"), "green"),
    "disputed": (_("Disputed"), "orange"),
    "false": (_("Not genuine"), "red"),
}
FINDING_STATES = {
    "established": (_("Established"), "green"),
    "not_established": (_("Not established"), "orange"),
    "open": (_("Left open"), "grey"),
}
VOID_REASONS = {
    "misunderstood": _("They could not understand one another"),
    "interpreter": _("The interpreter could not go on"),
    "recording": _("The recording failed"),
    "unwell": _("The person is unwell"),
    "wish": _("The person wishes to stop"),
}
CATEGORIES = {
    "offence": _("An offence"),
    "security": _("A security matter"),
    "grave_crime": _("A grave crime under international law"),
}
PRESSURE = {
    "no": _("No"),
    "yes": _("Yes"),
    "unanswered": _("The person did not answer"),
}
SAME_SEX = {
    "none": _("No wish"),
    "met": _("A wish, and it was met"),
    "unmet": _("A wish that could not be met"),
}


def state(words: dict[str, tuple[Any, str]], code: str) -> tuple[str, str]:
    """A state in words and its tone."""
    said, tone = words[code]
    return str(said), tone


def language(code: str) -> str:
    """A language by its code."""
    return str(dict(LANGUAGES).get(code, code))
