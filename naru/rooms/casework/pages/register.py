"""The identity sheet, and closing it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ConfirmField, YesNoUnknown
from naru.kit.forms import KitForm
from naru.rooms.casework import actions, queries


class RegisterForm(KitForm):
    """What the sheet itself can't tell."""

    alone = YesNoUnknown(
        label=_("Is a parent or legal guardian of the person in the centre?"),
        help_text=_("Only asked to protect children: “no” and “unknown” count as alone."),
    )
    checked = ConfirmField(
        label=_("The sheet was read to the person in their language; they confirmed or added to it")
    )


@duty(Duty.CASEWORKER)
def register(request: HttpRequest, number: str) -> HttpResponse:
    form = RegisterForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.register(
            by=request.user, number=number, once=said["once"], alone=said["alone"] != "yes"
        )

    return run_step(
        request,
        number,
        "register",
        form,
        act,
        template="casework/register.html",
        message=_("Registered."),
        submit=_("Register"),
        lead=_("Nothing is overwritten: what was said stands side by side, with its source."),
        extra=queries.sheet(request.user, number),
    )
