"""Drafting the ruling."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.rooms.ruling import actions
from naru.rooms.ruling.pages.texts import TextForm


@duty(Duty.DECIDING_AUTHORITY)
def draft_ruling(request: HttpRequest, number: str) -> HttpResponse:
    form = TextForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.draft_ruling(
            by=request.user, number=number, once=said["once"], text=form.text()
        )

    lead = _(
        "Somebody else decides. Nobody who interviewed or found the facts drafts. Facts, reasons, "
        "remedy and its period may be left out only where protection is given."
    )
    return run_step(request, number, "draft_ruling", form, act, lead=lead)
