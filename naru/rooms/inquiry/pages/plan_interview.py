"""Plan an interview."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import DateTimeField, LongTextField, MultiChoiceField, TextField
from naru.kit.forms import KitForm
from naru.rooms.inquiry import actions, queries
from naru.rooms.inquiry.pages.common import step


class PlanForm(KitForm):
    """When, where, in which languages, about what."""

    at = DateTimeField(
        label=_("Date and time"), help_text=_("Interviews take place on weekdays, 08:00 to 20:00.")
    )
    place = TextField(label=_("Interview room"), max_length=60)
    languages = MultiChoiceField(label=_("Languages"))
    topics = LongTextField(
        label=_("Topics"), rows=4, help_text=_("The person is told these topics beforehand.")
    )

    def __init__(self, request: HttpRequest, languages: Any) -> None:
        super().__init__(request)
        self.fields["languages"].choices = languages


@duty(Duty.INTERVIEWER)
def plan_interview(request: HttpRequest, number: str) -> HttpResponse:
    form = PlanForm(request, queries.language_choices(request.user, number))

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.plan_interview(
            by=request.user,
            number=number,
            once=said["once"],
            at=said["at"],
            place=said["place"],
            topics=said["topics"],
            languages=said["languages"],
        )

    return step(request, number, "plan_interview", form, act, message=_("Planned."))
