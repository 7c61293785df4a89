"""The start of settlement, school, and the record that the person owns."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import person_url, run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LongTextField, TextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run
from naru.rooms.settlement import actions, queries, receipts
from naru.rooms.settlement.queries.learning import Record


class GoalForm(KitForm):
    """What the person wants to reach."""

    goal = LongTextField(
        label=_("What does the person want to learn or do?"), rows=3, required=False
    )


class SchoolForm(KitForm):
    """Which school."""

    school = TextField(label=_("School"), max_length=120)


class LineForm(KitForm):
    """One line of the record."""

    kind = ChoiceField(
        label=_("Kind"),
        choices=[
            ("level", _("Level")),
            ("certificate", _("Certificate")),
            ("goal", _("Goal")),
        ],
    )
    text = TextField(label=_("In words"))


@dataclass(frozen=True)
class RecordPage(FormPage):
    """The record and the form for one more line."""

    record: Record | None = None


@duty(Duty.INSTRUCTOR, Duty.CASEWORKER)
def start_settlement(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.start_settlement(
            by=request.user, number=number, once=said["once"], goal=said["goal"]
        )

    return run_step(request, number, "start_settlement", GoalForm(request), act)


@duty(Duty.INSTRUCTOR, Duty.CASEWORKER)
def start_school(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.start_school(
            by=request.user, number=number, once=said["once"], school=said["school"]
        )

    return run_step(request, number, "start_school", SchoolForm(request), act)


@duty(Duty.INSTRUCTOR, Duty.CASEWORKER, Duty.RESIDENT)
def record(request: HttpRequest, number: str) -> HttpResponse:
    page = RecordPage(
        title=_("My record"),
        submit=_("Add to the record"),
        back_url=person_url(number),
        back_text=_("Back to the person"),
        record=queries.record(request.user, number),
    )

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.add_achievement(
            by=request.user,
            number=number,
            once=said["once"],
            kind=said["kind"],
            text=said["text"],
        )

    to = reverse("settlement:record", args=[number])
    return run(request, LineForm(request), "settlement/record.html", page, act, to)


@duty(Duty.INSTRUCTOR, Duty.CASEWORKER, Duty.RESIDENT)
def record_sheet(request: HttpRequest, number: str) -> HttpResponse:
    pdf = receipts.record_pdf(queries.record(request.user, number))
    return HttpResponse(pdf, content_type="application/pdf")
