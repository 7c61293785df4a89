"""Take a book back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField
from naru.kit.forms import KitForm
from naru.rooms.settlement import actions, queries


class Form(KitForm):
    """Which of the books that are out."""

    loan = ChoiceField(label=_("Book"))

    def __init__(self, request: HttpRequest, loans: list[tuple[str, str]]) -> None:
        super().__init__(request)
        self.fields["loan"].choices = loans
        if len(loans) == 1:
            self.initial["loan"] = loans[0][0]


@duty(Duty.INSTRUCTOR)
def take_back(request: HttpRequest, number: str) -> HttpResponse:
    loans = queries.loans_of(request.user, number)
    form = Form(request, [(str(loan.id), f"{loan.code} – {loan.title}") for loan in loans])

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.take_back(
            by=request.user, number=number, once=said["once"], loan_id=UUID(said["loan"])
        )

    return run_step(
        request,
        number,
        "take_back",
        form,
        act,
        message=_("The book is back."),
        submit=_("Take back"),
    )
