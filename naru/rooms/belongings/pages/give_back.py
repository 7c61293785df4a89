"""Return things to their owner, line by line, until nothing is left."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import MultiChoiceField, SignatureField, TextField
from naru.kit.forms import KitForm
from naru.rooms.belongings import actions
from naru.rooms.belongings.pages.parts import drawn, many
from naru.rooms.belongings.queries import choices, items


class Form(KitForm):
    """What lies on the counter, and the owner's signature."""

    lines = MultiChoiceField(
        label=_("Returned now"), help_text=_("Tick each line as the owner takes the thing.")
    )
    stays = TextField(
        label=_("Why the other lines stay in custody"),
        help_text=_("Leave empty when everything is returned. What can’t be found is reported."),
        required=False,
    )
    signature = SignatureField(label=_("Signature of the owner"))

    def __init__(self, request: HttpRequest, found: list[items.ItemView]) -> None:
        super().__init__(request)
        self.fields["lines"].choices = choices.item_choices(found)


@duty(Duty.PROPERTY_CUSTODIAN, Duty.PHARMACIST)
def give_back(request: HttpRequest, number: str) -> HttpResponse:
    found = items.items(request.user, number)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.give_back(
            by=request.user,
            number=number,
            once=said["once"],
            item_ids=many(said["lines"]),
            signature=drawn(said["signature"]),
            stays=said["stays"],
        )

    return run_step(
        request,
        number,
        "give_back",
        Form(request, choices.returnable(found)),
        act,
        to=reverse("belongings:inventory", args=[number]),
        template="belongings/give_back.html",
        submit=_("Return and sign"),
        message=_("Returned. Hand the printed receipt to the owner."),
        extra=[view for view in found if view not in choices.returnable(found)],
    )
