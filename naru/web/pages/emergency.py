"""Break-glass: open one part of one record for an hour, tell the person, review it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.domain.emergency import NEVER, OFFICES, ROLES
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import queries as pathway
from naru.ground.staff import emergency
from naru.ground.staff.access import duty, fresh
from naru.kit import numbers
from naru.kit.fields import ChoiceField, LongTextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run, show
from naru.web import emergencies, words

OFFERED = ("health", "identity", "inquiry", "complaints", "kin")


@dataclass(frozen=True)
class GlassPage(FormPage):
    """The page on which the glass is broken."""

    minutes: int = 60


@dataclass(frozen=True)
class ReviewsPage:
    """What was opened, and who misused it this month and last."""

    title: str
    rows: list[emergencies.Row]
    misuse: list[tuple[Any, list[tuple[str, int]]]]


@dataclass(frozen=True)
class ReviewPage(FormPage):
    """One opening, and the form of one office."""

    row: emergencies.Row | None = None


class GlassForm(KitForm):
    """Which part, on which ground, why."""

    compartment = ChoiceField(label=gettext_lazy("Which part of the record"))
    ground = ChoiceField(label=gettext_lazy("Ground"))
    reason = LongTextField(
        label=gettext_lazy("What happened, and what you must know"),
        help_text=gettext_lazy("The person, the human-rights officer and the DPO will read this."),
        max_length=1000,
        rows=4,
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.fields["compartment"].choices = [(part, _offered(part)) for part in OFFERED]
        self.fields["ground"].choices = list(emergencies.grounds().items())


def _offered(part: str) -> str:
    """A part by name; what no emergency opens says so before it is chosen."""
    if part in NEVER:
        return _("%(part)s (only by order of a court)") % {"part": words.part(part)}
    return words.part(part)


class ReviewForm(KitForm):
    """A verdict, in words."""

    verdict = ChoiceField(label=gettext_lazy("What the review finds"))
    words = LongTextField(label=gettext_lazy("Reasons of the review"), max_length=2000, rows=4)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.fields["verdict"].choices = list(emergencies.verdicts().items())


class TellForm(KitForm):
    """How the person was told."""

    how = LongTextField(
        label=gettext_lazy("How, in which language and by whom the person was told"),
        max_length=500,
        rows=3,
    )


@fresh
@duty(*sorted(ROLES))
def break_glass(request: HttpRequest, number: str) -> HttpResponse:
    """Open a part of the record in an emergency."""
    case = pathway.case(request.user, number)
    page = GlassPage(
        _("Open a record in an emergency"),
        submit=_("Break the glass"),
        lead=numbers.shown(case.number),
        back_url=f"/p/{case.number}/",
        warning=True,
    )

    def act(said: dict[str, Any]) -> Done | Refusal:
        return emergency.break_glass(
            by=request.user,
            now=timezone.now(),
            person_id=case.person_id,
            compartment=said["compartment"],
            ground=said["ground"],
            reason=said["reason"],
        )

    message = _("Open for 60 minutes. The person is told, and both offices review it.")
    to = f"/p/{case.number}/"
    return run(request, GlassForm(request), "web/break_glass.html", page, act, to, message)


@duty(*OFFICES)
def reviews(request: HttpRequest) -> HttpResponse:
    """Every opening, and the monthly list of misuse."""
    now = timezone.localtime()
    month = now.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    misuse = [(moment, emergency.misuse(moment)) for moment in (month, before)]
    page = ReviewsPage(_("Emergency openings"), emergencies.listed(request.user), misuse)
    return show(request, "web/reviews.html", page)


@duty(*OFFICES)
def review(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """Review one opening for one's own office."""
    row = emergencies.one(request.user, opening_id)
    page = ReviewPage(
        _("Review an emergency opening"),
        submit=_("Sign the review"),
        back_url=reverse("web:reviews"),
        row=row,
    )

    def act(said: dict[str, Any]) -> Done | Refusal:
        given = {"verdict": said["verdict"], "words": said["words"], "opening_id": opening_id}
        return emergency.review(by=request.user, now=timezone.now(), **given)

    return run(request, ReviewForm(request), "web/review.html", page, act, reverse("web:reviews"))


@duty(*OFFICES)
def tell(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """Write down that the person was told."""
    page = FormPage(
        _("The person was told"),
        submit=_("Write it down"),
        lead=_("By the end of the next day: who opened what, when, why, and how to complain."),
        back_url=reverse("web:reviews"),
    )

    def act(said: dict[str, Any]) -> Done | Refusal:
        given = {"now": timezone.now(), "opening_id": opening_id, "how": said["how"]}
        return emergency.tell(by=request.user, **given)

    return run(request, TellForm(request), "kit/form.html", page, act, reverse("web:reviews"))
