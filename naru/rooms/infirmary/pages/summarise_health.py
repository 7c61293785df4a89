"""The page that prints the health summary, and the sheet itself."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField
from naru.kit.forms import KitForm
from naru.rooms.infirmary import actions
from naru.rooms.infirmary.queries import panels

CLINICIANS = (Duty.NURSE, Duty.PHYSICIAN, Duty.PHARMACIST)


class SummaryForm(KitForm):
    """What the person should know when they leave."""

    advice = LongTextField(label=_("Advice to the person"), rows=5)


@duty(*CLINICIANS)
def summarise_health(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        once, advice = str(said["once"]), said["advice"]
        return actions.summarise_health(by=request.user, number=number, once=once, advice=advice)

    form, message = SummaryForm(request), _("The summary is ready to print.")
    lead = _("Allergies, conditions and medicines on record are printed by themselves.")
    return run_step(request, number, "summarise_health", form, act, message=message, lead=lead)


@duty(*CLINICIANS)
def summary_sheet(request: HttpRequest, summary_id: UUID) -> HttpResponse:
    return ledger.send(request, panels.summary_file(request.user, summary_id), "health-summary")
