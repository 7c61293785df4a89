"""Two records of one person: offered, compared by two colleagues, undone."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LongTextField, TextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run, show
from naru.rooms.casework import actions, queries

VERDICTS = (("same", _("One person")), ("different", _("Two different people")))


class ProposeForm(KitForm):
    """The other record, and what speaks for it."""

    other_number = TextField(label=_("Number of the other record"), width=10)
    reason = LongTextField(label=_("What speaks for it?"), rows=2, max_length=300)


class DecideForm(KitForm):
    """The second person's verdict."""

    verdict = ChoiceField(label=_("The two records are of"), choices=VERDICTS)
    reason = LongTextField(label=_("Reason"), rows=2, max_length=300)


class ScanForm(KitForm):
    """Nothing to answer."""


class UndoForm(KitForm):
    """Why the merge was wrong."""

    reason = LongTextField(label=_("Reason"), rows=2, max_length=300)


@dataclass(frozen=True)
class DuplicatesPage:
    """Every review, the open ones first."""

    title: Any
    reviews: list[queries.ReviewLine]


@dataclass(frozen=True)
class ScanPage(FormPage):
    """How far a look through everybody has come."""

    scan: queries.Scan | None = None


@dataclass(frozen=True)
class ReviewPage(FormPage):
    """A form beside the two records."""

    review: queries.Review | None = None


OFFICERS = (Duty.CASEWORKER, Duty.RECEPTION_OFFICER)


@duty(*OFFICERS)
def duplicates(request: HttpRequest) -> HttpResponse:
    page = DuplicatesPage(_("Possible duplicates"), queries.reviews())
    return show(request, "casework/duplicates.html", page)


@duty(*OFFICERS)
def scan(request: HttpRequest) -> HttpResponse:
    """A look through everybody: begun with a press, followed by a bar, found pairs below it."""
    form, stands = ScanForm(request), queries.scan(request.user)
    page = ScanPage(
        title=_("Look through everybody"),
        lead=_("Nothing is merged by this: it offers pairs for two colleagues to compare."),
        submit=_("Begin again") if stands.of else _("Begin"),
        back_url=reverse("casework:duplicates"),
        back_text=_("Possible duplicates"),
        scan=stands,
    )

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.scan(by=request.user, once=said["once"])

    return run(request, form, "casework/scan.html", page, act, request.path, _("Begun."))


@duty(*OFFICERS)
def propose_same(request: HttpRequest, number: str) -> HttpResponse:
    form = ProposeForm(request, initial={"other_number": request.GET.get("other", "")})

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.propose_same(
            by=request.user,
            number=number,
            once=said["once"],
            other_number=said["other_number"],
            reason=said["reason"],
        )

    return run_step(
        request,
        number,
        "propose_same",
        form,
        act,
        to=lambda done: reverse("casework:decide_same", args=[done.subject]),
        template="casework/propose_same.html",
        title=_("The same person twice?"),
        lead=_("A colleague compares both records and decides. Nothing changes before that."),
        submit=_("Propose"),
        extra=queries.candidates(request.user, number),
    )


@duty(*OFFICERS)
def decide_same(request: HttpRequest, review_id: UUID) -> HttpResponse:
    form = DecideForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.decide_same(
            by=request.user,
            once=said["once"],
            review_id=review_id,
            same=said["verdict"] == "same",
            reason=said["reason"],
        )

    page = _page(request, review_id, _("Compare two records"), _("Decide"))
    to = reverse("casework:duplicates")
    return run(request, form, "casework/review.html", page, act, to, _("Decided."))


@duty(*OFFICERS)
def undo_same(request: HttpRequest, review_id: UUID) -> HttpResponse:
    form = UndoForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.undo_same(
            by=request.user, once=said["once"], review_id=review_id, reason=said["reason"]
        )

    page = _page(request, review_id, _("Undo the merge"), _("Undo"))
    to = reverse("casework:duplicates")
    return run(request, form, "casework/review.html", page, act, to, _("Undone."))


def _page(request: HttpRequest, review_id: UUID, title: Any, submit: Any) -> ReviewPage:
    return ReviewPage(
        title=title,
        submit=submit,
        back_url=reverse("casework:duplicates"),
        back_text=_("Possible duplicates"),
        review=queries.review(request.user, review_id),
    )
