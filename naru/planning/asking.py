"""From a request to a scenario and its answer: the same for the page and for its files."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from naru.domain.duties import Duty
from naru.planning import PLANNERS, present, preventing, running
from naru.planning.answers import Answer, Side
from naru.planning.form import PlannerForm, profile_in
from naru.planning.preventing import Remedy
from naru.planning.running import Job
from naru.planning.scenario import Scenario
from naru.planning.settings import shipped

__all__ = ["PLANNERS", "Asked", "ask", "form_of", "state_of"]
FRESH = 300  # seconds for which the state of the centre is kept
QUICK_WAIT, MORE_WAIT, MOMENT = 3.0, 4.0, 0.1
"""Seconds: for the first answer, for the rest when asked for it, and for the rest if it is near."""


@dataclass
class Asked:
    """A scenario asked for, and what is known of it by now."""

    form: PlannerForm
    today: date
    scenario: Scenario | None = None
    job: Job | None = None
    remedy_job: Job | None = None

    @property
    def answer(self) -> Answer | None:
        """The answer so far."""
        return self.job.found if self.job else None

    @property
    def remedy(self) -> Remedy | None:
        """What prevents the breaks, once it is known."""
        return self.remedy_job.found if self.remedy_job else None

    @property
    def failed(self) -> bool:
        """Whether it couldn't be run."""
        return bool(self.job and self.job.failed and self.job.found is None)

    @property
    def complete(self) -> bool:
        """Whether nothing more will come."""
        if self.failed:
            return True
        done = self.answer is not None and self.answer.complete
        return done and (self.remedy_job is None or self.remedy_job.finished)


def starts_for(viewer: Any, profile: str) -> dict[str, str]:
    """How a scenario may start, the usual one first; the present state is the director's to see."""
    found = {"steady": _("Settled house"), "empty": _("Empty house")}
    if profile == settings.NARU_PROFILE and viewer.has(Duty.DIRECTOR):
        return {"now": _("As it is now"), **found}
    return found


def form_of(request: HttpRequest) -> PlannerForm:
    """The form bound to the address."""
    profile = profile_in(request.GET, settings.NARU_PROFILE)
    starts = starts_for(request.user, profile)
    return PlannerForm(request.GET, profile, starts, today_of(profile))


def today_of(profile: str) -> date:
    """The day on which a plan begins that starts now."""
    return present.begins(shipped(profile))


def ask(request: HttpRequest, form: PlannerForm, *, more: bool, whole: float = 0.0) -> Asked:
    """Ask for what a valid form says; wait a moment for a quick answer, with `more` for the rest.

    With `whole`, wait so many seconds until every replication has run.
    """
    asked = Asked(form, form.today, form.scenario)
    scenario = form.scenario
    if scenario is None:
        return asked
    state = state_of(scenario.profile) if scenario.start == "now" else ""
    asker = (request.session.session_key, request.headers.get("X-Tab", ""), "file" if whole else "")
    asked.job = running.ask(scenario, state, form.today, asker)
    asked.job.wait(lambda job: job.found is not None, QUICK_WAIT)
    asked.job.wait(_whole, whole or (MORE_WAIT if more else MOMENT))
    answer = asked.answer
    if answer is not None and answer.complete and breaks(answer.first) and not whole:
        asked.remedy_job = preventing.ask(scenario, state, form.today, asker)
        if more:
            asked.remedy_job.wait(lambda job: job.found is not None, MORE_WAIT)
    return asked


def _whole(job: Job) -> bool:
    return job.found is not None and job.found.complete


def breaks(side: Side) -> bool:
    """Whether beds or the limit are expected to break."""
    return any(one.expected for one in side.breaks if one.kind in {"beds", "limit"})


_STATES: dict[str, tuple[datetime, str]] = {}


def state_of(profile: str) -> str:
    """Who is where in the centre now, as a table without anybody's name; kept for five minutes."""
    now = timezone.now()
    kept = _STATES.get(profile)
    if kept is None or (now - kept[0]).total_seconds() > FRESH:
        kept = _STATES[profile] = (now, present.table(profile))
    return kept[1]
