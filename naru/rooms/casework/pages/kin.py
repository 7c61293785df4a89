"""Relatives left behind: noted as far as the person wishes, forgotten when they ask."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, ConfirmField
from naru.kit.forms import KitForm
from naru.rooms.casework import actions, queries, words


class KinForm(KitForm):
    """A relative: no name, no place."""

    relation = ChoiceField(label=_("Relation"), choices=words.FAMILY_ROLES)
    alive = ChoiceField(label=_("Alive?"), choices=words.ALIVE)
    country = ChoiceField(
        label=_("Country"),
        choices=words.COUNTRIES,
        help_text=_("The country only. Nothing nearer is ever noted, for the relative’s safety."),
    )
    wish = ChoiceField(label=_("What the person wishes"), choices=words.KIN_WISHES)


class ForgetForm(KitForm):
    """The person's wish to have all relatives forgotten."""

    wished = ConfirmField(label=_("The person asked for it"))


@duty(Duty.CASEWORKER, Duty.RESIDENT)
def add_kin(request: HttpRequest, number: str) -> HttpResponse:
    form = KinForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        wanted = {key: said[key] for key in ("relation", "alive", "country", "wish")}
        return actions.add_kin(by=request.user, number=number, once=said["once"], **wanted)

    return run_step(
        request,
        number,
        "add_kin",
        form,
        act,
        to=reverse("casework:add_kin", args=[number]),
        template="casework/kin.html",
        title=_("Relatives"),
        lead=_("Telling is voluntary. Nobody is contacted through this page."),
        submit=_("Add"),
        extra=queries.kin(request.user, number),
    )


@duty(Duty.CASEWORKER, Duty.RESIDENT)
def forget_kin(request: HttpRequest, number: str) -> HttpResponse:
    form = ForgetForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.forget_kin(by=request.user, number=number, once=said["once"])

    return run_step(
        request,
        number,
        "forget_kin",
        form,
        act,
        title=_("Forget all relatives"),
        lead=_("What was noted of relatives is deleted at once and can’t be brought back."),
        submit=_("Forget all"),
        message=_("Forgotten."),
        warning=True,
    )
