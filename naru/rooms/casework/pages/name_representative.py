"""Naming a child's representative."""

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
from naru.rooms.casework import actions, queries

TERMS = (
    ("provisional", _("Provisional, from today")),
    ("permanent", _("Named by the competent authority")),
)


class RepresentativeForm(KitForm):
    """Who stands beside the child."""

    account = ChoiceField(label=_("Representative"))
    term = ChoiceField(label=_("Appointment"), choices=TERMS)

    def __init__(self, request: HttpRequest, guardians: list[tuple[str, str]]) -> None:
        super().__init__(request)
        self.fields["account"].choices = guardians


@duty(Duty.CASEWORKER)
def name_representative(request: HttpRequest, number: str) -> HttpResponse:
    form = RepresentativeForm(request, queries.guardians())

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.name_representative(
            by=request.user,
            number=number,
            once=said["once"],
            account_id=UUID(said["account"]),
            provisional=said["term"] == "provisional",
        )

    lead = _("The representative reaches the case at once and attends every interview.")
    return run_step(request, number, "name_representative", form, act, lead=lead)
