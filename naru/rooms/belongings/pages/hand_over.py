"""Hand contraband to the authority that the law names, against its receipt."""

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
from naru.rooms.belongings.queries import choices, items


class Form(KitForm):
    """One thing, one authority, one receipt."""

    item = select(_("Item"))
    authority = TextField(label=_("Authority"), help_text=_("Office and officer."))
    receipt_no = TextField(label=_("Number of the authority’s receipt"), width=20)
    basis = TextField(label=_("Legal basis"))

    def __init__(self, request: HttpRequest, number: str) -> None:
        super().__init__(request)
        found = choices.for_authority(items.items(request.user, number))
        offer(self, "item", choices.item_choices(found))


@duty(Duty.PROPERTY_CUSTODIAN)
def hand_over(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.hand_over(
            by=request.user,
            number=number,
            once=said["once"],
            item_id=one(said["item"]),
            authority=said["authority"],
            receipt_no=said["receipt_no"],
            basis=said["basis"],
        )

    return run_step(
        request,
        number,
        "hand_over",
        Form(request, number),
        act,
        lead=_("Tell the owner what happens to it and why, and give them a copy of the receipt."),
        submit=_("Hand over"),
        message=_("Handed over against a receipt."),
    )
