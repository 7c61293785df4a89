"""Reads of reception: who is expected, what a list holds, what somebody said and signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import Http404
from django.utils import timezone, translation

from naru.domain.duties import Duty
from naru.domain.refusals import Refusal, Said, say
from naru.ground import ledger, people, staff
from naru.ground.pathway.likenesses import Likenesses, likenesses
from naru.ground.pathway.queries import CaseView
from naru.ground.people import Draft
from naru.ground.people.evidence import Traits
from naru.ground.people.finding import fold
from naru.ground.staff.models import Account
from naru.ground.staff.queries import holders
from naru.ground.vault import open_row, open_rows, read_file
from naru.kit.languages import language_name
from naru.kit.tables import read_table
from naru.rooms.reception import arriving, lists, records
from naru.rooms.reception.lists import Bad, Entry
from naru.rooms.reception.models import Consent, Notice, Triage, Upload, Wish

PAGE_LENGTH = 50
LEGAL_READERS = frozenset(
    {
        Duty.CASEWORKER,
        Duty.RECEPTION_OFFICER,
        Duty.HUMAN_RIGHTS_OFFICER,
        Duty.COUNSEL,
        Duty.CHILD_GUARDIAN,
        Duty.RESIDENT,
    }
)
HEALTH_READERS = frozenset({Duty.NURSE, Duty.PHYSICIAN})


@dataclass(frozen=True)
class Expected:
    """Somebody who comes, as the list shows them."""

    id: UUID
    expected_on: date
    agency: str
    values: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The first of the names told."""
        return str(self.values["names"][0]["text"])

    @property
    def languages(self) -> str:
        """The languages told, by name."""
        return language_names(self.values["languages"])


