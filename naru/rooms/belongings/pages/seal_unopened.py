"""Seal a bag unopened while its owner is cared for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import performs
from naru.kit.fields import TextField
from naru.kit.forms import KitForm
from naru.rooms.belongings import actions
from naru.rooms.belongings.pages.parts import offer, one, select
from naru.rooms.belongings.queries import store


class Form(KitForm):
    """The bag from outside, its seal and where it is kept."""

    description = TextField(
        label=_("What it is"), help_text=_("As seen from outside. Nobody opens it now.")
    )
    seal = TextField(label=_("Seal number"), width=20, max_length=40)
    place_id = select(_("Kept at"))

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        offer(self, "place_id", store.place_choices())


@performs("seal_unopened")
def seal_unopened(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.seal_unopened(
            by=request.user,
            number=number,
            once=said["once"],
            description=said["description"],
            seal=said["seal"],
            place_id=one(said["place_id"]),
        )

    lead = _("The person is cared for first. The list is made later, together with them.")
    message = _("The bag is sealed.")
    return run_step(
        request, number, "seal_unopened", Form(request), act, lead=lead, message=message
    )
