"""Checking non-refoulement and statelessness."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField, YesNoUnknown
from naru.kit.forms import KitForm
from naru.rooms.ruling import actions


class RefoulementForm(KitForm):
    """Two questions whose doubt counts for the person."""

    risk = YesNoUnknown(
        label=_("Would return expose the person to serious harm?"),
        help_text=_("“Unknown” stands in the way of a negative decision, like “yes”."),
    )
    stateless = YesNoUnknown(label=_("Is the person stateless?"))
    reasons = LongTextField(label=_("Reasons"), rows=4)


@duty(Duty.HUMAN_RIGHTS_OFFICER, Duty.DECIDING_AUTHORITY)
def check_refoulement(request: HttpRequest, number: str) -> HttpResponse:
    form = RefoulementForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        wanted = {key: said[key] for key in ("risk", "stateless", "reasons")}
        return actions.check_refoulement(
            by=request.user, number=number, once=said["once"], **wanted
        )

    return run_step(request, number, "check_refoulement", form, act)
