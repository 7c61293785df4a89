"""The round of medicines due now, and the page of one person's doses."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, TextField
from naru.kit.forms import KitForm
from naru.kit.pages import run
from naru.rooms.infirmary import actions, words
from naru.rooms.infirmary.queries import rounds

RECORDED = _("Recorded.")


class DoseForm(KitForm):
    """What became of one dose."""

    dose = ChoiceField(label=_("Planned dose"))
    state = ChoiceField(label=_("What became of it"), choices=words.DOSE_STATES)
    reason = TextField(label=_("Remark"), required=False)

    def __init__(self, request: HttpRequest, doses: list[rounds.Dose]) -> None:
        super().__init__(request)
        self.fields["dose"].choices = [(dose.key, dose.text) for dose in doses]


class PressForm(KitForm):
    """One press on the round; which doses there are is the action's to judge."""

    number = TextField(label=_("Number"))
    dose = TextField(label=_("Planned dose"))
    state = ChoiceField(label=_("What became of it"), choices=words.DOSE_STATES)

    def clean_dose(self) -> str:
        """The key of a dose; a damaged one is an error of the form."""
        try:
            rounds.read_key(self.cleaned_data["dose"])
        except ValueError as damaged:
            raise ValidationError(_("Load the round again."), code="damaged") from damaged
        return str(self.cleaned_data["dose"])


@duty(Duty.NURSE, Duty.PHYSICIAN)
def administer(request: HttpRequest, number: str) -> HttpResponse:
    form = DoseForm(request, rounds.doses_of(request.user, number))

    def act(said: dict[str, Any]) -> Done | Refusal:
        return _record(request, number, said)

    return run_step(request, number, "administer", form, act, message=RECORDED)


@duty(Duty.NURSE, Duty.PHYSICIAN)
def medicine_round(request: HttpRequest) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return _record(request, said["number"], {**said, "reason": ""})

    page = rounds.round_page(request.user)
    to = reverse("infirmary:round")
    more = {"states": words.DOSE_STATES}
    template = "infirmary/round.html"
    return run(request, PressForm(request), template, page, act, to, RECORDED, more=more)


def _record(request: HttpRequest, number: str, said: dict[str, Any]) -> Done | Refusal:
    request_id, planned_at = rounds.read_key(said["dose"])
    return actions.administer(
        by=request.user,
        number=number,
        once=str(said["once"]),
        request_id=request_id,
        planned_at=planned_at,
        state=said["state"],
        reason=said["reason"],
    )
