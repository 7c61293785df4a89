"""The driving simulators: the week of all of them, booking an hour, hours practised."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import DateField, IntegerField, TextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run, show
from naru.rooms.settlement import actions, queries, slots
from naru.rooms.settlement.queries.driving import Week
from naru.rooms.settlement.slots import Slot


class SlotForm(KitForm):
    """The button that was pressed."""

    slot = TextField(label=_("Hour"), max_length=40)

    def clean_slot(self) -> Slot:
        """The hour; ValidationError when a button of ours didn’t send it."""
        slot = slots.read(self.cleaned_data["slot"], timezone.get_default_timezone())
        if slot is None:
            raise ValidationError(_("Choose one of the free hours."), code="slot")
        return slot


class HoursForm(KitForm):
    """A day’s practice."""

    day = DateField(label=_("Day"), initial=timezone.localdate)
    minutes = IntegerField(label=_("Minutes"), min_value=1, max_value=720)
    remark = TextField(label=_("What was practised"), required=False)


class SimulatorForm(KitForm):
    """A simulator."""

    name = TextField(label=_("Name"), max_length=60)
    place = TextField(label=_("Place"), max_length=60, required=False)


@dataclass(frozen=True)
class DrivingPage:
    """The week of all simulators."""

    title: Any
    week: Week


@duty(Duty.INSTRUCTOR)
def driving(request: HttpRequest) -> HttpResponse:
    week = queries.week(request.user, _day(request), timezone.now(), named=True)
    page = DrivingPage(_("Driving practice"), week)
    return show(request, "settlement/driving.html", page)


@duty(Duty.INSTRUCTOR)
def add_simulator(request: HttpRequest) -> HttpResponse:
    to = reverse("settlement:driving")
    page = FormPage(title=_("Add a simulator"), back_url=to, back_text=_("Driving practice"))

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.add_simulator(
            by=request.user, once=said["once"], name=said["name"], place=said["place"]
        )

    return run(request, SimulatorForm(request), "kit/form.html", page, act, to)


@duty(Duty.INSTRUCTOR, Duty.RESIDENT)
def book(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.book(by=request.user, number=number, once=said["once"], slot=said["slot"])

    return run_step(
        request,
        number,
        "book",
        SlotForm(request),
        act,
        template="settlement/book.html",
        message=_("The hour is booked."),
        lead=_("Press a free hour to book it."),
        extra=queries.week(request.user, _day(request), timezone.now()),
    )


@duty(Duty.INSTRUCTOR)
def record_hours(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        given = {name: said[name] for name in ("day", "minutes", "remark")}
        return actions.record_hours(by=request.user, number=number, once=said["once"], **given)

    return run_step(
        request,
        number,
        "record_hours",
        HoursForm(request),
        act,
        message=_("The practice is recorded."),
    )


def _day(request: HttpRequest) -> date:
    """The day of the week asked for; today when the address names none."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return timezone.localdate()
