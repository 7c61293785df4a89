"""The search box: what a text means to this viewer, and why each line is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from naru.ground import people
from naru.ground.pathway import rooms
from naru.ground.pathway.reach import bounds, reachable
from naru.ground.people import finding
from naru.ground.people.changes import Progress
from naru.ground.staff.models import Account
from naru.ground.vault.closed import ClosedError
from naru.kit import numbers
from naru.web.queries import PersonRow, person_rows
from naru.web.words import lang

AT_ONCE = 2.0
"""Seconds of a request that may go into making the names ready; the page then asks again."""
READY = Progress(0, 0)


@dataclass(frozen=True)
class FoundRow:
    """Somebody who may be meant, the other ways their name is written, and the reasons."""

    row: PersonRow
    names: tuple[str, ...]
    why: tuple[str, ...]
    same_as: str = ""


@dataclass(frozen=True)
class Answer:
    """Whom a text may mean, as lines to choose from; or how far the names are made ready."""

    rows: tuple[FoundRow, ...] = ()
    progress: Progress = READY


def coded(viewer: Account, text: str) -> str:
    """The address of the person or thing whose number or code this is; empty for other texts."""
    number = numbers.read(text)
    return "" if number is None else _numbered(viewer, text) or _scanned(viewer, number)


def meant(viewer: Account, text: str) -> Answer:
    """People within the viewer's reach whom the text means."""
    within = bounds(viewer)
    if within is not None and not within:
        return Answer()
    try:
        progress = people.follow(AT_ONCE)
        if not progress.is_ready:
            return Answer(progress=progress)
        found = people.search(text, within, finding.LOOKED_AT)
    except ClosedError:
        if within is None:
            raise
        found = people.search_among(people.labels(viewer, within).values(), text)
    rows = _rows(viewer, found)
    _note(viewer, text, "name", len(rows))
    return Answer(rows)


def _numbered(viewer: Account, text: str) -> str:
    person = people.by_number(text)
    case = reachable(viewer).filter(person_id=person).order_by("-opened_at").first()
    _note(viewer, text, "number", int(case is not None))
    return person_rows(viewer, [case])[0].url if case else ""


def _scanned(viewer: Account, number: str) -> str:
    """The address of a thing whose label was scanned: the rooms know their own."""
    found = (room.scan(viewer, number) for room in rooms.installed() if room.scan)
    return next(filter(None, found), "")


def _note(viewer: Account, text: str, kind: str, found: int) -> None:
    now: datetime = timezone.now()
    with transaction.atomic():
        people.note_search(by=viewer, now=now, asked=text, kind=kind, found=found)


def _rows(viewer: Account, found: Sequence[people.Found]) -> tuple[FoundRow, ...]:
    """The first lines of those whom the viewer reaches and whose names they may know."""
    cases = reachable(viewer).filter(person_id__in=[one.person_id for one in found])
    newest = {row.person_id: row for row in cases.select_related("person").order_by("opened_at")}
    mine = [one for one in found if one.person_id in newest]
    shown = person_rows(viewer, [newest[one.person_id] for one in mine])
    by_person = {row.label.person_id: row for row in shown if row.label.name}
    kept = [one for one in mine if one.person_id in by_person][: finding.SHOWN]
    merged = people.merged({one.person_id for one in kept})
    return tuple(_row(one, by_person[one.person_id], merged) for one in kept)


def _row(one: people.Found, row: PersonRow, merged: dict[UUID, str]) -> FoundRow:
    others = (name["text"] for name in row.label.names if name["text"] != row.label.name)
    why = tuple(getattr(reason, lang()) for reason in one.why if reason.code not in SILENT)
    return FoundRow(row, tuple(dict.fromkeys(others)), why, merged.get(one.person_id, ""))


SILENT = frozenset({"date.none"})
"""Says nothing where no date was asked for."""
