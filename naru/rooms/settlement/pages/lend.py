"""Lend a book: scan its label, or choose it from the list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import CodeField
from naru.kit.forms import KitForm
from naru.rooms.settlement import actions, queries


class Form(KitForm):
    """Which book."""

    book = CodeField(
        label=_("Book"),
        help_text=_("Scan the label, or type a few letters of the title."),
        choices=queries.book_choices,
    )


@duty(Duty.INSTRUCTOR, Duty.RESIDENT)
def lend(request: HttpRequest, number: str) -> HttpResponse:
    form = Form(request, initial={"book": request.GET.get("book", "")})

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.lend(by=request.user, number=number, once=said["once"], code=said["book"])

    return run_step(
        request,
        number,
        "lend",
        form,
        act,
        message=_("The book is lent for two weeks."),
        submit=_("Lend"),
        can_undo=True,
    )
