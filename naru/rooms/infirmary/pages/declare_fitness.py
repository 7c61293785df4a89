"""The page that says whether somebody is fit for an interview."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField, YesNoUnknown
from naru.kit.forms import KitForm
from naru.rooms.infirmary import actions


class FitnessForm(KitForm):
    """Yes or no, and the reason, which stays in the infirmary."""

    fit = YesNoUnknown(label=_("Fit for an interview?"), unknown=False)
    reason = LongTextField(label=_("Reason"), help_text=_("It stays in the health record."), rows=3)


@duty(Duty.PHYSICIAN, Duty.PSYCHOLOGIST)
def declare_fitness(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.declare_fitness(
            by=request.user,
            number=number,
            once=str(said["once"]),
            fit=said["fit"] == "yes",
            reason=said["reason"],
        )

    form = FitnessForm(request)
    return run_step(request, number, "declare_fitness", form, act, message=_("Saved."))
