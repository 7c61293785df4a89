"""Settle whether an exhibit is what it claims to be."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LongTextField, TextField
from naru.kit.forms import KitForm
from naru.rooms.inquiry import actions, queries
from naru.rooms.inquiry.pages.common import step
from naru.rooms.inquiry.queries.words import AUTHENTICITY


class WeighForm(KitForm):
    """Which exhibit, what it is held to be, why."""

    exhibit_id = ChoiceField(label=_("Exhibit"))
    authenticity = ChoiceField(
        label=_("Authenticity"),
        choices=[(code, said) for code, (said, _tone) in AUTHENTICITY.items()],
    )
    reason = LongTextField(label=_("Reason, and how it was checked"), rows=3)
    weighing = LongTextField(
        label=_("If disputed: why it may be used all the same"),
        help_text=_("Left empty, a disputed exhibit supports no finding."),
        rows=3,
        required=False,
    )
    custodian = TextField(label=_("Who keeps the original now, if that changed"), required=False)

    def __init__(self, request: HttpRequest, exhibits: Any) -> None:
        super().__init__(request)
        self.fields["exhibit_id"].choices = exhibits


@duty(Duty.INQUIRY_REVIEWER)
def weigh_exhibit(request: HttpRequest, number: str) -> HttpResponse:
    form = WeighForm(request, queries.exhibit_choices(request.user, number))

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.weigh_exhibit(
            by=request.user,
            number=number,
            once=said["once"],
            exhibit_id=UUID(said["exhibit_id"]),
            authenticity=said["authenticity"],
            reason=said["reason"],
            weighing=said["weighing"],
            custodian=said["custodian"],
        )

    return step(request, number, "weigh_exhibit", form, act)
