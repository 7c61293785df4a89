"""Record the person's reply; a caseworker who writes for them reads nothing of the file."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import person_url, run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LongTextField
from naru.kit.forms import KitForm
from naru.rooms.inquiry import actions, queries
from naru.rooms.inquiry.pages.common import NO_ROUTES, file_url


class ReplyForm(KitForm):
    """To which doubt, if to one, and what."""

    doubt_id = ChoiceField(label=_("What it answers"), required=False)
    words = LongTextField(label=_("In the person’s words"), rows=6, help_text=NO_ROUTES)

    def __init__(self, request: HttpRequest, doubts: Any) -> None:
        super().__init__(request)
        self.fields["doubt_id"].choices = [("", _("A comment of their own")), *doubts]
        if not doubts:
            del self.fields["doubt_id"]


@duty(Duty.INTERVIEWER, Duty.COUNSEL, Duty.RESIDENT, Duty.CHILD_GUARDIAN, Duty.CASEWORKER)
def reply_statement(request: HttpRequest, number: str) -> HttpResponse:
    reads = queries.reads(request.user, number)
    form = ReplyForm(request, queries.doubt_choices(request.user, number) if reads else [])

    def act(said: dict[str, Any]) -> Done | Refusal:
        doubt = said.get("doubt_id")
        return actions.reply_statement(
            by=request.user,
            number=number,
            once=said["once"],
            words=said["words"],
            doubt_id=UUID(doubt) if doubt else None,
        )

    url = file_url(number) if reads else person_url(number)
    return run_step(
        request,
        number,
        "reply_statement",
        form,
        act,
        to=url,
        back_url=url,
        message=_("The reply is in the file."),
    )
