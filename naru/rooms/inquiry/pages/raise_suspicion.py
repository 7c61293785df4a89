"""Stop the interview over a suspicion."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField
from naru.kit.forms import KitForm
from naru.rooms.inquiry import actions, queries
from naru.rooms.inquiry.pages.common import step
from naru.rooms.inquiry.queries.words import CATEGORIES


class SuspicionForm(KitForm):
    """A category and a supervisor; there is no room for words."""

    category = ChoiceField(label=_("Category"), choices=CATEGORIES.items())
    supervisor_id = ChoiceField(label=_("Supervisor told"))

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.fields["supervisor_id"].choices = queries.supervisor_choices()


@duty(Duty.INTERVIEWER)
def raise_suspicion(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.raise_suspicion(
            by=request.user,
            number=number,
            once=said["once"],
            category=said["category"],
            supervisor_id=UUID(said["supervisor_id"]),
        )

    return step(
        request,
        number,
        "raise_suspicion",
        SuspicionForm(request),
        act,
        lead=_("The interview ends now. Care, lodging, calls and medicine go on as before."),
        submit=_("Stop the interview"),
        warning=True,
        message=_("Stopped. Explain the right to silence and to a lawyer now."),
    )
