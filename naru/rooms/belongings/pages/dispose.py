"""Destroy a thing with its owner's consent, before two witnesses."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import SignatureField, TextField
from naru.kit.forms import KitForm
from naru.rooms.belongings import actions
from naru.rooms.belongings.pages.parts import drawn, offer, one, select
from naru.rooms.belongings.queries import choices, items


class Form(KitForm):
    """What is destroyed, why, and who watches."""

    item = select(_("Item"))
    reason = TextField(label=_("Reason"), help_text=_("Expired, spoiled, or the owner’s wish."))
    first_witness = select(_("First witness"))
    second_witness = select(_("Second witness"))
    signature = SignatureField(label=_("The owner consents"))

    def __init__(self, request: HttpRequest, number: str) -> None:
        super().__init__(request)
        found = choices.returnable(items.items(request.user, number))
        offer(self, "item", choices.item_choices(found))
        for name in ("first_witness", "second_witness"):
            offer(self, name, choices.colleagues(request.user))


@duty(Duty.PROPERTY_CUSTODIAN, Duty.PHARMACIST)
def dispose(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.dispose(
            by=request.user,
            number=number,
            once=said["once"],
            item_id=one(said["item"]),
            reason=said["reason"],
            witnesses=[said["first_witness"], said["second_witness"]],
            signature=drawn(said["signature"]),
        )

    return run_step(
        request,
        number,
        "dispose",
        Form(request, number),
        act,
        submit=_("Destroy"),
        warning=True,
        message=_("Destroyed before two witnesses."),
    )
