"""Lists of people who are expected, read row by row: who can be expected, what is wrong where."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from naru.domain.dates import meant
from naru.domain.refusals import Refusal
from naru.kit.tables import Row, Table
from naru.rooms.reception import refusals, words  # noqa: F401 (refusals registers the texts)
from naru.rooms.reception.dates import read_birth, read_day

FIELDS = tuple(words.HEADINGS)
LIMITS = {"name": 200, "romanised": 200, "origin": 100, "family": 40, "role": 60, "needs": 2000}
Mapped = Mapping[str, int]


@dataclass(frozen=True)
class Entry:
    """One person of a list, read without a fault."""

    line: int
    name: str
    romanised: str = ""
    birth: Mapping[str, str] | None = None
    sex: str = ""
    languages: tuple[str, ...] = ()
    interpreter: str = ""
    origin: str = ""
    country_entry: date | None = None
    expected_on: date | None = None
    family: str = ""
    role: str = ""
    needs: str = ""

    @property
    def identity(self) -> tuple[str, ...]:
        """What tells two people of a list apart."""
        birth = self.birth or {}
        calendar, value = birth.get("calendar", ""), birth.get("value", "")
        # Not words.fold: it drops vowel signs, which tell names apart in Burmese or Amharic.
        name = unicodedata.normalize("NFKC", self.name).casefold()
        return "".join(name.split()), calendar, value, self.sex

    def names(self) -> list[dict[str, str]]:
        """The names as a registration takes them."""
        said = [{"text": self.name, "kind": "own"}]
        return said + ([{"text": self.romanised, "kind": "romanised"}] if self.romanised else [])


@dataclass(frozen=True)
class Bad:
    """A cell that keeps its row out: line, heading of the column, and why."""

    line: int
    column: str
    refusal: Refusal


@dataclass(frozen=True)
class Checked:
    """A list as it was read."""

    encoding: str
    columns: tuple[str, ...]
    rows: int
    good: tuple[Entry, ...]
    bad: tuple[Bad, ...]


class _Wrong(Exception):
    """Carries what is wrong with a cell out of the reading of a row; never leaves this module."""

    def __init__(self, field: str, code: str, **facts: object) -> None:
        super().__init__(code)
        self.field, self.refusal = field, Refusal(code, facts)


def guess(columns: Iterable[str]) -> dict[str, int]:
    """Which column holds which field, by its heading; the first of two alike counts."""
    found: dict[str, int] = {}
    for place, heading in enumerate(columns):
        field = words.field_of(heading)
        if field:
            found.setdefault(field, place)
    return found


def unread(columns: Sequence[str]) -> list[str]:
    """The headings of columns that hold no field, so that nobody thinks they were taken over."""
    held = set(guess(columns).values())
    return [heading for place, heading in enumerate(columns) if heading and place not in held]


def check(table: Table, mapped: Mapped, today: date) -> Checked | Refusal:
    """Every row read; a row with a fault, or of somebody named before, is told and left out."""
    if "name" not in mapped:
        return Refusal("list.no_column")
    good: list[Entry] = []
    bad: list[Bad] = []
    seen: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        try:
            entry = _entry(row, mapped, today)
            _once(entry, seen)
            good.append(entry)
        except _Wrong as wrong:
            column = table.columns[mapped[wrong.field]]
            bad.append(Bad(row.line, column, wrong.refusal))
    return Checked(table.encoding, table.columns, len(table.rows), tuple(good), tuple(bad))


def without(checked: Checked, lines: Iterable[int], column: str) -> Checked:
    """The list without the rows of people who are expected already."""
    known = set(lines)
    bad = [Bad(line, column, Refusal("list.expected")) for line in known]
    return replace(
        checked,
        good=tuple(entry for entry in checked.good if entry.line not in known),
        bad=tuple(sorted([*checked.bad, *bad], key=lambda fault: fault.line)),
    )


def _once(entry: Entry, seen: dict[tuple[str, ...], int]) -> None:
    first = seen.setdefault(entry.identity, entry.line)
    if first != entry.line:
        raise _Wrong("name", "list.twice", line=first)


def _entry(row: Row, mapped: Mapped, today: date) -> Entry:
    said = {field: row.cells[place] for field, place in mapped.items()}
    if not said["name"]:
        raise _Wrong("name", "list.no_name")
    _short(said)
    texts = {field: said.get(field, "") for field in LIMITS}
    return Entry(
        line=row.line,
        birth=_birth(said.get("birth", ""), today),
        sex=_sex(said.get("sex", "")),
        languages=tuple(_languages("languages", said)),
        interpreter=next(iter(_languages("interpreter", said)), ""),
        country_entry=_entered(said.get("entry", ""), today),
        expected_on=_day("expected", said.get("expected", "")),
        **texts,
    )


def _short(said: Mapping[str, str]) -> None:
    for field, limit in LIMITS.items():
        if len(said.get(field, "")) > limit:
            named = field in {"name", "romanised"}
            raise _Wrong(field, "list.name_long" if named else "list.too_long", limit=limit)


def _birth(said: str, today: date) -> dict[str, str] | None:
    if not said:
        return None
    birth = read_birth(said)
    days = meant(birth["value"], birth["calendar"]) if birth else None
    if birth is None or days is None:
        raise _Wrong("birth", "list.birth_unreadable", said=_shown(said))
    if days.first > today:
        raise _Wrong("birth", "list.birth_ahead", said=_shown(said))
    return birth


def _sex(said: str) -> str:
    sex = words.sex_of(said)
    if sex is None:
        raise _Wrong("sex", "list.sex_unknown", said=_shown(said))
    return sex


def _languages(field: str, said: Mapping[str, str]) -> list[str]:
    codes = words.languages_of(said.get(field, ""))
    if isinstance(codes, str):
        raise _Wrong(field, "list.language_unknown", said=_shown(codes))
    return codes


def _entered(said: str, today: date) -> date | None:
    entered = _day("entry", said)
    if entered and entered > today:
        raise _Wrong("entry", "list.entry_ahead", said=_shown(said))
    return entered


def _day(field: str, said: str) -> date | None:
    day = read_day(_without_time(said)) if said else None
    if said and day is None:
        raise _Wrong(field, "list.date_unreadable", said=_shown(said))
    return day


def _without_time(said: str) -> str:
    """A moment as a workbook writes it, cut down to its day."""
    try:
        return datetime.fromisoformat(said).date().isoformat()
    except ValueError:
        return said


def _shown(said: str) -> str:
    """A cell as a message repeats it."""
    limit = 40
    return said if len(said) <= limit else f"{said[: limit - 1]}…"
