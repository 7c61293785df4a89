"""Record what the court answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField
from naru.kit.forms import KitForm
from naru.rooms.rights import actions


class Form(KitForm):
    """The court’s answer."""

    answer = LongTextField(label=_("What the court answered"), rows=4)


@duty(
    Duty.CASEWORKER,
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.COUNSEL,
)
def end_petition(request: HttpRequest, number: str) -> HttpResponse:
    form = Form(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.end_petition(
            by=request.user, number=number, once=said["once"], answer=said["answer"]
        )

    return run_step(
        request,
        number,
        "end_petition",
        form,
        act,
        message=_("The court’s answer is recorded."),
        lead=_("Give the person a copy of the court’s answer."),
    )
