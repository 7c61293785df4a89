"""The interview: read by those present, written by its interviewer."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import warn_of_words
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField
from naru.kit.forms import KitForm
from naru.kit.pages import run
from naru.rooms.inquiry import actions, queries
from naru.rooms.inquiry.pages.common import NO_ROUTES, live_url


class PassageForm(KitForm):
    """The next question and its answer."""

    question = LongTextField(label=_("Question"), rows=2, max_length=2000, help_text=NO_ROUTES)
    answer = LongTextField(
        label=_("Answer, in the person’s words"),
        rows=5,
        required=False,
        help_text=_("Leave it empty for silence. Silence is never counted against anybody."),
    )


@duty(
    Duty.INTERVIEWER,
    Duty.INTERPRETER,
    Duty.INQUIRY_REVIEWER,
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.COUNSEL,
    Duty.CHILD_GUARDIAN,
    Duty.RESIDENT,
)
def interview(request: HttpRequest, number: str, interview_id: UUID | None = None) -> HttpResponse:
    page = queries.interview(request.user, number, interview_id)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.add_passage(
            by=request.user,
            number=number,
            once=said["once"],
            question=said["question"],
            answer=said["answer"],
        )

    form = PassageForm(request)
    warn_of_words(form)
    return run(request, form, "inquiry/interview.html", page, act, live_url(number), _("Saved."))
