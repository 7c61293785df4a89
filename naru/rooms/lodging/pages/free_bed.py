"""End a person's stay in their bed."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField
from naru.kit.forms import KitForm
from naru.rooms.lodging import actions


class FreeForm(KitForm):
    """Why the bed is given back."""

    reason = LongTextField(label=_("Reason for giving the bed back"), rows=2, max_length=500)


@duty(Duty.LODGING_OFFICER)
def free_bed(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict) -> Done | Refusal:
        return actions.free_bed(
            by=request.user, number=number, once=said["once"], reason=said["reason"]
        )

    return run_step(
        request,
        number,
        "free_bed",
        FreeForm(request),
        act,
        message=_("The bed is free."),
        submit=_("Check out of the bed"),
        warning=True,
    )
