"""The shelf: list, delivery, correction, removal."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import DateField, IntegerField, LongTextField, TextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run, show
from naru.rooms.infirmary import actions
from naru.rooms.infirmary.actions.stock import Delivery
from naru.rooms.infirmary.queries import shelves

KEEPERS = (Duty.PHARMACIST, Duty.NURSE)
MOST = 1_000_000
FORM = "kit/form.html"
OWN = frozenset(KitForm.base_fields)


class DeliveryForm(KitForm):
    """A lot as it is written on the box."""

    drug = TextField(label=_("Medicine"), max_length=120)
    strength = TextField(label=_("Strength of the medicine"), max_length=60, required=False)
    form = TextField(label=_("Form of the medicine"), max_length=60, required=False)
    lot = TextField(label=_("Lot number"), max_length=60)
    expires_on = DateField(label=_("Use by"))
    quantity = IntegerField(label=_("Quantity"), min_value=1, max_value=MOST)
    unit = TextField(label=_("Counted in"), max_length=30, width=10)
    low_at = IntegerField(label=_("Low from"), min_value=0, max_value=MOST, initial=0)


class CountForm(KitForm):
    """What was counted, and why it differs."""

    counted = IntegerField(label=_("Quantity counted"), min_value=0, max_value=MOST)
    reason = LongTextField(label=_("Reason"), rows=2, max_length=200)


class RemoveForm(KitForm):
    """Nothing but the press."""


@duty(*KEEPERS, Duty.PHYSICIAN)
def stock(request: HttpRequest) -> HttpResponse:
    return show(request, "infirmary/stock.html", shelves.stock_page(request.user))


@duty(*KEEPERS)
def receive(request: HttpRequest) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        given = {key: said[key] for key in DeliveryForm.base_fields if key not in OWN}
        once = str(said["once"])
        return actions.receive_stock(by=request.user, once=once, delivery=Delivery(**given))

    page = _page(_("Receive a delivery"))
    return run(request, DeliveryForm(request), FORM, page, act, page.back_url)


@duty(*KEEPERS)
def correct(request: HttpRequest, item_id: UUID) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.correct_stock(
            by=request.user,
            once=str(said["once"]),
            item_id=item_id,
            counted=said["counted"],
            reason=said["reason"],
        )

    lot = shelves.lot(request.user, item_id)
    page = _page(_("Correct the stock"), lead=lot.text)
    return run(request, CountForm(request), FORM, page, act, page.back_url)


@duty(*KEEPERS)
def expire(request: HttpRequest, item_id: UUID) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.expire_stock(by=request.user, once=str(said["once"]), item_id=item_id)

    lot = shelves.lot(request.user, item_id)
    page = _page(
        _("Remove an expired lot"), lead=lot.text, submit=_("Take off the shelf"), warning=True
    )
    return run(request, RemoveForm(request), FORM, page, act, page.back_url)


def _page(title: Any, **words: Any) -> FormPage:
    back = reverse("infirmary:stock")
    return FormPage(title, back_url=back, back_text=_("Back to the stock"), **words)
