"""Medicines taken at the gate: the list of those that wait, and the decision on one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LongTextField
from naru.kit.pages import show
from naru.rooms.infirmary import actions, words
from naru.rooms.infirmary.pages.parts import OrderForm, order_of
from naru.rooms.infirmary.queries import medicines

CLINICIANS = (Duty.NURSE, Duty.PHYSICIAN, Duty.PHARMACIST)
ORDER = ("drug", "atc", "dose", "unit", "route", "times", "until", "note", "despite")


class DecideForm(OrderForm):
    """Which medicine, what to do, and a physician's prescription with it."""

    medicine = ChoiceField(label=_("Medicine"))
    decision = ChoiceField(label=_("Decision"), choices=words.DECISIONS)
    reason = LongTextField(label=_("Reason"), rows=2, required=False)

    field_order = ["medicine", "decision", "reason"]

    def __init__(
        self, request: HttpRequest, waiting: list[medicines.Waiting], *, prescribes: bool
    ) -> None:
        super().__init__(request)
        choices = [(str(each.subject), each.text) for each in waiting]
        self.fields["medicine"].choices = choices
        if len(choices) == 1:
            self.initial["medicine"] = choices[0][0]
        for name in ORDER:
            if prescribes:
                self.fields[name].required = False
            else:
                del self.fields[name]


@duty(*CLINICIANS)
def waiting(request: HttpRequest) -> HttpResponse:
    return show(request, "infirmary/waiting.html", medicines.waiting_page(request.user))


@duty(*CLINICIANS)
def decide_medicine(request: HttpRequest, number: str) -> HttpResponse:
    prescribes = request.user.has(Duty.PHYSICIAN)
    pending = medicines.pending(request.user, number)
    form = DecideForm(request, pending, prescribes=prescribes)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.decide_medicine(
            by=request.user,
            number=number,
            once=str(said["once"]),
            medicine=UUID(said["medicine"]),
            decision=said["decision"],
            reason=said["reason"],
            **(_ordered(said) if prescribes else {}),
        )

    lead = "" if prescribes or request.user.has(Duty.PHARMACIST) else _nurse_lead()
    message = _("Decision saved.")
    return run_step(request, number, "decide_medicine", form, act, message=message, lead=lead)


def _ordered(said: Mapping[str, Any]) -> dict[str, Any]:
    return {"order": order_of(said), "despite": said["despite"]}


def _nurse_lead() -> Any:
    return _(
        "A nurse can allow one dose of the person’s own medicine. "
        "It goes on waiting for a physician or pharmacist."
    )
