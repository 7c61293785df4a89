"""The catalogue, and who has which book."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from naru.ground import people
from naru.ground.pathway import queries as pathway
from naru.ground.staff.models import Account
from naru.rooms.settlement.models import Book, Loan

MOST = 200


@dataclass(frozen=True)
class BookRow:
    """A title and how many copies are on the shelf now."""

    code: str
    title: str
    author: str
    language: str
    level: str
    shelf: str
    copies: int
    free: int


@dataclass(frozen=True)
class LoanRow:
    """A book that is out."""

    id: UUID
    code: str
    title: str
    due: date
    late: bool
    number: str = ""
    name: str = ""


def catalogue(search: str = "") -> list[BookRow]:
    """The titles whose number, title, author, language or level holds the words."""
    found = Q()
    for word in search.split():
        found &= (
            Q(code__iexact=word)
            | Q(title__icontains=word)
            | Q(author__icontains=word)
            | Q(language__iexact=word)
            | Q(level__iexact=word)
        )
    out = Count("loans", filter=Q(loans__returned_at=None))
    return [
        BookRow(
            book.code,
            book.title,
            book.author,
            book.language,
            book.level,
            book.shelf,
            book.copies,
            max(book.copies - book.out, 0),
        )
        for book in Book.objects.filter(found).annotate(out=out)[:MOST]
    ]


def book_choices() -> list[tuple[str, str]]:
    """Every book by the number on its label, for the lending desk."""
    return list(Book.objects.values_list("code", "title"))


def loans_of(viewer: Account, number: str) -> list[LoanRow]:
    """What a person has at home, the first due first."""
    person_id = pathway.case(viewer, number).person_id
    rows = Loan.objects.filter(person_id=person_id, returned_at=None).select_related("book")
    return [_row(loan) for loan in rows]


def overdue(viewer: Account) -> list[LoanRow]:
    """Books that are late, as a reminder: nothing else follows from it."""
    reached = pathway.open_cases(viewer).values("person_id")
    late = Loan.objects.filter(
        returned_at=None, due__lt=timezone.localdate(), person_id__in=reached
    )
    rows = list(late.select_related("book")[:MOST])
    labels = people.labels(viewer, [row.person_id for row in rows])
    return [_row(row, labels[row.person_id].number, labels[row.person_id].name) for row in rows]


def _row(loan: Loan, number: str = "", name: str = "") -> LoanRow:
    late = loan.due < timezone.localdate()
    return LoanRow(loan.pk, loan.book.code, loan.book.title, loan.due, late, number, name)
