"""Ask for one’s own data."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LongTextField
from naru.kit.forms import KitForm
from naru.rooms.rights import actions


class Form(KitForm):
    """What is asked for."""

    kind = ChoiceField(
        label=_("What do you ask for?"),
        choices=[
            ("see", _("To see the record")),
            ("correct", _("To correct the record")),
            ("erase", _("To erase something")),
        ],
    )
    words = LongTextField(label=_("In your own words"), rows=3, required=False)


@duty(
    Duty.RESIDENT,
    Duty.CASEWORKER,
    Duty.DATA_PROTECTION_OFFICER,
    Duty.COUNSEL,
)
def request_data(request: HttpRequest, number: str) -> HttpResponse:
    form = Form(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.request_data(
            by=request.user,
            number=number,
            once=said["once"],
            kind=said["kind"],
            words=said["words"],
        )

    return run_step(
        request,
        number,
        "request_data",
        form,
        act,
        message=_("The request is recorded."),
        lead=_("No reason has to be given."),
    )
