"""The rights read aloud, and consent or a legal order."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, ConfirmField, TextField
from naru.rooms.reception import actions, queries, rights
from naru.rooms.reception.pages.talks import TalkForm, spoken_by, talk_of


class WelcomeForm(TalkForm):
    """The talk and its result."""

    consent = ChoiceField(label=gettext_lazy("Result"), choices=rights.DECISIONS)
    ground = TextField(
        label=gettext_lazy("Law and number of the legal order"),
        help_text=gettext_lazy("Only where an order stands in place of consent."),
        required=False,
    )
    written = ConfirmField(
        label=gettext_lazy("The written information was handed over as well"), required=False
    )
    field_order = ("items", "language", "interpreter", "interpreter_name", "understood", "consent")


@duty(Duty.CASEWORKER, Duty.RECEPTION_OFFICER)
def welcome(request: HttpRequest, number: str) -> HttpResponse:
    """Record rights and consent."""

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.welcome(
            by=request.user,
            number=number,
            once=said["once"],
            talk=talk_of(said),
            consent=said["consent"],
            ground=said["ground"],
            signature=said["signature"],
            written=said["written"],
        )

    form = WelcomeForm(request, spoken_by(request, number))
    lead = _("Read each right aloud and tick it. If consent is refused, record the refusal.")
    message = _("Recorded. Give the person their copy.")
    return run_step(request, number, "welcome", form, act, lead=lead, message=message)


@duty(
    Duty.CASEWORKER,
    Duty.RECEPTION_OFFICER,
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.COUNSEL,
    Duty.CHILD_GUARDIAN,
    Duty.RESIDENT,
)
def consent_copy(request: HttpRequest, number: str, consent_id: UUID) -> HttpResponse:
    """The person's copy as PDF."""
    case = pathway.case(request.user, number)
    paper = queries.consent_copy(request.user, case.person_id, consent_id)
    return ledger.send(request, paper, f"consent-{case.number}")
