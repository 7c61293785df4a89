"""All lines of one person, one item with its chain of custody, its photo, labels and receipts."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from naru.ground import ledger
from naru.ground.pathway.pages import StepPage, step_page
from naru.ground.staff.access import duty
from naru.kit import numbers
from naru.kit.labels import qr_svg
from naru.kit.pages import show
from naru.rooms.belongings.queries import claims, items
from naru.rooms.belongings.queries.items import READERS

DOWNLOAD = {"Content-Security-Policy": "sandbox", "Cache-Control": "private, no-store"}


@dataclass(frozen=True)
class InventoryPage:
    """The list with its receipts and claims."""

    title: str
    around: StepPage
    items: list[items.ItemView]
    receipts: list[claims.ReceiptLine]
    claims: list[claims.ClaimLine]
    back_url: str
    photos: bool


@dataclass(frozen=True)
class ItemPage:
    """One item and every hand it passed through."""

    title: str
    around: StepPage
    item: items.ItemView
    hands: list[items.Hand]
    back_url: str


@dataclass(frozen=True)
class Sticker:
    """A label for a bag: numbers only."""

    number: str
    person: str
    seal: str
    qr: SafeString


@dataclass(frozen=True)
class LabelsPage:
    """Labels to print."""

    title: str
    stickers: list[Sticker]
    back_url: str


@duty(*READERS)
def inventory(request: HttpRequest, number: str) -> HttpResponse:
    around = step_page(request, number, "hold", title=_("Belongings"))
    viewer, person_id = request.user, around.case.person_id
    clinical = items.medicine_only(viewer)
    page = InventoryPage(
        title=_("Belongings"),
        around=around,
        items=items.items_of(viewer, person_id, open_only=False),
        receipts=[] if clinical else claims.receipts_of(person_id),
        claims=[] if clinical else claims.claims_of(viewer, person_id),
        back_url=around.back_url,
        photos=items.sees_medicine(viewer),
    )
    return show(request, "belongings/inventory.html", page)


@duty(*READERS)
def item(request: HttpRequest, number: str, item_id: UUID) -> HttpResponse:
    view = items.item(request.user, number, item_id)
    around = step_page(request, number, "move_item", title=view.description)
    back = reverse("belongings:inventory", args=[number])
    hands = items.history(request.user, item_id)
    page = ItemPage(f"{view.number} · {view.description}", around, view, hands, back)
    return show(request, "belongings/item.html", page)


@duty(*READERS)
def photo(request: HttpRequest, number: str, item_id: UUID) -> HttpResponse:
    return _file(*items.photo(request.user, number, item_id))


@duty(*READERS)
def receipt(request: HttpRequest, number: str, receipt_id: UUID) -> HttpResponse:
    paper = items.receipt(request.user, number, receipt_id)
    return ledger.send(request, paper, "receipt")


@duty(*READERS)
def labels(request: HttpRequest, number: str) -> HttpResponse:
    found = [view for view in items.items(request.user, number) if view.state == "held"]
    person = numbers.shown(numbers.read(number) or number)
    stickers = [Sticker(v.number, person, v.seal, _qr(v)) for v in found]
    return show(
        request,
        "belongings/labels.html",
        LabelsPage(
            _("Labels for the bags"), stickers, reverse("belongings:inventory", args=[number])
        ),
    )


def _qr(view: items.ItemView) -> SafeString:
    return qr_svg(numbers.scan(view.number.replace("-", "")), view.number)


def _file(content: bytes, media_type: str) -> HttpResponse:
    response: Any = HttpResponse(content, content_type=media_type)
    for name, value in DOWNLOAD.items():
        response[name] = value
    return response
