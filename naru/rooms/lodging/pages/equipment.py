"""Equipment: the list, and adding a thing."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, TextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run, show
from naru.rooms.lodging import house, upkeep
from naru.rooms.lodging.house import ThingLine
from naru.rooms.lodging.words import EQUIPMENT


@dataclass(frozen=True)
class EquipmentPage:
    """Every thing with its place and state."""

    title: Any
    back_url: str
    back_text: Any
    things: list[ThingLine]


class EquipmentForm(KitForm):
    """A thing and where it stands."""

    room = ChoiceField(label=_("Room"))
    kind = ChoiceField(label=_("Kind"), choices=EQUIPMENT.items())
    serial = TextField(label=_("Serial number"), max_length=60, width=20)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.fields["room"].choices = house.room_choices()


@duty(Duty.LODGING_OFFICER, Duty.DIRECTOR)
def equipment(request: HttpRequest) -> HttpResponse:
    page = EquipmentPage(
        title=_("Equipment"),
        back_url=reverse("lodging:board"),
        back_text=_("Back to the beds"),
        things=house.equipment(),
    )
    return show(request, "lodging/equipment.html", page)


@duty(Duty.LODGING_OFFICER, Duty.DIRECTOR)
def add_equipment(request: HttpRequest) -> HttpResponse:
    def act(said: dict) -> Done | Refusal:
        return upkeep.add_equipment(
            by=request.user,
            once=said["once"],
            room_id=UUID(said["room"]),
            kind=said["kind"],
            serial=said["serial"],
        )

    to = reverse("lodging:equipment")
    page = FormPage(
        title=_("Add equipment"),
        submit=_("Add"),
        back_url=to,
        back_text=_("Back to the equipment"),
    )
    return run(request, EquipmentForm(request), "kit/form.html", page, act, to)
