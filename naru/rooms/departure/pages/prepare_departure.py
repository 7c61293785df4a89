"""Start the day of departure."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField
from naru.kit.forms import KitForm
from naru.rooms.departure import actions


class Form(KitForm):
    """What the others should know."""

    words = LongTextField(
        label=_("What to prepare"),
        help_text=_("When they leave, what they asked for. No address."),
        rows=2,
        required=False,
    )


@duty(Duty.CASEWORKER, Duty.PROPERTY_CUSTODIAN, Duty.RECEPTION_OFFICER)
def prepare_departure(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.prepare_departure(
            by=request.user, number=number, once=said["once"], words=said["words"]
        )

    return run_step(
        request,
        number,
        "prepare_departure",
        Form(request),
        act,
        to=reverse("departure:checklist", args=[number]),
        submit=_("Start the departure"),
        message=_("The departure is being prepared."),
    )
