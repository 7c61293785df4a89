"""Buttons of an interview that ask nothing: break, resume, I do not understand."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.rooms.inquiry import actions
from naru.rooms.inquiry.pages.common import NoQuestions, live_url, step


@duty(Duty.INTERVIEWER)
def take_break(request: HttpRequest, number: str) -> HttpResponse:
    return _press(request, number, "take_break", actions.take_break, message=_("Break."))


@duty(Duty.INTERVIEWER)
def resume_interview(request: HttpRequest, number: str) -> HttpResponse:
    return _press(
        request,
        number,
        "resume_interview",
        actions.resume_interview,
        title=_("Resume the interview"),
        message=_("The interview goes on."),
    )


@duty(
    Duty.RESIDENT,
    Duty.INTERPRETER,
    Duty.INTERVIEWER,
    Duty.COUNSEL,
    Duty.HUMAN_RIGHTS_OFFICER,
)
def say_misunderstood(request: HttpRequest, number: str) -> HttpResponse:
    return _press(
        request,
        number,
        "say_misunderstood",
        actions.say_misunderstood,
        title=_("I do not understand"),
        lead=_("After the third time the interview ends, and nothing said in it is used."),
        message=_("Noted. The question will be put again in other words."),
    )


def _press(
    request: HttpRequest, number: str, event: str, verb: Callable[..., Done | Refusal], **words: Any
) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return verb(by=request.user, number=number, once=said["once"])

    url = live_url(number)
    return step(
        request,
        number,
        event,
        NoQuestions(request),
        act,
        to=url,
        back_url=url,
        submit=_("Confirm"),
        **words,
    )
