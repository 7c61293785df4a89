"""Write a finding about one issue, or take one out, before they go to the reviewer."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, ConfirmField, LongTextField, MultiChoiceField, TextField
from naru.kit.forms import KitForm
from naru.rooms.inquiry import actions, queries
from naru.rooms.inquiry.actions.findings import FindingDraft
from naru.rooms.inquiry.pages.common import NO_ROUTES, NoQuestions, given, step
from naru.rooms.inquiry.queries.words import FINDING_STATES


class FindingForm(KitForm):
    """The issue, what is held, and everything that speaks for and against it."""

    issue = TextField(label=_("Issue in question"))
    state = ChoiceField(
        label=_("What is held"),
        choices=[(code, said) for code, (said, _tone) in FINDING_STATES.items()],
    )
    cited_for = MultiChoiceField(
        label=_("What it rests on"),
        help_text=_("Only exhibits whose origin, custodian and authenticity are settled count."),
        required=False,
    )
    cited_against = MultiChoiceField(label=_("What speaks against it"), required=False)
    none_against = ConfirmField(
        label=_("I have looked, and nothing in the file speaks against it"), required=False
    )
    reply_id = ChoiceField(label=_("The person’s reply"), required=False)
    reasons = LongTextField(label=_("Reasons"), rows=6, help_text=NO_ROUTES)

    def __init__(self, request: HttpRequest, cited: Any, replies: Any) -> None:
        super().__init__(request)
        self.fields["cited_for"].choices = cited
        self.fields["cited_against"].choices = cited
        self.fields["reply_id"].choices = [("", _("No reply on this issue")), *replies]


@duty(Duty.INTERVIEWER)
def add_finding(request: HttpRequest, number: str) -> HttpResponse:
    cited = queries.cited_choices(request.user, number)
    form = FindingForm(request, cited, queries.reply_choices(request.user, number))

    def act(said: dict[str, Any]) -> Done | Refusal:
        draft = FindingDraft(**given(said, FindingDraft))
        return actions.add_finding(by=request.user, number=number, once=said["once"], draft=draft)

    title = _("Write a finding")
    return step(request, number, "add_finding", form, act, title=title)


@duty(Duty.INTERVIEWER)
def drop_finding(request: HttpRequest, number: str, finding_id: UUID) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.drop_finding(
            by=request.user, number=number, once=said["once"], finding_id=finding_id
        )

    return step(
        request,
        number,
        "drop_finding",
        NoQuestions(request),
        act,
        title=_("Take this finding out"),
        submit=_("Take out"),
        warning=True,
    )
