"""Answer a request for one’s own data."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField
from naru.kit.forms import KitForm
from naru.rooms.rights import actions, queries


class Form(KitForm):
    """What was done about the request."""

    answer = LongTextField(label=_("Answer to the person"), rows=4)


@duty(Duty.DATA_PROTECTION_OFFICER)
def answer_data(request: HttpRequest, number: str) -> HttpResponse:
    form = Form(request)
    asked = queries.open_requests(request.user, number)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.answer_data(
            by=request.user, number=number, once=said["once"], answer=said["answer"]
        )

    return run_step(
        request,
        number,
        "answer_data",
        form,
        act,
        template="rights/answer_data.html",
        message=_("The answer is recorded."),
        lead=_("The list of who opened the record goes with the answer."),
        extra={"asked": asked, "looks": queries.looks(request.user, number)},
    )
