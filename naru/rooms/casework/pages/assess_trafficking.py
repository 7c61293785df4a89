"""The specialist's assessment of trafficking or torture."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import IntegerField, YesNoUnknown
from naru.kit.forms import KitForm
from naru.rooms.casework import actions


class TraffickingForm(KitForm):
    """The outcome and what protects the person."""

    grounds = YesNoUnknown(label=_("Are there reasonable grounds?"), unknown=False)
    reflection_days = IntegerField(
        label=_("Recovery and reflection period in days"),
        help_text=_("No interview on this matter during it. 0 when none is needed."),
        min_value=0,
        max_value=365,
        initial=0,
    )
    referral = YesNoUnknown(
        label=_("Does the person want a referral?"),
        help_text=_("Nobody is told without the person’s consent."),
        unknown=False,
    )
    contact = YesNoUnknown(
        label=_("Is contact by the other party blocked at the person’s wish?"), unknown=False
    )


@duty(Duty.PSYCHOLOGIST, Duty.CASEWORKER)
def assess_trafficking(request: HttpRequest, number: str) -> HttpResponse:
    form = TraffickingForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.assess_trafficking(
            by=request.user,
            number=number,
            once=said["once"],
            grounds=said["grounds"] == "yes",
            reflection_days=said["reflection_days"],
            referral_wanted=said["referral"] == "yes",
            contact_blocked=said["contact"] == "yes",
        )

    lead = _("What somebody was forced to do is never held against them.")
    return run_step(request, number, "assess_trafficking", form, act, lead=lead)
