"""Answer a wish to leave in writing."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import performs
from naru.kit.fields import ChoiceField, LongTextField
from naru.kit.forms import KitForm
from naru.rooms.rights import actions, queries
from naru.rooms.rights.actions.leaving import Answer


class Form(KitForm):
    """Who talked with the person, and the answer they take along."""

    counsellor = ChoiceField(
        label=_("Who talked with the person about it?"),
        help_text=_("Somebody with no part in the inquiry."),
    )
    answer = ChoiceField(
        label=_("Answer"),
        choices=[
            ("gate_open", _("The gate opens: the person may leave")),
            ("legal_ground", _("A legal ground keeps the person here")),
        ],
    )
    text = LongTextField(label=_("The answer in writing"), rows=4)
    ground = LongTextField(
        label=_("The legal ground"),
        help_text=_("Only where the person is kept: law, article and why it applies."),
        rows=3,
        required=False,
    )
    judge = LongTextField(
        label=_("The way to a judge"),
        help_text=_("Which court, until when, and who helps with it."),
        rows=3,
        required=False,
    )

    def __init__(self, request: HttpRequest, counsellors: list[tuple[str, str]]) -> None:
        super().__init__(request)
        self.fields["counsellor"].choices = counsellors


@performs("answer_leave")
def answer_leave(request: HttpRequest, number: str) -> HttpResponse:
    form = Form(request, queries.counsellor_choices(request.user))

    def act(said: dict[str, Any]) -> Done | Refusal:
        answer = Answer(said["answer"], said["text"], said["ground"], said["judge"])
        return actions.answer_leave(
            by=request.user,
            number=number,
            once=said["once"],
            counsellor_id=UUID(said["counsellor"]),
            answer=answer,
        )

    return run_step(
        request,
        number,
        "answer_leave",
        form,
        act,
        template="rights/answer_leave.html",
        message=_("The answer is recorded. Hand it to the person in writing."),
        extra=queries.wishes(request.user, pathway.case(request.user, number)),
    )
