"""Confirm that somebody leaves, by typing their number from the wristband."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, MultiChoiceField, SignatureField, TextField, YesNoUnknown
from naru.kit.forms import KitForm
from naru.rooms.departure import actions, queries
from naru.rooms.departure.names import COPIES, DESTINATIONS


class Form(KitForm):
    """The last form of a stay."""

    destination = ChoiceField(
        label=_("Kind of destination"),
        help_text=_("Never an address: where somebody lives afterwards isn’t the centre’s."),
        choices=list(DESTINATIONS.items()),
    )
    informed = YesNoUnknown(
        label=_("Were they told where to go next, and whom to ask?"), unknown=False
    )
    copies = MultiChoiceField(label=_("Papers handed over"), choices=list(COPIES.items()))
    signature = SignatureField(label=_("Signature of the person"))
    typed = TextField(
        label=_("Number on the wristband"),
        help_text=_("Type or scan it: it makes sure that the right person leaves."),
        width=20,
    )


@duty(Duty.CASEWORKER, Duty.RECEPTION_OFFICER)
def depart(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        leaving = actions.Leaving(
            typed=said["typed"],
            destination=said["destination"],
            informed=said["informed"] == "yes",
            copies=said["copies"],
            signature=said["signature"]["image"],
        )
        return actions.depart(by=request.user, number=number, once=said["once"], leaving=leaving)

    return run_step(
        request,
        number,
        "depart",
        Form(request),
        act,
        template="departure/depart.html",
        submit=_("Confirm the departure"),
        warning=True,
        message=_("The departure is on record. Hand over the receipt."),
        extra=queries.checklist(pathway.case(request.user, number)),
    )
