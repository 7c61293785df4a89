"""Correct a passage, beside the original."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LongTextField, TextField
from naru.kit.forms import KitForm
from naru.rooms.inquiry import actions, queries
from naru.rooms.inquiry.pages.common import NO_ROUTES, STATEMENT, step


class CorrectionForm(KitForm):
    """Which passage, how it should read, who says so."""

    passage_id = ChoiceField(label=_("Passage"))
    should_read = LongTextField(label=_("How it should read"), rows=4, help_text=NO_ROUTES)
    said_by = TextField(label=_("Who asks for the correction"))

    def __init__(self, request: HttpRequest, passages: Any, said_by: str) -> None:
        super().__init__(request, initial={"said_by": said_by})
        self.fields["passage_id"].choices = passages


@duty(Duty.INTERVIEWER, Duty.INTERPRETER, Duty.COUNSEL, Duty.RESIDENT, Duty.CHILD_GUARDIAN)
def correct_statement(request: HttpRequest, number: str) -> HttpResponse:
    passages = queries.passage_choices(request.user, number)
    form = CorrectionForm(request, passages, request.user.name)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.correct_statement(
            by=request.user,
            number=number,
            once=said["once"],
            passage_id=UUID(said["passage_id"]),
            should_read=said["should_read"],
            said_by=said["said_by"],
        )

    return step(
        request,
        number,
        "correct_statement",
        form,
        act,
        template=STATEMENT,
        message=_("The correction stands beside the original."),
        extra=queries.statement(request.user, number),
    )
