"""Conflicts of interest and consents: who must not read a record, and who may by agreement."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground import people
from naru.ground.pathway import queries as pathway
from naru.ground.staff import agreeing, conflicts
from naru.ground.staff.access import duty, signed_in
from naru.ground.staff.models import Account, Conflict, Mandate
from naru.ground.staff.queries import duty_name, holders
from naru.kit import numbers
from naru.kit.fields import ChoiceField, ConfirmField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, done, run, see_other, show
from naru.web import words

READERS = (Duty.COUNSEL, Duty.HUMAN_RIGHTS_OFFICER, Duty.OUTSIDE_MONITOR)
NOTIFIES = Duty.DATA_PROTECTION_OFFICER
"""Enters that a sample was given notice of a monitor's visit, as others enter consents."""
ENTERS = (
    NOTIFIES,
    Duty.RESIDENT,
    Duty.CASEWORKER,
    Duty.NURSE,
    Duty.PHYSICIAN,
    Duty.HUMAN_RIGHTS_OFFICER,
)


@dataclass(frozen=True)
class ConflictsPage:
    """Declared relations that stand."""

    title: str
    rows: list[tuple[Conflict, str]]


@dataclass(frozen=True)
class ConsentPage(FormPage):
    """Who reads the health record by the person's consent."""

    number: str = ""
    rows: tuple[Mandate, ...] = ()


class ConflictForm(KitForm):
    """One box: which relation it is, nobody needs to know."""

    sure = ConfirmField(label=gettext_lazy("I am tied to this person. Close the record to me."))


class ConsentForm(KitForm):
    """Who, and that the person was asked."""

    chosen = ChoiceField(label=gettext_lazy("Who may read the health record"))
    asked = ConfirmField(
        label=gettext_lazy("The person understands and agrees, and knows it can be taken back.")
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        readers = (Duty.OUTSIDE_MONITOR,) if request.user.has(NOTIFIES) else READERS
        self.fields["chosen"].choices = _named(*readers)


@signed_in
def declare_conflict(request: HttpRequest, number: str) -> HttpResponse:
    """Declare a relation of one's own; the record closes at once."""
    if request.user.duties <= {Duty.RESIDENT}:
        raise Http404
    case = pathway.case(request.user, number)
    page = FormPage(
        _("Conflict of interest"),
        submit=_("Declare it"),
        lead=_("A relative, an acquaintance: whatever it is, somebody else takes over."),
        back_url=f"/p/{case.number}/",
        warning=True,
    )

    def act(_said: dict[str, Any]) -> Done | Refusal:
        given = {"now": timezone.now(), "person_id": case.person_id, "kind": Conflict.RELATION}
        return conflicts.declare(by=request.user, **given)

    message = _("Declared. This record no longer opens for you.")
    return run(request, ConflictForm(request), "kit/form.html", page, act, "/", message)


@duty(Duty.DIRECTOR)
def conflict_list(request: HttpRequest) -> HttpResponse:
    """Declared relations; a ground left unsaid is nobody's to list."""
    rows = conflicts.declared()
    named = [(row, numbers.shown(people.number_of(row.person_id))) for row in rows]
    return show(request, "web/conflicts.html", ConflictsPage(_("Conflicts of interest"), named))


@duty(Duty.DIRECTOR)
def end_conflict(request: HttpRequest, conflict_id: int) -> HttpResponse:
    """End one that is over."""
    known = [row.pk for row in conflicts.declared()]
    if request.method != "POST" or conflict_id not in known:
        return see_other("/conflicts/")
    result = conflicts.end(by=request.user, now=timezone.now(), conflict_id=conflict_id)
    return done(request, result, "/conflicts/") if isinstance(result, Done) else see_other("/")


@duty(*ENTERS)
def consent(request: HttpRequest, number: str) -> HttpResponse:
    """Enter a consent to read the health record."""
    case = pathway.case(request.user, number)
    page = ConsentPage(
        _("Who may read the health record"),
        submit=_("Enter the consent"),
        lead=_("Counsel, the human-rights officer and monitors read it only if the person agrees."),
        back_url=f"/p/{case.number}/",
        number=case.number,
        rows=tuple(agreeing.agreed(case.person_id)),
    )

    def act(said: dict[str, Any]) -> Done | Refusal:
        kind = "notice" if request.user.has(NOTIFIES) else "consent"
        given = {"account_id": said["chosen"], "person_id": case.person_id, "kind": kind}
        return agreeing.agree(by=request.user, now=timezone.now(), **given)

    to = f"/p/{case.number}/consent/"
    return run(request, ConsentForm(request), "web/consent.html", page, act, to)


@duty(*ENTERS)
def end_consent(request: HttpRequest, number: str, mandate_id: int) -> HttpResponse:
    """Take a consent back."""
    case = pathway.case(request.user, number)
    to = f"/p/{case.number}/consent/"
    rows = [row for row in agreeing.agreed(case.person_id) if row.pk == mandate_id]
    if request.method != "POST" or not rows:
        return see_other(to)
    result = agreeing.take_back(by=request.user, now=timezone.now(), mandate_id=mandate_id)
    return done(request, result, to) if isinstance(result, Done) else see_other(to)


def _named(*duties: Duty) -> list[tuple[str, str]]:
    return [(str(row.pk), f"{row.name} – {_titles(row)}") for row in holders(*duties)]


def _titles(account: Account) -> str:
    return ", ".join(duty_name(duty, words.lang()) for duty in sorted(account.duties))
