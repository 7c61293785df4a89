"""Ask for a lawyer: one press, from any screen."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField
from naru.kit.forms import KitForm
from naru.rooms.rights import actions


class Form(KitForm):
    """Nothing has to be filled in."""

    words = LongTextField(label=_("What the person said"), rows=2, required=False)


@duty(
    Duty.RESIDENT,
    Duty.RECEPTION_OFFICER,
    Duty.PROPERTY_CUSTODIAN,
    Duty.NURSE,
    Duty.PHYSICIAN,
    Duty.PHARMACIST,
    Duty.PSYCHOLOGIST,
    Duty.LODGING_OFFICER,
    Duty.CASEWORKER,
    Duty.INTERVIEWER,
    Duty.INTERPRETER,
    Duty.INQUIRY_REVIEWER,
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.COUNSEL,
    Duty.CHILD_GUARDIAN,
    Duty.INSTRUCTOR,
    Duty.DIRECTOR,
)
def request_counsel(request: HttpRequest, number: str) -> HttpResponse:
    form = Form(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.request_counsel(
            by=request.user, number=number, once=said["once"], words=said["words"]
        )

    return run_step(
        request,
        number,
        "request_counsel",
        form,
        act,
        message=_("Counsel was asked for. Interviews wait until counsel was reached."),
        lead=_("Interviews stop at once. Counsel is reached within 24 hours."),
        submit=_("Ask for a lawyer"),
    )
