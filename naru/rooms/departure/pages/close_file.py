"""Close the file: what is erased now, and what is erased when."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ConfirmField
from naru.kit.forms import KitForm
from naru.rooms.departure import actions, queries


class Form(KitForm):
    """The last look of the data protection officer."""

    keep_kin = ConfirmField(
        label=_("The person asked in writing to keep the notes about relatives."), required=False
    )
    sure = ConfirmField(
        label=_("I have read the list above. What is erased can’t be brought back.")
    )


@duty(Duty.DATA_PROTECTION_OFFICER)
def close_file(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.close_file(
            by=request.user, number=number, once=said["once"], keep_kin=said["keep_kin"]
        )

    return run_step(
        request,
        number,
        "close_file",
        Form(request),
        act,
        template="departure/close_file.html",
        submit=_("Close the file"),
        warning=True,
        message=_("The file is closed. The certificate is on record."),
        extra=queries.planned(timezone.now()),
    )
