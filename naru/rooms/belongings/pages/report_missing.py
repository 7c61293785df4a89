"""Say that a thing isn't where it should be."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField, TextField
from naru.kit.forms import KitForm
from naru.rooms.belongings import actions
from naru.rooms.belongings.pages.parts import offer, one, select
from naru.rooms.belongings.queries import choices, items


class Form(KitForm):
    """What is missing, and what was found in its place."""

    item = select(_("What is missing"))
    words = LongTextField(label=_("What you noticed"), rows=3)
    seal_found = TextField(
        label=_("Seal found there, if another"), width=20, max_length=40, required=False
    )

    def __init__(self, request: HttpRequest, number: str) -> None:
        super().__init__(request)
        found = choices.in_custody(items.items(request.user, number))
        offer(self, "item", choices.item_choices(found))


@duty(Duty.PROPERTY_CUSTODIAN, Duty.RESIDENT, Duty.HUMAN_RIGHTS_OFFICER)
def report_missing(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.report_missing(
            by=request.user,
            number=number,
            once=said["once"],
            item_id=one(said["item"]),
            words=said["words"],
            seal_found=said["seal_found"],
        )

    return run_step(
        request,
        number,
        "report_missing",
        Form(request, number),
        act,
        lead=_("This opens a claim. The human-rights officer sees it, and nobody leaves over it."),
        submit=_("Report it missing"),
        message=_("Reported. A claim is open."),
    )
