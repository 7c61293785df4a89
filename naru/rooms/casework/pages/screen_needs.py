"""The full screening of needs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import YesNoUnknown
from naru.rooms.casework import actions, queries
from naru.rooms.casework.pages.needs import NeedsForm


class ScreenForm(NeedsForm):
    """The groups of needs, and two questions with consequences elsewhere."""

    sleeps_alone = YesNoUnknown(label=_("Does the person need a room alone?"), unknown=False)
    doubt = YesNoUnknown(
        label=_("Are there signs of trafficking, forced marriage or torture?"),
        help_text=_("“Yes” stops interviews until a specialist has assessed it."),
        unknown=False,
    )


@duty(Duty.CASEWORKER, Duty.PSYCHOLOGIST)
def screen_needs(request: HttpRequest, number: str) -> HttpResponse:
    form = ScreenForm(request, known=queries.latest_needs(request.user, number))

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.screen_needs(
            by=request.user,
            number=number,
            once=said["once"],
            needs=form.needs(),
            sleeps_alone=said["sleeps_alone"] == "yes",
            trafficking_doubt=said["doubt"] == "yes",
        )

    lead = _("Talk alone, and only as far as the person wishes. Group and action, no story.")
    return run_step(request, number, "screen_needs", form, act, lead=lead)
