"""Read the statement back to the person."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, TextField
from naru.kit.forms import KitForm
from naru.rooms.inquiry import actions, queries
from naru.rooms.inquiry.pages.common import STATEMENT, step


class ReadForm(KitForm):
    """In which language it was read, and by whom."""

    language = ChoiceField(label=_("Language in which it was read"))
    reader = TextField(label=_("Who read it aloud"))

    def __init__(self, request: HttpRequest, languages: Any) -> None:
        super().__init__(request, initial={"reader": request.user.name})
        self.fields["language"].choices = languages


@duty(Duty.INTERVIEWER, Duty.INTERPRETER)
def read_back(request: HttpRequest, number: str) -> HttpResponse:
    form = ReadForm(request, queries.language_choices(request.user, number))

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.read_back(
            by=request.user,
            number=number,
            once=said["once"],
            language=said["language"],
            reader=said["reader"],
        )

    return step(
        request,
        number,
        "read_back",
        form,
        act,
        template=STATEMENT,
        submit=_("It was read back in full"),
        message=_("Read back."),
        extra=queries.statement(request.user, number),
    )
