"""Deciding, by adopting the draft of somebody else."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import TextField
from naru.kit.forms import KitForm
from naru.rooms.ruling import actions, queries


class DecideForm(KitForm):
    """The number typed: what can't be undone isn't done by a click."""

    typed = TextField(
        label=_("Type the person’s number to confirm"),
        help_text=_("A decision can’t be taken back."),
        width=10,
    )


@duty(Duty.DECIDING_AUTHORITY)
def decide(request: HttpRequest, number: str) -> HttpResponse:
    form = DecideForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.decide(
            by=request.user, number=number, once=said["once"], typed=said["typed"]
        )

    return run_step(
        request,
        number,
        "decide",
        form,
        act,
        template="ruling/decide.html",
        submit=_("Decide"),
        warning=True,
        extra=queries.draft(request.user, number),
    )
