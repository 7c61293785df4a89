"""Take things into custody, one a screen, with the list growing beside the form."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LongTextField, MoneyField, PhotoField, TextField
from naru.kit.forms import KitForm
from naru.rooms.belongings import actions
from naru.rooms.belongings.pages.parts import offer, one, select
from naru.rooms.belongings.queries import choices, items, store


class Form(KitForm):
    """One thing as it comes over the counter."""

    kind = ChoiceField(label=_("Class"), widget=forms.RadioSelect)
    description = TextField(
        label=_("What it is"),
        help_text=_("As anybody would recognise it. Nothing is read, unlocked or judged."),
    )
    quantity = TextField(label=_("Quantity"), width=10, initial="1")
    photo = PhotoField(label=_("Photo"), required=False)
    seal = TextField(label=_("Seal number"), width=20, max_length=40, required=False)
    place_id = select(_("Kept at"))
    worth = MoneyField(
        label=_("Worth"),
        help_text=_("Cash: the sum counted. One line for each currency."),
        required=False,
    )
    condition = TextField(label=_("Condition"), required=False)
    second_officer = select(
        _("Counted with"), help_text=_("Cash is counted by two."), required=False
    )
    form = TextField(
        label=_("Medicine: form"), help_text=_("Tablets, pen, inhaler, device …"), required=False
    )
    last_dose = TextField(
        label=_("Medicine: last dose"), help_text=_("When, as the person says."), required=False
    )
    words = LongTextField(
        label=_("Medicine: what the clinician should know"), rows=2, required=False
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.fields["kind"].choices = choices.class_choices()
        offer(self, "place_id", store.place_choices())
        offer(self, "second_officer", choices.colleagues(request.user))


@dataclass(frozen=True)
class Beside:
    """What stands beside the form."""

    number: str
    items: list[items.ItemView]
    bases: list[tuple[str, str, str]]


@duty(Duty.PROPERTY_CUSTODIAN)
def hold(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.hold(by=request.user, number=number, once=said["once"], draft=_draft(said))

    return run_step(
        request,
        number,
        "hold",
        Form(request),
        act,
        to=f"{request.path}?place_id={request.POST.get('place_id', '')}",
        template="belongings/hold.html",
        submit=_("Save and go on with the next"),
        message=_("The item is on the list."),
        can_undo=True,
        extra=Beside(number, items.items(request.user, number), choices.legal_bases()),
    )


def _draft(said: dict[str, Any]) -> actions.ItemDraft:
    worth = said["worth"] or {"amount": "", "currency": ""}
    medicine = {key: said[key] for key in ("form", "last_dose", "words") if said[key]}
    return actions.ItemDraft(
        description=said["description"],
        kind=said["kind"],
        place_id=one(said["place_id"]),
        seal=said["seal"],
        quantity=said["quantity"],
        value=worth["amount"],
        currency=worth["currency"],
        condition=said["condition"],
        second_officer=one(said["second_officer"]),
        photo=said["photo"].read() if said["photo"] else None,
        medicine=medicine,
    )
