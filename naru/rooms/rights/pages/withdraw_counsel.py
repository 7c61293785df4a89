"""Take back a request for counsel, in the person’s own words."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ConfirmField, LongTextField
from naru.kit.forms import KitForm
from naru.rooms.rights import actions


class Form(KitForm):
    """The person’s words, and that the wish is theirs alone."""

    words = LongTextField(label=_("The person’s own words"), rows=3)
    own = ConfirmField(label=_("The person takes the request back of their own free will."))


@duty(
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.RESIDENT,
)
def withdraw_counsel(request: HttpRequest, number: str) -> HttpResponse:
    form = Form(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.withdraw_counsel(
            by=request.user, number=number, once=said["once"], words=said["words"]
        )

    return run_step(
        request,
        number,
        "withdraw_counsel",
        form,
        act,
        message=_("The request was taken back."),
        lead=_("Counsel can be asked for again at any time."),
    )
