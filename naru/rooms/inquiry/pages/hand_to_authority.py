"""Give the competent authority a reference, against its receipt."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import TextField
from naru.kit.forms import KitForm
from naru.rooms.inquiry import actions
from naru.rooms.inquiry.pages.common import step


class ReferenceForm(KitForm):
    """To whom, under which number, with which receipt."""

    authority = TextField(label=_("Authority"))
    reference = TextField(label=_("Reference number"), max_length=60)
    receipt = TextField(label=_("Number of the authority’s receipt"), max_length=60)


@duty(Duty.INQUIRY_REVIEWER)
def hand_to_authority(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.hand_to_authority(
            by=request.user,
            number=number,
            once=said["once"],
            authority=said["authority"],
            reference=said["reference"],
            receipt=said["receipt"],
        )

    return step(
        request,
        number,
        "hand_to_authority",
        ReferenceForm(request),
        act,
        lead=_(
            "Only a reference is given: never the health file, the family file or a transcript."
        ),
    )
