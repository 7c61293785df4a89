"""Linking a family."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, TextField
from naru.kit.forms import KitForm
from naru.rooms.casework import actions, words


class FamilyForm(KitForm):
    """With whom, and as what."""

    other_number = TextField(label=_("Number of the other resident"), width=10)
    role = ChoiceField(label=_("This person is the other’s"), choices=words.FAMILY_ROLES)


@duty(Duty.CASEWORKER, Duty.RECEPTION_OFFICER)
def bind_family(request: HttpRequest, number: str) -> HttpResponse:
    form = FamilyForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.bind_family(
            by=request.user,
            number=number,
            once=said["once"],
            other_number=said["other_number"],
            role=said["role"],
        )

    lead = _("Families are lodged together; each person keeps a file of their own.")
    return run_step(request, number, "bind_family", form, act, lead=lead)
