"""What this centre's ledger says of durations and arrivals, beside what the plan states."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naru.domain.duties import Duty
from naru.engine.fitting import ENOUGH, Fit, Fitted, Sample, fit
from naru.engine.quantities import DAY
from naru.ground.staff.access import duty
from naru.kit.pages import show
from naru.planning import naming, observed, running, showing
from naru.planning.running import Job
from naru.planning.scenario import Scenario, only_changed
from naru.planning.settings import settings_of, shipped

WAIT = 20.0


@dataclass(frozen=True)
class MeasuredPage:
    """The tables, and the planner with what was measured in it."""

    title: Any
    back_url: str
    back_text: Any
    arrivals: str
    enough: int
    table: Any
    use_url: str


@duty(Duty.DIRECTOR)
@require_safe
def measured(request: HttpRequest) -> HttpResponse:
    """Each stage: what the plan states, what was measured, and whether the planner uses it."""
    profile = settings.NARU_PROFILE
    plan = shipped(profile)
    seen = observed.observed(plan)

    def run(job: Job) -> None:
        job.tell(1, 1, fit(plan, seen))

    key = ("measured", profile, len(seen.samples), seen.arrivals)
    job = running.DESK.ask(key, run, (request.session.session_key, "measured"))
    job.wait(lambda job: job.found is not None, WAIT)
    if job.found is None:
        page = {"title": _("The measurements aren't ready yet"), "query": ""}
        status = HTTPStatus.SERVICE_UNAVAILABLE
        return render(request, "planning/not_ready.html", {"page": page}, status=status)
    return show(request, "planning/measured.html", _page(profile, job.found))


def _page(profile: str, found: Fit) -> MeasuredPage:
    rows = [_fitted(profile, one) for one in found.fitted]
    rows += [_too_few(profile, one) for one in found.too_few]
    heads = [
        _("Stage"),
        _("Stated in the plan"),
        _("Measured"),
        _("Observed"),
        _("Fits"),
        _("In the planner"),
    ]
    here = reverse("plan:planner")
    return MeasuredPage(
        title=_("Measured in this centre"),
        back_url=f"{here}?profile={profile}",
        back_text=_("Planning"),
        arrivals=_arrivals(profile, found),
        enough=ENOUGH,
        table=showing.table(_("Measured in this centre"), heads, rows),
        use_url=f"{here}?{used(profile, found).query()}",
    )


def used(profile: str, found: Fit) -> Scenario:
    """The scenario with what may be used: arrivals a day, and the lengths of visits on record."""
    values: dict[str, float | str] = {}
    if found.rate:
        values["arrivals"] = round(found.rate[0], 2)
        values["season"] = "flat"
    for one in found.fitted:
        setting = settings_of(profile).get(one.sample.stage)
        if one.sample.what == "visit" and setting is not None:
            said = one.law.mean / DAY[setting.unit]
            values[setting.key] = round(min(max(said, setting.least), setting.most), 2)
    return Scenario(profile, "now", 365, None, only_changed(profile, values))


def _arrivals(profile: str, found: Fit) -> str:
    stated = naming.number(shipped(profile).arrivals.rate, 2)
    if found.rate is None:
        return _("Too few people have come to measure the arrivals; stated: %(stated)s a day.") % {
            "stated": stated
        }
    rate, low, high = (naming.number(each, 2) for each in found.rate)
    said = _("Arrivals: %(rate)s a day measured (95 %%: %(low)s to %(high)s); stated: %(stated)s.")
    return said % {"rate": rate, "low": low, "high": high, "stated": stated}


def _fitted(profile: str, one: Fitted) -> tuple[str, ...]:
    visit = one.sample.what == "visit"
    return (
        *_named(profile, one.sample),
        _("%(mean)s on average (%(law)s)") % {"mean": naming.span(one.law.mean), "law": _law(one)},
        _counted(one.sample),
        _("yes") if one.fits else _("no"),
        _("can be used") if visit else _("for comparison: waiting is part of it"),
    )


def _too_few(profile: str, one: Sample) -> tuple[str, ...]:
    return (
        *_named(profile, one),
        _("too few"),
        _counted(one),
        "–",
        _("the stated default is used"),
    )


def _named(profile: str, one: Sample) -> tuple[str, str]:
    plan = shipped(profile)
    stage = plan.stages[plan.stage(one.stage)]
    kinds = {
        "time": _("from ready to over"),
        "visit": _("one visit"),
        "gap": _("between two visits"),
        "before": _("until the first visit"),
    }
    stated = {"visit": stage.duration.mean, "time": stage.duration.mean, "gap": stage.gap.mean}
    mean = stated.get(one.what, 0.0)
    return (
        f"{naming.stage(plan, one.stage)}: {kinds[one.what]}",
        naming.span(mean) if mean else "–",
    )


def _law(one: Fitted) -> str:
    return {
        "exponential": _("exponential"),
        "lognormal": _("lognormal"),
        "Weibull": "Weibull",
        "few": _("from few"),
    }.get(one.family, _("as observed"))


def _counted(one: Sample) -> str:
    ended, still = naming.number(len(one.ended)), naming.number(len(one.open))
    return _("%(ended)s, %(open)s still open") % {"ended": ended, "open": still}
