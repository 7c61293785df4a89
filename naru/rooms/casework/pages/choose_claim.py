"""Choosing which of several claims is shown."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField
from naru.kit.forms import KitForm
from naru.rooms.casework import actions, queries


class ChooseForm(KitForm):
    """Why this one."""

    reason = LongTextField(label=_("Why is this one shown?"), rows=2, max_length=300)


@duty(Duty.CASEWORKER)
def choose_claim(request: HttpRequest, number: str, claim_id: UUID) -> HttpResponse:
    form = ChooseForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.choose_claim(
            by=request.user,
            number=number,
            once=said["once"],
            claim_id=claim_id,
            reason=said["reason"],
        )

    sheet = reverse("casework:register", args=[number])
    return run_step(
        request,
        number,
        "choose_claim",
        form,
        act,
        to=sheet,
        template="casework/choose_claim.html",
        title=_("Show this one"),
        lead=_("The others stay and are still found."),
        back_url=sheet,
        back_text=_("Back to the identity sheet"),
        extra=queries.claim_line(request.user, number, claim_id),
    )
