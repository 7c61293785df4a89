"""Say that no further interview is needed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.rooms.inquiry import actions
from naru.rooms.inquiry.pages.common import NoQuestions, step


@duty(Duty.INTERVIEWER)
def finish_interviews(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.finish_interviews(by=request.user, number=number, once=said["once"])

    return step(
        request,
        number,
        "finish_interviews",
        NoQuestions(request),
        act,
        lead=_("A further interview can still be planned later."),
        submit=_("Confirm"),
    )
