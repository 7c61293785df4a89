"""Hand the findings to the reviewer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.rooms.inquiry import actions, queries
from naru.rooms.inquiry.pages.common import FINDINGS, NoQuestions, step


@duty(Duty.INTERVIEWER)
def draft_findings(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.draft_findings(by=request.user, number=number, once=said["once"])

    return step(
        request,
        number,
        "draft_findings",
        NoQuestions(request),
        act,
        lead=_("Another person reviews and signs them. Until then they can’t be changed."),
        submit=_("Hand to the reviewer"),
        message=_("With the reviewer."),
        template=FINDINGS,
        extra=queries.findings(request.user, number),
    )
