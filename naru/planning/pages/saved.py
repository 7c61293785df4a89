"""Save a scenario under a name, remove one's own, choose the one for the morning's forecast."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground.staff.access import duty
from naru.kit.fields import TextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run, see_other
from naru.planning import saving
from naru.planning.asking import PLANNERS, form_of


class Form(KitForm):
    """A name."""

    name = TextField(
        label=_("Name of the scenario"),
        max_length=80,
        help_text=_("For example “Summer, three times as many”. Never the name of a person."),
    )


@duty(*PLANNERS)
def save(request: HttpRequest) -> HttpResponse:
    """Save the scenario of the address."""
    asked, here = form_of(request), reverse("plan:planner")
    if not asked.is_valid() or asked.scenario is None:
        return see_other(f"{here}?{request.GET.urlencode()}")
    scenario = asked.scenario
    to = f"{here}?{scenario.query()}"
    page = FormPage(
        title=_("Save the scenario"),
        lead=_("Everybody whose duty is planning sees it in the list below the planner."),
        back_url=to,
        back_text=_("Planning"),
    )

    def act(said: dict[str, Any]) -> Done | Refusal:
        return saving.save(
            by=request.user, now=timezone.now(), name=said["name"], scenario=scenario
        )

    return run(request, Form(request), "kit/form.html", page, act, to, _("The scenario is saved."))


@duty(*PLANNERS)
@require_POST
def remove(request: HttpRequest, saved_id: UUID) -> HttpResponse:
    """Remove a scenario of one's own."""
    result = saving.remove(by=request.user, saved_id=saved_id)
    return _back(request, result, _("The scenario is removed."))


@duty(Duty.DIRECTOR)
@require_POST
def choose(request: HttpRequest, saved_id: UUID) -> HttpResponse:
    """Let the morning's forecast reckon by a scenario."""
    result = saving.choose(saved_id=saved_id)
    return _back(request, result, _("From tomorrow morning the forecast reckons by it."))


def _back(request: HttpRequest, result: Done | Refusal, message: Any) -> HttpResponse:
    """To the planner, with what happened as a toast."""
    if isinstance(result, Refusal):
        said = say(result, translation.get_language() or "ko")
        messages.error(request, f"{said.why} {said.next_step}")
    else:
        messages.success(request, str(message))
    return see_other(reverse("plan:planner"))
