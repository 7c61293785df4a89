"""Record a petition to a court."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField, TextField
from naru.kit.forms import KitForm
from naru.rooms.rights import actions


class Form(KitForm):
    """Which court, under which number, what is asked."""

    court = TextField(label=_("Court"), max_length=120)
    reference = TextField(label=_("Number of the case"), max_length=60, required=False)
    grounds = LongTextField(label=_("What is asked of the court"), rows=4)


@duty(
    Duty.CASEWORKER,
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.COUNSEL,
)
def file_petition(request: HttpRequest, number: str) -> HttpResponse:
    form = Form(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.file_petition(
            by=request.user,
            number=number,
            once=said["once"],
            court=said["court"],
            reference=said["reference"],
            grounds=said["grounds"],
        )

    return run_step(
        request,
        number,
        "file_petition",
        form,
        act,
        message=_("The petition is recorded."),
        lead=_("A petition changes nothing in how the person is treated here."),
    )
