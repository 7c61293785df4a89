"""Who works on a case: put on it, taken off it, mandated by the person."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import actions as pathway
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField
from naru.kit.forms import KitForm
from naru.rooms.casework import actions, queries


class PersonForm(KitForm):
    """One choice among people."""

    chosen = ChoiceField(label=_("Who"))

    def __init__(self, request: HttpRequest, offered: list[tuple[str, str]]) -> None:
        super().__init__(request)
        self.fields["chosen"].choices = offered


@duty(Duty.CASEWORKER, Duty.DIRECTOR)
def assign(request: HttpRequest, number: str) -> HttpResponse:
    form = PersonForm(request, queries.team_to_choose())

    def act(said: dict[str, Any]) -> Done | Refusal:
        held, _colon, account = said["chosen"].partition(":")
        return pathway.assign(
            by=request.user,
            number=number,
            once=said["once"],
            account_id=UUID(account),
            duty=Duty(held),
        )

    return _page(request, number, "assign", form, act, _("Put somebody on the case"))


@duty(Duty.CASEWORKER, Duty.DIRECTOR)
def unassign(request: HttpRequest, number: str) -> HttpResponse:
    members = queries.team(request.user, number).members
    offered = [(str(m.id), f"{m.name} – {m.duty}") for m in members if m.id]
    form = PersonForm(request, offered)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return pathway.unassign(
            by=request.user, once=said["once"], assignment_id=UUID(said["chosen"])
        )

    return _page(request, number, "unassign", form, act, _("Take somebody off the case"))


@duty(Duty.CASEWORKER, Duty.DIRECTOR)
def give_mandate(request: HttpRequest, number: str) -> HttpResponse:
    form = PersonForm(request, queries.counsel_to_choose())

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.give_mandate(
            by=request.user, number=number, once=said["once"], account_id=UUID(said["chosen"])
        )

    return _page(request, number, "give_mandate", form, act, _("Enter the person’s counsel"))


def _page(
    request: HttpRequest, number: str, event: str, form: KitForm, act: Any, title: Any
) -> HttpResponse:
    return run_step(
        request,
        number,
        event,
        form,
        act,
        to=reverse("casework:assign", args=[number]),
        template="casework/team.html",
        title=title,
        extra=queries.team(request.user, number),
    )