@dataclass(frozen=True)
class Day:
    """Who comes on one day."""

    day: date
    people: tuple[Expected, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row, in the reader's language."""

    line: int
    column: str
    said: Said


@dataclass(frozen=True)
class Preview:
    """An uploaded list before its import."""

    id: UUID
    name: str
    encoding: str
    columns: tuple[str, ...]
    mapped: Mapping[str, int]
    rows: int = 0
    good: tuple[Entry, ...] = ()
    good_count: int = 0
    bad: tuple[Fault, ...] = ()
    refusal: Said | None = None


@dataclass(frozen=True)
class Imported:
    """What became of a list."""

    name: str
    written: int
    bad: tuple[Fault, ...]


@dataclass(frozen=True)
class WishView:
    """A wish, word for word."""

    at: datetime
    by: str
    language: str
    words: str


@dataclass(frozen=True)
class ConsentView:
    """A consent, a refusal or a legal order."""

    id: UUID
    at: datetime
    by: str
    decision: str
    ground: str
    language: str


@dataclass(frozen=True)
class ArrivalPanel:
    """What the resident page tells of the arrival."""

    triage_code: str
    triage: Mapping[str, Any] | None
    consent: str
    consents: tuple[ConsentView, ...]
    wishes: tuple[WishView, ...]
    shows_words: bool


def language_names(codes: Sequence[str]) -> str:
    """Languages by their names, with commas."""
    return ", ".join(language_name(code) for code in codes)


def expected(viewer: Account, text: str = "", page: int | str = 1) -> tuple[Page, list[Day]]:
    """Who is expected, by day; with `text`, those with a name that contains it."""
    rows = Notice.objects.filter(state=Notice.EXPECTED).order_by("expected_on", "made_at", "pk")
    wanted = fold(text)
    if wanted:
        found = [one for one in _opened(viewer, list(rows)) if _named(one, wanted)]
        shown = Paginator(found, PAGE_LENGTH).get_page(page)
        people_shown = list(shown)
    else:
        shown = Paginator(rows, PAGE_LENGTH).get_page(page)
        people_shown = _opened(viewer, list(shown))
    days = groupby(people_shown, key=lambda one: one.expected_on)
    return shown, [Day(day, tuple(group)) for day, group in days]


def notice(viewer: Account, notice_id: UUID) -> Expected:
    """One who is expected; Http404 when they came or were cancelled."""
    row = Notice.objects.filter(pk=notice_id, state=Notice.EXPECTED).first()
    if row is None:
        raise Http404
    return _opened(viewer, [row])[0]


def alike(viewer: Account, draft: Draft) -> Likenesses:
    """The people already registered who may be this one, as far as the viewer may know them."""
    found = arriving.alike(draft)
    if found or draft.names:
        _note_comparison(viewer, draft, len(found))
    return likenesses(viewer, found, Traits(draft.household_id, draft.origin))


def _note_comparison(viewer: Account, draft: Draft, found: int) -> None:
    names = " ".join(name["text"] for name in draft.names)
    with transaction.atomic():
        people.note_search(by=viewer, now=timezone.now(), asked=names, kind="newcomer", found=found)


def preview(viewer: Account, upload_id: UUID, mapped: dict[str, int] | None) -> Preview | None:
    """An uploaded list with its columns as chosen, or as guessed; None once it is imported."""
    upload = _upload(upload_id)
    if upload.imported_at is not None:
        return None
    said = open_row(viewer, upload, "import_list")
    data, _media_type = read_file(viewer, UUID(said["file"]), "import_list")
    table = read_table(data, said["name"])
    if isinstance(table, Refusal):
        raise Http404
    columns = lists.guess(table.columns) if mapped is None else mapped
    known = {name: place for name, place in columns.items() if place < len(table.columns)}
    checked = records.checked_table(table, known)
    head = (upload_id, said["name"], table.encoding, table.columns, known)
    if isinstance(checked, Refusal):
        return Preview(*head, rows=len(table.rows), refusal=_said(checked))
    return Preview(
        *head,
        rows=checked.rows,
        good=checked.good[:10],
        good_count=len(checked.good),
        bad=_faults(checked.bad),
    )


def imported(viewer: Account, upload_id: UUID) -> Imported:
    """What became of a list; Http404 as long as it isn't imported."""
    upload = _upload(upload_id)
    if upload.imported_at is None:
        raise Http404
    said = open_row(viewer, upload, "import_list")
    bad = [Bad(line, column, Refusal(code, facts)) for line, column, code, facts in said["bad"]]
    return Imported(said["name"], said["written"], _faults(bad))


def interpreters() -> list[tuple[str, str]]:
    """The interpreters of the centre: id, and name with languages."""
    found = holders(Duty.INTERPRETER)
    return [(str(one.pk), f"{one.name} ({language_names(one.speaks)})") for one in found]


def spoken(viewer: Account, person_id: UUID) -> tuple[str, ...]:
    """The languages of a person, the first one first."""
    return people.label(viewer, person_id).languages


def wishes(viewer: Account, person_id: UUID) -> tuple[WishView, ...]:
    """What somebody wished, word for word, in order."""
    rows = list(Wish.objects.filter(person_id=person_id).order_by("at", "pk"))
    names = staff.names([row.by_id for row in rows])
    return tuple(
        WishView(row.at, names.get(row.by_id, ""), language_name(said["language"]), said["words"])
        for row, said in zip(rows, open_rows(viewer, rows, "wishes"), strict=True)
    )


def consents(viewer: Account, person_id: UUID) -> tuple[ConsentView, ...]:
    """What somebody consented to or refused, in order."""
    rows = list(Consent.objects.filter(person_id=person_id).order_by("at", "pk"))
    names = staff.names([row.by_id for row in rows])
    return tuple(
        ConsentView(
            row.pk,
            row.at,
            names.get(row.by_id, ""),
            said["decision"],
            said["ground"],
            language_name(said["language"]),
        )
        for row, said in zip(rows, open_rows(viewer, rows, "consent"), strict=True)
    )


def consent_copy(viewer: Account, person_id: UUID, consent_id: UUID) -> ledger.Issued:
    """The person's copy of a consent as PDF; Http404 when it is not theirs."""
    row = Consent.objects.filter(pk=consent_id, person_id=person_id).first()
    if row is None:
        raise Http404
    said = open_row(viewer, row, "consent")
    return ledger.issued(viewer, UUID(said["pdf"]), "consent")


def panel(viewer: Account, case: CaseView) -> ArrivalPanel | None:
    """The arrival as this viewer may see it; None when there is nothing for them."""
    reads_words = bool(viewer.duties & LEGAL_READERS)
    seen = ArrivalPanel(
        triage_code=str(case.fact("triage_code") or ""),
        triage=_triage(viewer, case.person_id) if viewer.duties & HEALTH_READERS else None,
        consent=str(case.fact("consent") or ""),
        consents=consents(viewer, case.person_id) if reads_words else (),
        wishes=wishes(viewer, case.person_id) if reads_words else (),
        shows_words=reads_words,
    )
    known = seen.triage_code or seen.triage or seen.consent or seen.wishes
    return seen if known or reads_words else None


def _triage(viewer: Account, person_id: UUID) -> dict[str, Any] | None:
    row = Triage.objects.filter(person_id=person_id).order_by("-at").first()
    return open_row(viewer, row, "triage") if row else None


def _opened(viewer: Account, rows: list[Notice]) -> list[Expected]:
    opened = open_rows(viewer, rows, "expected")
    return [
        Expected(row.pk, row.expected_on, row.agency, values)
        for row, values in zip(rows, opened, strict=True)
    ]


def _named(one: Expected, wanted: str) -> bool:
    return any(wanted in fold(name["text"]) for name in one.values["names"])


def _upload(upload_id: UUID) -> Upload:
    upload = Upload.objects.filter(pk=upload_id).first()
    if upload is None:
        raise Http404
    return upload


def _faults(bad: Sequence[Bad]) -> tuple[Fault, ...]:
    return tuple(Fault(fault.line, fault.column, _said(fault.refusal)) for fault in bad)


def _said(refusal: Refusal) -> Said:
    return say(refusal, translation.get_language() or "ko")
