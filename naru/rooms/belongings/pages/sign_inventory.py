"""Have the list signed by its owner; a line may be refused, and the refusal is written."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField, MultiChoiceField, SignatureField
from naru.kit.forms import KitForm
from naru.rooms.belongings import actions
from naru.rooms.belongings.pages.parts import drawn, many, offer, one, select
from naru.rooms.belongings.queries import choices, items


class Form(KitForm):
    """The owner's signature over the list."""

    refused_items = MultiChoiceField(label=_("Lines that the owner refuses"), required=False)
    refused = LongTextField(
        label=_("What the owner says about them"),
        help_text=_("In the owner’s own words. It is printed on the receipt."),
        rows=2,
        required=False,
    )
    signature = SignatureField(label=_("Signature of the owner"))
    second_officer = select(_("Second officer"))

    def __init__(self, request: HttpRequest, found: list[items.ItemView]) -> None:
        super().__init__(request)
        self.fields["refused_items"].choices = choices.item_choices(found)
        offer(self, "second_officer", choices.colleagues(request.user))

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("refused_items") and not said.get("refused"):
            self.add_error("refused", _("Write what the owner says about the refused lines."))
        return said


@duty(Duty.PROPERTY_CUSTODIAN)
def sign_inventory(request: HttpRequest, number: str) -> HttpResponse:
    found = items.items(request.user, number)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.sign_inventory(
            by=request.user,
            number=number,
            once=said["once"],
            signature=drawn(said["signature"]),
            second_officer=one(said["second_officer"]),
            refused_items=many(said["refused_items"]),
            refused=said["refused"],
        )

    return run_step(
        request,
        number,
        "sign_inventory",
        Form(request, found),
        act,
        to=reverse("belongings:inventory", args=[number]),
        template="belongings/sign_inventory.html",
        lead=_("Read every line aloud in the owner’s language and show the thing."),
        submit=_("Sign and print the receipt"),
        message=_("Signed. Hand the printed receipt to its owner."),
        extra=found,
    )
