"""The planner: a form that is the address, and what the simulated courses say to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from naru.domain.duties import Duty
from naru.ground.staff.access import duty
from naru.kit.pages import is_part, see_other, show
from naru.planning import naming, saving, showing, telling
from naru.planning.answers import Answer
from naru.planning.asking import PLANNERS, Asked, ask, form_of
from naru.planning.form import BESIDE, PlannerForm, told
from naru.planning.preventing import Remedy
from naru.planning.scenario import Scenario
from naru.planning.settings import PROFILES

PARTS = {
    "arrivals": gettext_lazy("Arrivals"),
    "rooms": gettext_lazy("Rooms and beds"),
    "staff": gettext_lazy("Staff and shifts"),
    "limit": gettext_lazy("Limit of the law"),
    "durations": gettext_lazy("Durations of the stages"),
}
OPEN = {"arrivals", "rooms", "staff"}


@dataclass(frozen=True)
class PlannerPage:
    """The form's parts and where its links lead."""

    title: Any
    profile: str
    profiles: list[tuple[str, str, bool]]
    parts: list[Any]
    beside: bool
    beside_url: str
    saved: list[saving.Saved]
    query: str
    label: str
    director: bool
    measured: bool


@dataclass(frozen=True)
class AnswerView:
    """What is shown of an answer; `then` is where to ask for the rest, empty when all is there."""

    query: str
    then: str
    failed: bool
    two: bool
    start: str
    assumed: Sequence[str]
    assumed_second: Sequence[str]
    address: str
    wanted: int = 0
    replications: int = 0
    findings: Sequence[telling.Finding] = ()
    second: Sequence[telling.Finding] = ()
    paired: Sequence[str] = ()
    cause: str = ""
    remedy: str = ""
    remedy_url: str = ""
    searching: bool = False
    tried: int = 0
    tries: int = 0
    pictures: Sequence[showing.Shown] = ()
    figures: Any = ""
    waits: Any = ""
    staff: Any = ""


@duty(*PLANNERS)
@require_safe
def planner(request: HttpRequest) -> HttpResponse:
    """The planner, for whatever the address says."""
    form = form_of(request)
    if not form.is_valid() or form.scenario is None:
        return _page(request, form, None, HTTPStatus.UNPROCESSABLE_ENTITY)
    scenario = form.scenario
    if _is_long(request, scenario, form):
        more = {BESIDE: "1"} if form.beside and not scenario.other else {}
        return see_other(f"{reverse('plan:planner')}?{scenario.query(**more)}")
    asked = ask(request, form, more="more" in request.GET)
    return _page(request, form, _view(asked, scenario))


def _is_long(request: HttpRequest, scenario: Scenario, form: PlannerForm) -> bool:
    """Whether a browser without the script sent every field: then to the short address."""
    sent = {key for key in request.GET if key not in {"more", BESIDE}}
    needed = {"profile", "from", "days", "begins"} | dict(scenario.changes).keys()
    needed |= {f"b.{key}" for key in dict(scenario.other or ())}
    return not is_part(request) and bool(sent - needed)


def _page(
    request: HttpRequest, form: PlannerForm, view: AnswerView | None, status: int = HTTPStatus.OK
) -> HttpResponse:
    return show(request, "planning/planner.html", _frame(request, form), status, form=form, a=view)


def _frame(request: HttpRequest, form: PlannerForm) -> PlannerPage:
    here = reverse("plan:planner")
    query = form.scenario.query() if form.scenario else ""
    whole = not is_part(request)
    return PlannerPage(
        title=_("Planning"),
        profile=form.profile,
        profiles=[
            (naming.profile_name(each), f"{here}?profile={each}", each == form.profile)
            for each in PROFILES
        ],
        parts=[(PARTS[key], key in OPEN, rows) for key, rows in form.parts()] if whole else [],
        beside=form.beside,
        beside_url=f"{here}?{query}" + ("" if form.beside else f"&{BESIDE}=1"),
        saved=saving.listed(request.user) if whole else [],
        query=query,
        label=naming.label(form.profile),
        director=request.user.has(Duty.DIRECTOR),
        measured=request.user.has(Duty.DIRECTOR) and form.profile == settings.NARU_PROFILE,
    )


def _view(asked: Asked, scenario: Scenario) -> AnswerView:
    """The answer in words and pictures, as far as it is known."""
    answer, here = asked.answer, reverse("plan:planner")
    query = scenario.query()
    view = AnswerView(
        query=query,
        then="" if asked.complete else f"{here}?{query}&more=1",
        failed=asked.failed,
        two=bool(scenario.other),
        start=scenario.start,
        assumed=told(scenario.profile, scenario.changes),
        assumed_second=told(scenario.profile, scenario.other or ()),
        address=f"{here}?{query}",
        wanted=asked.job.total if asked.job else 0,
    )
    return view if answer is None else _filled(view, answer, asked, scenario)


def _filled(view: AnswerView, answer: Answer, asked: Asked, scenario: Scenario) -> AnswerView:
    first, second, remedy = answer.first, answer.second, asked.remedy
    job = asked.remedy_job
    return replace(
        view,
        replications=asked.job.done if asked.job else 0,
        wanted=answer.wanted,
        findings=telling.findings(first, answer.replications),
        second=telling.findings(second, answer.replications) if second else (),
        paired=telling.paired(answer),
        cause=telling.cause(first),
        remedy=telling.remedy(first, remedy, scenario.profile) if remedy else "",
        remedy_url=_beside(remedy, scenario) if remedy else "",
        searching=job is not None and remedy is None and not asked.complete,
        tried=job.done if job else 0,
        tries=job.total if job else 0,
        pictures=showing.pictures(answer, asked.today),
        figures=showing.figures(answer, scenario.profile),
        waits=showing.waits(answer),
        staff=showing.staff(answer),
    )


def _beside(remedy: Remedy, scenario: Scenario) -> str:
    """The address that shows a remedy beside the scenario."""
    if not remedy.added:
        return ""
    return f"{reverse('plan:planner')}?{remedy.scenario(scenario).query()}"
