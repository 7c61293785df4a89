"""The human-rights officer's complaints; the director sees how many answers are due."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, ConfirmField, LongTextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run, show
from naru.rooms.rights import actions
from naru.rooms.rights.queries import complaints as reads
from naru.rooms.rights.queries.complaints import ComplaintRow, ComplaintView

# What an officer types about a complaint stays out of the shell’s drafts.
UNKEPT = {"draft_url": ""}


class Form(KitForm):
    """What the officer did."""

    kind = ChoiceField(
        label=_("What did you do?"),
        choices=[
            ("acknowledged", _("Acknowledged it")),
            ("asked", _("Asked somebody about it")),
            ("answered", _("Answered it")),
            ("outside_copy", _("Sent a copy to an outside body")),
        ],
    )
    words = LongTextField(
        label=_("In words"),
        help_text=_("Whoever holds the receipt reads an acknowledgement and an answer."),
        rows=4,
    )
    consent = ConfirmField(
        label=_("The complainant agreed to a copy outside the centre."), required=False
    )


@dataclass(frozen=True)
class ListPage:
    """The list, or only the count for who may not open it."""

    title: Any
    rows: tuple[ComplaintRow, ...]
    officer: bool
    due: int


@dataclass(frozen=True)
class ComplaintPage(FormPage):
    """One complaint and the next step."""

    complaint: ComplaintView | None = None


@duty(Duty.HUMAN_RIGHTS_OFFICER, Duty.DIRECTOR)
def complaints(request: HttpRequest) -> HttpResponse:
    page = ListPage(
        title=_("Complaints"),
        rows=tuple(reads.listed(request.user)),
        officer=request.user.has(Duty.HUMAN_RIGHTS_OFFICER),
        due=reads.answers_due(),
    )
    return show(request, "rights/complaints.html", page)


@duty(Duty.HUMAN_RIGHTS_OFFICER)
def complaint(request: HttpRequest, complaint_id: UUID) -> HttpResponse:
    form = Form(request)
    page = ComplaintPage(
        title=_("Complaint"),
        back_url=reverse("rights:complaints"),
        back_text=_("All complaints"),
        complaint=reads.complaint(request.user, complaint_id),
    )

    def act(said: dict[str, Any]) -> Done | Refusal:
        given = {name: said[name] for name in ("kind", "words", "consent")}
        return actions.step_complaint(
            by=request.user, once=said["once"], complaint_id=complaint_id, **given
        )

    to = reverse("rights:complaint", args=[complaint_id])
    return run(request, form, "rights/complaint.html", page, act, to, more=UNKEPT)
