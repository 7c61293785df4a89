"""Who is not lodged together: the list, noting a pair and ending it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import TextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run, show
from naru.rooms.lodging import actions, house
from naru.rooms.lodging.house import ConflictLine


@dataclass(frozen=True)
class ConflictsPage:
    """The pairs that are not lodged together."""

    title: Any
    back_url: str
    back_text: Any
    conflicts: list[ConflictLine]


class ConflictForm(KitForm):
    """The numbers of two people, and never a reason."""

    one = TextField(label=_("Number of one person"), width=10)
    other = TextField(label=_("Number of the other person"), width=10)


@duty(Duty.LODGING_OFFICER, Duty.CASEWORKER)
def conflicts(request: HttpRequest) -> HttpResponse:
    page = ConflictsPage(
        title=_("Not to be lodged together"),
        back_url=reverse("lodging:board"),
        back_text=_("Back to the beds"),
        conflicts=house.conflicts(request.user),
    )
    return show(request, "lodging/conflicts.html", page)


@duty(Duty.LODGING_OFFICER, Duty.CASEWORKER)
def note_conflict(request: HttpRequest) -> HttpResponse:
    def act(said: dict) -> Done | Refusal:
        return actions.note_conflict(
            by=request.user, once=said["once"], number=said["one"], other_number=said["other"]
        )

    page = _page(
        _("Note two people as not to be lodged together"),
        _("Only the numbers are kept; the reason is not asked for."),
    )
    to = reverse("lodging:conflicts")
    return run(request, ConflictForm(request), "kit/form.html", page, act, to)


@duty(Duty.LODGING_OFFICER, Duty.CASEWORKER)
def end_conflict(request: HttpRequest, conflict_id: UUID) -> HttpResponse:
    conflict = house.conflict(request.user, conflict_id)

    def act(said: dict) -> Done | Refusal:
        return actions.end_conflict(by=request.user, once=said["once"], conflict_id=conflict_id)

    page = _page(
        _("Let two people be lodged together again"),
        f"{conflict.one.number} · {conflict.other.number}",
    )
    to = reverse("lodging:conflicts")
    return run(request, KitForm(request), "kit/form.html", page, act, to)


def _page(title: Any, lead: Any) -> FormPage:
    return FormPage(
        title=title,
        lead=lead,
        back_url=reverse("lodging:conflicts"),
        back_text=_("Back to the list"),
    )
