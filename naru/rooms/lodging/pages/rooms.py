"""Rooms and beds: the list, adding them, sealing a bed and opening it again."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, DecimalField, IntegerField, MultiChoiceField, TextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run, show
from naru.rooms.lodging import house, upkeep
from naru.rooms.lodging.house import RoomLine
from naru.rooms.lodging.words import KINDS

OFFERS = [
    ("has_bath", _("Bathroom")),
    ("lockable", _("Can be locked from inside")),
    ("accessible", _("Step-free")),
    ("near_staff", _("Near staff")),
]


@dataclass(frozen=True)
class RoomsPage:
    """Every room with its beds."""

    title: Any
    back_url: str
    back_text: Any
    rooms: list[RoomLine]
    may_seal: bool


class BuildingForm(KitForm):
    """The name of a building."""

    name = TextField(label=_("Name of the building"), max_length=60, width=20)


class RoomForm(KitForm):
    """A room and the number of its beds."""

    building = ChoiceField(label=_("Building"))
    name = TextField(label=_("Room number"), max_length=20, width=10)
    floor = IntegerField(
        label=_("Floor"), help_text=_("The ground floor is 1."), min_value=-5, max_value=60
    )
    kind = ChoiceField(label=_("For whom"), choices=KINDS.items())
    area_m2 = DecimalField(
        label=_("Area in m²"),
        help_text=_("At least 4 m² for each bed."),
        min_value=Decimal(4),
        max_value=Decimal(999),
        decimal_places=1,
        max_digits=4,
    )
    height_m = DecimalField(
        label=_("Height in m"),
        min_value=Decimal(2),
        max_value=Decimal(9),
        decimal_places=2,
        max_digits=3,
    )
    offers = MultiChoiceField(label=_("The room has"), choices=OFFERS, required=False)
    beds = IntegerField(label=_("Number of beds"), min_value=1, max_value=100)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.fields["building"].choices = house.buildings()


class ReasonForm(KitForm):
    """Why the state of a bed changes."""

    reason = TextField(label=_("Reason"))


@duty(Duty.LODGING_OFFICER, Duty.DIRECTOR)
def rooms(request: HttpRequest) -> HttpResponse:
    page = RoomsPage(
        title=_("Rooms"),
        back_url=reverse("lodging:board"),
        back_text=_("Back to the beds"),
        rooms=house.rooms(),
        may_seal=request.user.has(Duty.LODGING_OFFICER),
    )
    return show(request, "lodging/rooms.html", page)


@duty(Duty.LODGING_OFFICER, Duty.DIRECTOR)
def add_building(request: HttpRequest) -> HttpResponse:
    def act(said: dict) -> Done | Refusal:
        return upkeep.add_building(by=request.user, once=said["once"], name=said["name"])

    form, page = BuildingForm(request), _page(_("Add a building"), _("Add"))
    to = reverse("lodging:rooms")
    return run(request, form, "kit/form.html", page, act, to, _("The building has been added."))


@duty(Duty.LODGING_OFFICER, Duty.DIRECTOR)
def add_room(request: HttpRequest) -> HttpResponse:
    def act(said: dict) -> Done | Refusal:
        return upkeep.add_room(
            by=request.user,
            once=said["once"],
            building_id=UUID(said["building"]),
            draft=_draft(said),
            beds=said["beds"],
        )

    form, page = RoomForm(request), _page(_("Add a room"), _("Add"))
    to = reverse("lodging:rooms")
    return run(request, form, "kit/form.html", page, act, to, _("The room has been added."))


@duty(Duty.LODGING_OFFICER)
def seal_bed(request: HttpRequest, bed_id: UUID) -> HttpResponse:
    return _change_bed(request, bed_id, _("Seal the bed"), upkeep.seal_bed)


@duty(Duty.LODGING_OFFICER)
def unseal_bed(request: HttpRequest, bed_id: UUID) -> HttpResponse:
    return _change_bed(request, bed_id, _("Open the sealed bed"), upkeep.unseal_bed)


def _change_bed(request: HttpRequest, bed_id: UUID, title: Any, change: Any) -> HttpResponse:
    page = _page(title, title, lead=house.bed(bed_id).label)

    def act(said: dict) -> Done | Refusal:
        return change(by=request.user, once=said["once"], bed_id=bed_id, reason=said["reason"])

    return run(request, ReasonForm(request), "kit/form.html", page, act, reverse("lodging:rooms"))


def _page(title: Any, submit: Any, lead: str = "") -> FormPage:
    return FormPage(
        title=title,
        lead=lead,
        submit=submit,
        back_url=reverse("lodging:rooms"),
        back_text=_("Back to the rooms"),
    )


def _draft(said: dict) -> upkeep.RoomDraft:
    plain = {name: said[name] for name in ("name", "floor", "kind", "area_m2", "height_m")}
    return upkeep.RoomDraft(**plain, **{name: name in said["offers"] for name, _text in OFFERS})
