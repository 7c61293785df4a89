"""Record that a meeting with the human-rights officer was offered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField
from naru.kit.forms import KitForm
from naru.rooms.rights import actions


class Form(KitForm):
    """What the person answered."""

    accepted = ChoiceField(
        label=_("What did the person answer?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("later", _("Later"))],
    )


@duty(
    Duty.CASEWORKER,
    Duty.HUMAN_RIGHTS_OFFICER,
)
def offer_rights_officer(request: HttpRequest, number: str) -> HttpResponse:
    form = Form(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.offer_rights_officer(
            by=request.user, number=number, once=said["once"], accepted=said["accepted"]
        )

    return run_step(
        request,
        number,
        "offer_rights_officer",
        form,
        act,
        message=_("The offer is recorded."),
        lead=_("Every person is offered this meeting, whether or not they ask for it."),
    )
