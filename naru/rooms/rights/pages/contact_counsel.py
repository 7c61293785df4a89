"""Record that counsel was reached."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LongTextField
from naru.kit.forms import KitForm
from naru.rooms.rights import actions, queries


class Form(KitForm):
    """Which counsel, how they were reached."""

    counsel = ChoiceField(label=_("Counsel"))
    channel = ChoiceField(
        label=_("How"),
        choices=[("phone", _("By telephone")), ("visit", _("In person")), ("video", _("By video"))],
    )
    note = LongTextField(
        label=_("What was arranged"),
        help_text=_("Never what the person and counsel said to each other."),
        rows=2,
        required=False,
    )

    def __init__(self, request: HttpRequest, counsel: list[tuple[str, str]]) -> None:
        super().__init__(request)
        self.fields["counsel"].choices = counsel


@duty(
    Duty.CASEWORKER,
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.COUNSEL,
)
def contact_counsel(request: HttpRequest, number: str) -> HttpResponse:
    form = Form(request, queries.counsel_choices(request.user))

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.contact_counsel(
            by=request.user,
            number=number,
            once=said["once"],
            counsel_id=UUID(said["counsel"]),
            channel=said["channel"],
            note=said["note"],
        )

    return run_step(
        request,
        number,
        "contact_counsel",
        form,
        act,
        message=_("The contact with counsel is recorded."),
        lead=_("Counsel chosen here may open this person’s file from now on."),
    )
