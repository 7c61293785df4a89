"""Faults: the list, reporting one and putting it right."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import CodeField, ConfirmField, LongTextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run, show
from naru.rooms.lodging import house, upkeep
from naru.rooms.lodging.house import FaultLine

REPORTS = (Duty.LODGING_OFFICER, Duty.DIRECTOR, Duty.CASEWORKER, Duty.NURSE)
"""Who sees what is broken, and reports it."""


@dataclass(frozen=True)
class FaultsPage:
    """What is broken, and what was put right lately."""

    title: Any
    back_url: str
    back_text: Any
    open: list[FaultLine]
    fixed: list[FaultLine]
    may_fix: bool
    may_move: bool


class FaultForm(KitForm):
    """What is broken, and whether it can still be used."""

    place = CodeField(
        label=_("Room, bed or equipment"),
        help_text=_("Type a room number, a bed or a serial number."),
        choices=house.places,
    )
    text = LongTextField(
        label=_("What is broken"),
        help_text=_("Describe the thing; write nothing about people."),
        rows=3,
        max_length=500,
    )
    stops_use = ConfirmField(label=_("It can’t be used until this is put right"), required=False)


@duty(*REPORTS)
def faults(request: HttpRequest) -> HttpResponse:
    present, past = house.faults()
    page = FaultsPage(
        title=_("Faults"),
        back_url=reverse("lodging:board"),
        back_text=_("Back to the beds"),
        open=present,
        fixed=past,
        may_fix=request.user.has(Duty.LODGING_OFFICER, Duty.DIRECTOR),
        may_move=request.user.has(Duty.LODGING_OFFICER, Duty.CASEWORKER),
    )
    return show(request, "lodging/faults.html", page)


@duty(*REPORTS)
def report_fault(request: HttpRequest) -> HttpResponse:
    def act(said: dict) -> Done | Refusal:
        place, _colon, place_id = said["place"].partition(":")
        return upkeep.report_fault(
            by=request.user,
            once=said["once"],
            place=place,
            place_id=UUID(place_id),
            text=said["text"],
            stops_use=said["stops_use"],
        )

    page = _page(_("Report a fault"), _("Report the fault"))
    to = reverse("lodging:faults")
    done = _("The fault has been reported.")
    return run(request, FaultForm(request), "kit/form.html", page, act, to, done)


@duty(Duty.LODGING_OFFICER, Duty.DIRECTOR)
def fix_fault(request: HttpRequest, fault_id: UUID) -> HttpResponse:
    fault = house.fault(fault_id)
    page = _page(_("Put the fault right"), _("It is put right"), f"{fault.place} · {fault.text}")

    def act(said: dict) -> Done | Refusal:
        return upkeep.fix_fault(by=request.user, once=said["once"], fault_id=fault_id)

    to = reverse("lodging:faults")
    return run(request, KitForm(request), "kit/form.html", page, act, to)


def _page(title: Any, submit: Any, lead: str = "") -> FormPage:
    return FormPage(
        title=title,
        lead=lead,
        submit=submit,
        back_url=reverse("lodging:faults"),
        back_text=_("Back to the faults"),
    )
