"""What must be so before an interview starts, line by line."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from naru.domain import guards
from naru.domain.guards import View
from naru.domain.refusals import Said, say
from naru.domain.sayings import guard_refusal
from naru.rooms.inquiry.queries.cuts import entered

EVENT = "start_interview"
LINES = {
    "is_not(counsel_open)": _("No request for a lawyer is open"),
    "no_block(B1, B2, B4, B9)": _("No medical, recovery or legal reason stops interviews"),
    "implies(minor, guardian_present)": _("A child’s representative is present"),
    "not_expired(C12)": _("The time limit of the inquiry is running"),
    "fit_for_interview": _("The infirmary says: fit for an interview"),
    "session_rights": _("Rights explained in this session"),
    "interpreter_ok": _("Language matched"),
    "recording_on": _("Recording on and announced"),
    "hours(08:00, 20:00)": _("Weekday, 08:00 to 20:00"),
    "interview_planned": _("Planned, and its topics told to the person"),
    "is_not(interview_open)": _("No other interview in progress"),
}


@dataclass(frozen=True)
class Line:
    """One condition: met, still asked on this page, or missing with what to do."""

    title: Any
    met: bool
    asked: bool
    said: Said | None


@dataclass(frozen=True)
class Checklist:
    """Every condition, and whether the person is a child."""

    lines: tuple[Line, ...]
    minor: bool
    in_hours: bool


def checklist(viewer: Any, number: str) -> Checklist:
    """The conditions of starting, as they stand now; each comes from the profile's own guards."""
    case, _cut = entered(viewer, number)
    pure = case.case
    rule = pure.profile.events[EVENT]
    view = View(pure, pure.facts, str(viewer.pk), timezone.now())
    lines = tuple(_line(guard, view, set(rule.facts)) for guard in rule.guards)
    hours = [guard for guard in rule.guards if guard.name == "hours"]
    return Checklist(
        lines,
        pure.facts.get("minor") is True,
        not any(guards.failures(guard, view) for guard in hours),
    )


def _line(guard: guards.Guard, view: View, own: set[str]) -> Line:
    missing = guards.failures(guard, view)
    lang = translation.get_language() or "ko"
    refused = guard_refusal(view.case.profile, guard, missing)
    asked = bool(own & set(guards.facts_of(guard)))
    said = say(refused, lang) if missing and not asked else None
    return Line(LINES.get(str(guard), str(guard)), not missing, asked, said)
