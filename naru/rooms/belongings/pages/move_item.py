"""Hand one thing on inside the centre: from hand to hand, from place to place."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import TextField
from naru.kit.forms import KitForm
from naru.rooms.belongings import actions
from naru.rooms.belongings.pages.parts import offer, one, select
from naru.rooms.belongings.queries import choices, items, store


class Form(KitForm):
    """One hand-over."""

    item = select(_("Item"))
    place_id = select(_("New place"))
    receiver = select(_("Handed over to"))
    purpose = TextField(label=_("Purpose"))
    condition = TextField(label=_("Condition"), required=False)
    seal = TextField(
        label=_("New seal number"),
        help_text=_("Only when the seal was changed; that takes two officers."),
        width=20,
        max_length=40,
        required=False,
    )
    second_officer = select(_("Seal changed with"), required=False)

    def __init__(self, request: HttpRequest, number: str) -> None:
        super().__init__(request)
        found = items.items(request.user, number)
        offer(self, "item", choices.item_choices(choices.in_custody(found)))
        offer(self, "place_id", store.place_choices())
        offer(self, "receiver", choices.colleagues(request.user, myself=True))
        offer(self, "second_officer", choices.colleagues(request.user))


@duty(Duty.PROPERTY_CUSTODIAN, Duty.PHARMACIST, Duty.NURSE)
def move_item(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        draft = actions.MoveDraft(
            place_id=one(said["place_id"]),
            receiver=one(said["receiver"]),
            purpose=said["purpose"],
            condition=said["condition"],
            seal=said["seal"],
            second_officer=one(said["second_officer"]),
        )
        return actions.move_item(
            by=request.user,
            number=number,
            once=said["once"],
            item_id=one(said["item"]),
            draft=draft,
        )

    return run_step(
        request,
        number,
        "move_item",
        Form(request, number),
        act,
        submit=_("Hand on"),
        message=_("Handed on, with both hands on record."),
    )
