"""Put a doubt to the person."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField
from naru.kit.forms import KitForm
from naru.rooms.inquiry import actions
from naru.rooms.inquiry.pages.common import NO_ROUTES, step


class DoubtForm(KitForm):
    """What does not fit together, in words the person can answer."""

    words = LongTextField(
        label=_("What is unclear, as a question to the person"), rows=4, help_text=NO_ROUTES
    )


@duty(Duty.INTERVIEWER, Duty.INQUIRY_REVIEWER)
def put_doubt(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.put_doubt(
            by=request.user, number=number, once=said["once"], words=said["words"]
        )

    return step(
        request,
        number,
        "put_doubt",
        DoubtForm(request),
        act,
        title=_("Put a doubt to the person"),
        lead=_("What was never put to the person counts nothing."),
        message=_("The person can answer it now."),
    )
