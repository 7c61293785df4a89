"""Somebody has come: told before, or a stranger at the gate."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import person_url
from naru.ground.people import Candidate, Draft
from naru.ground.staff.access import duty
from naru.kit.fields import ConfirmField, DateField, DateTimeField, TextField, YesNoUnknown
from naru.kit.pages import FormPage, run
from naru.rooms.reception import actions, queries
from naru.rooms.reception.arriving import Arrival
from naru.rooms.reception.pages.person import PersonForm, asked
from naru.rooms.reception.queries import Expected

DRAFTED = ("names", "birth", "sex", "languages", "origin", "role")
ANSWERS = {"yes": True, "no": False}


@dataclass(frozen=True)
class ArrivePage(FormPage):
    """The form, the notice it began with, and who may be the same person."""

    notice: Expected | None = None
    candidates: tuple[Candidate, ...] = ()


class ArriveForm(PersonForm):
    """Who has come, when, and with whom."""

    country_entry = DateField(
        label=gettext_lazy("Date of entry into the country"),
        help_text=gettext_lazy("The legal time limit of the stay counts from this day."),
    )
    arrived_at = DateTimeField(label=gettext_lazy("Time of arrival here"), past=True)
    age_in_doubt = ConfirmField(
        label=gettext_lazy("May be under 18"),
        help_text=gettext_lazy("Tick when the age is unknown or in doubt."),
        required=False,
    )
    unaccompanied = YesNoUnknown(
        label=gettext_lazy("A child without a parent or guardian"),
        help_text=gettext_lazy("Left open, age and family decide."),
        unknown=False,
        required=False,
    )
    household_with = TextField(
        label=gettext_lazy("Number of a relative who is here already"),
        max_length=20,
        width=10,
        required=False,
    )
    is_new = ConfirmField(
        label=gettext_lazy("I have compared the records: this is somebody else"), required=False
    )

    def __init__(self, request: HttpRequest, notice: Expected | None) -> None:
        first = asked(notice.values) if notice else {}
        super().__init__(request, initial={"arrived_at": timezone.now(), **first})
        if not self.is_bound:
            del self.fields["is_new"]

    def candidates(self) -> tuple[Candidate, ...]:
        """Who may be the same person, once there are names to compare."""
        if not self.is_bound or not self.is_valid():
            return ()
        return tuple(queries.alike(self.cleaned_data["names"], self.cleaned_data["birth"]))


@duty(Duty.RECEPTION_OFFICER)
def arrive(request: HttpRequest, notice_id: UUID | None = None) -> HttpResponse:
    """Register an arrival."""
    notice = queries.notice(request.user, notice_id) if notice_id else None
    form = ArriveForm(request, notice)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.arrive(by=request.user, once=said["once"], arrival=_arrival(said, notice))

    page = ArrivePage(
        _("Register an arrival"),
        submit=_("Register"),
        back_url=reverse("reception:expected"),
        back_text=_("Expected arrivals"),
        notice=notice,
        candidates=form.candidates(),
    )
    message = _("Registered. The time limits run from now on.")
    return run(request, form, "reception/arrive.html", page, act, _person, message)


def _person(done: Done) -> str:
    return person_url(done.subject)


def _arrival(said: dict[str, Any], notice: Expected | None) -> Arrival:
    return Arrival(
        draft=Draft(**{key: said[key] for key in DRAFTED}),
        country_entry=said["country_entry"],
        arrived_at=said["arrived_at"],
        notice_id=notice.id if notice else None,
        age_in_doubt=said["age_in_doubt"],
        unaccompanied=ANSWERS.get(said["unaccompanied"]),
        household_with=said["household_with"],
        is_new=said["is_new"],
    )
