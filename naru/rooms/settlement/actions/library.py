"""The library: lending asks for nothing but a copy, and being late has no consequence."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from naru.domain.refusals import Done, Refusal
from naru.ground.ledger import note
from naru.ground.pathway import conductor
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.rooms.settlement.models import Book, Loan

LOAN = timedelta(days=14)


@verb
def add_book(
    *, by: Account, now: datetime, code: str, title: str, **more: object
) -> Done | Refusal:
    """Add a title; `more` are author, language, level, shelf and copies."""
    if Book.objects.filter(code__iexact=code).exists():
        return Refusal("settlement.code_used", {"code": code})
    book = Book.objects.create(code=code, title=title, **more)
    return note("add_book", by, now, book.pk, code=code)


@verb
def lend(*, by: Account, now: datetime, number: str, code: str) -> Done | Refusal:
    """Lend a book for two weeks, whatever else is still out."""
    row = conductor.load(number)
    book = Book.objects.select_for_update().get(code=code)
    out = list(book.loans.filter(returned_at=None).values_list("due", flat=True))
    if len(out) >= book.copies:
        due = min(out) if out else "–"
        return Refusal("settlement.no_copy", {"title": book.title, "due": due})
    due = timezone.localdate(now) + LOAN
    loan = Loan(person_id=row.person_id, book=book, lent_at=now, due=due)
    loan.put({"by": str(by.pk)})
    loan.save(force_insert=True)
    return _advance(row, "lend", by, now, loan)


@verb
def take_back(*, by: Account, now: datetime, number: str, loan_id: UUID) -> Done | Refusal:
    """Take a book back."""
    row = conductor.load(number)
    open_loans = Loan.objects.filter(person_id=row.person_id, returned_at=None)
    loan = open_loans.select_related("book").filter(pk=loan_id).first()
    if loan is None:
        return Refusal("settlement.not_lent")
    loan.returned_at = now
    loan.save(update_fields=["returned_at"])
    return _advance(row, "take_back", by, now, loan)


def undo_lend(*, by: Account, now: datetime, subject: str) -> Refusal | None:
    """Put a book back on its shelf that was lent by mistake."""
    deleted, _kinds = Loan.objects.filter(pk=subject, returned_at=None).delete()
    return None if deleted else Refusal("settlement.not_lent")


def _advance(
    row: conductor.CaseRow, event: str, by: Account, now: datetime, loan: Loan
) -> Done | Refusal:
    count = Loan.objects.filter(person_id=row.person_id, returned_at=None).count()
    return conductor.advance(
        row,
        event,
        by=by,
        now=now,
        facts={"loans_open": count},
        subject=str(loan.pk),
        body={"book": loan.book.code},
    )
