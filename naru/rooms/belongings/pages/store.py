"""The store: every place, what lies there, and finding a thing by its number or seal."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import TextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run, see_other, show
from naru.rooms.belongings import actions
from naru.rooms.belongings.queries import store as shelves


class PlaceForm(KitForm):
    """A new place."""

    code = TextField(label=gettext_lazy("Code on the shelf"), max_length=20, width=10)
    name_ko = TextField(label=gettext_lazy("Name in Korean"), max_length=60)
    name_en = TextField(label=gettext_lazy("Name in English"), max_length=60)


@dataclass(frozen=True)
class StorePage:
    """The places, and what a search found nothing for."""

    title: str
    places: list[tuple[str, str, int]]
    sought: str


@dataclass(frozen=True)
class ShelfPage:
    """One place."""

    title: str
    lines: Page
    back_url: str
    back_text: str


@duty(Duty.PROPERTY_CUSTODIAN)
def store(request: HttpRequest) -> HttpResponse:
    sought = request.GET.get("q", "").strip()
    found = shelves.find(sought) if sought else None
    if found:
        return see_other(reverse("belongings:item", args=found))
    return show(request, "belongings/store.html", StorePage(_("Store"), shelves.places(), sought))


@duty(Duty.PROPERTY_CUSTODIAN)
def shelf(request: HttpRequest, code: str) -> HttpResponse:
    lines = shelves.shelf(request.user, code, request.GET.get("page", ""))
    page = ShelfPage(code, lines, reverse("belongings:store"), _("Store"))
    return show(request, "belongings/shelf.html", page)


@duty(Duty.PROPERTY_CUSTODIAN)
def add_place(request: HttpRequest) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.add_place(
            by=request.user,
            once=said["once"],
            code=said["code"],
            name_ko=said["name_ko"],
            name_en=said["name_en"],
        )

    page = FormPage(
        title=_("Add a place"), back_url=reverse("belongings:store"), back_text=_("Store")
    )
    return run(request, PlaceForm(request), "kit/form.html", page, act, "belongings:store")
