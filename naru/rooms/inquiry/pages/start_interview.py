"""Start an interview: the checklist, and what this session adds to it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, ConfirmField, LongTextField, TextField
from naru.kit.forms import KitForm
from naru.rooms.inquiry import actions, queries
from naru.rooms.inquiry.actions.interviews import Opening
from naru.rooms.inquiry.pages.common import given, live_url, step
from naru.rooms.inquiry.queries.words import SAME_SEX


class StartForm(KitForm):
    """Who is there, in which language, how it is recorded; what is missing is told as a reason."""

    language = ChoiceField(label=_("Language of this interview"))
    interpreter_id = ChoiceField(label=_("Interpreter"), required=False)
    rights_given = ConfirmField(
        label=_("I have explained the rights: silence, a lawyer, breaks, an interpreter"),
        required=False,
    )
    recording = TextField(label=_("Reference of the recording"), max_length=60, required=False)
    announced = ConfirmField(label=_("The recording was announced"), required=False)
    guardian = TextField(label=_("Name of the child’s representative present"), required=False)
    counsel = TextField(label=_("Name of the lawyer present"), required=False)
    others = TextField(label=_("Others present, and their role"), required=False)
    same_sex = ChoiceField(
        label=_("Wish for an interviewer of the same sex"), choices=SAME_SEX.items(), initial="none"
    )
    same_sex_reason = TextField(label=_("Why the wish could not be met"), required=False)
    out_of_hours = LongTextField(
        label=_("Reason for this hour"),
        rows=2,
        required=False,
        help_text=_("The human-rights officer reads it."),
    )

    def __init__(self, request: HttpRequest, languages: Any, checks: queries.Checklist) -> None:
        super().__init__(request)
        self.fields["language"].choices = languages
        self.fields["interpreter_id"].choices = queries.interpreter_choices()
        if not checks.minor:
            del self.fields["guardian"]
        if checks.in_hours:
            del self.fields["out_of_hours"]

    def clean(self) -> dict[str, Any]:
        """A wish that wasn't met needs its reason."""
        said = super().clean() or self.cleaned_data
        if said.get("same_sex") == "unmet" and not said.get("same_sex_reason"):
            self.add_error("same_sex_reason", _("Write down why the wish could not be met."))
        return said


@duty(Duty.INTERVIEWER)
def start_interview(request: HttpRequest, number: str) -> HttpResponse:
    checks = queries.checklist(request.user, number)
    form = StartForm(request, queries.language_choices(request.user, number), checks)

    def act(said: dict[str, Any]) -> Done | Refusal:
        chosen = said["interpreter_id"]
        interpreter = UUID(chosen) if chosen else None
        opening = Opening(**{**given(said, Opening), "interpreter_id": interpreter})
        return actions.start_interview(
            by=request.user, number=number, once=said["once"], opening=opening
        )

    return step(
        request,
        number,
        "start_interview",
        form,
        act,
        to=live_url(number),
        template="inquiry/start_interview.html",
        submit=_("Start this interview"),
        message=_("The interview has started."),
        extra=checks,
    )
