"""End an interview, after the question that must always be asked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LongTextField
from naru.kit.forms import KitForm
from naru.rooms.inquiry import actions
from naru.rooms.inquiry.pages.common import step
from naru.rooms.inquiry.queries.words import PRESSURE


class EndForm(KitForm):
    """Was anything promised or threatened?"""

    pressure = ChoiceField(
        label=_("Asked of the person: was anything promised or threatened?"),
        choices=PRESSURE.items(),
    )
    words = LongTextField(label=_("In the person’s words"), rows=3, required=False)


@duty(Duty.INTERVIEWER)
def end_interview(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.end_interview(
            by=request.user,
            number=number,
            once=said["once"],
            pressure=said["pressure"],
            words=said["words"],
        )

    return step(
        request,
        number,
        "end_interview",
        EndForm(request),
        act,
        submit=_("End the interview"),
        message=_("Ended. The statement is to be read back within 24 hours."),
    )
