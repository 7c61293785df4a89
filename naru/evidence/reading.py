"""Reads a folder of claims, or names every error in it with file, line and reason.

The folder holds `sources.csv`, any number of CSV files of claims, and perhaps `changes.csv`.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from naru.evidence import rows
from naru.evidence.claims import Book, Change, Claim, Source, book_of

SOURCES, CHANGES = "sources.csv", "changes.csv"
CLAIM_COLUMNS = [
    *("claim_id", "source_id", "measure", "period_start", "period_end"),
    *("value", "value_low", "value_high", "unit", "currency", "leg_scope", "note", "confidence"),
]
USD_COLUMNS = ["usd_value", "usd_low", "usd_high", "usd_basis"]
SOURCE_COLUMNS = ["source_id", "publisher", "title", "date", "url", "language"]
CHANGE_COLUMNS = ["date", "key", "claim_ids", "ko", "en"]
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
URL = re.compile(r"https?://\S+( \(.*\))?")
FIELD_BYTES = 100_000


@dataclass(frozen=True)
class Problem:
    """One error: the file, its line (from 1), the column or row it lies in, and why."""

    file: str
    line: int
    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.where}: {self.reason}"


class Unreadable(Exception):
    """The folder is no book; `problems` says why, in the order of the files."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def read(folder: Path) -> Book:
    """The book in a folder; Unreadable with every error when it has any."""
    book, problems = look(folder)
    if problems:
        raise Unreadable(problems)
    return book


def look(folder: Path) -> tuple[Book, list[Problem]]:
    """The claims that can be read, and every error of the rest."""
    problems: list[Problem] = []
    if not folder.is_dir():
        return book_of((), {}), [Problem(str(folder), 0, "folder", "there is no such folder")]
    if not (folder / SOURCES).is_file():
        problems.append(Problem(SOURCES, 0, "file", "the folder has no sources.csv"))
    sources = _sources(folder, problems)
    claims: list[Claim] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in {SOURCES, CHANGES}:
            claims += _claims(path, sources, seen, problems)
    if not claims and not problems:
        problems.append(Problem(str(folder), 0, "folder", "it holds no claims"))
    return book_of(claims, sources, _changes(folder, seen, problems)), problems


def _sources(folder: Path, problems: list[Problem]) -> dict[str, Source]:
    found: dict[str, Source] = {}
    path = folder / SOURCES
    for line, cells in _table(path, [SOURCE_COLUMNS], problems) if path.is_file() else ():
        source = Source(
            cells["source_id"].strip(),
            cells["publisher"].strip(),
            cells["title"].strip(),
            cells["date"].strip(),
            cells["url"].strip(),
            cells["language"].strip(),
            line,
        )
        reason = _wrong_source(source, found)
        if reason:
            problems.append(Problem(SOURCES, line, source.id or "source_id", reason))
        else:
            found[source.id] = source
    return found


def _wrong_source(source: Source, found: Mapping[str, Source]) -> str:
    if not rows.ID.fullmatch(source.id):
        return "source_id must be letters, digits, '_' or '-'"
    if source.id in found:
        return f"the source stands already on line {found[source.id].line}"
    for name in ("publisher", "title", "date"):
        if not getattr(source, name):
            return f"{name} is empty"
    if not URL.fullmatch(source.url):
        return f"{source.url!r} is no http(s) address"
    if not LANGUAGE.fullmatch(source.language):
        return f"{source.language!r} is no language code"
    return ""


def _claims(
    path: Path, sources: Mapping[str, Source], seen: dict[str, str], problems: list[Problem]
) -> list[Claim]:
    """The claims of one file; `seen` holds where each id stands, over all files."""
    found: list[Claim] = []
    stem = path.stem
    for line, cells in _table(path, [CLAIM_COLUMNS, CLAIM_COLUMNS + USD_COLUMNS], problems):
        wrong: list[tuple[str, str]] = []
        claim = rows.claim(cells, stem, line, wrong)
        if claim.id in seen:
            wrong.append(("claim_id", f"{claim.id} stands already at {seen[claim.id]}"))
        if claim.source_id not in sources:
            wrong.append(("source_id", f"sources.csv has no {claim.source_id!r}"))
        seen.setdefault(claim.id, f"{path.name}:{line}")
        if wrong:
            problems += [Problem(path.name, line, where, reason) for where, reason in wrong]
        else:
            found.append(claim)
    return found


def _changes(folder: Path, seen: Mapping[str, str], problems: list[Problem]) -> list[Change]:
    path = folder / CHANGES
    found: list[Change] = []
    keys: set[str] = set()
    for line, cells in _table(path, [CHANGE_COLUMNS], problems) if path.is_file() else ():
        ids = tuple(cells["claim_ids"].split())
        reason = _wrong_change(cells, [each for each in ids if each not in seen], keys)
        if reason:
            problems.append(Problem(CHANGES, line, cells["key"] or "key", reason))
            continue
        keys.add(cells["key"])
        day = date.fromisoformat(cells["date"])
        found.append(Change(day, cells["key"], cells["ko"], cells["en"], ids))
    return sorted(found, key=lambda change: (change.day, change.key), reverse=True)


def _wrong_change(cells: Mapping[str, str], missing: Sequence[str], keys: set[str]) -> str:
    if rows.day(cells["date"]) is None:
        return f"{cells['date']!r} is no date (YYYY-MM-DD)"
    if not rows.ID.fullmatch(cells["key"]) or cells["key"] in keys:
        return "key must be letters, digits, '_' or '-', and used once"
    if not cells["ko"] or not cells["en"]:
        return "the change must be told in Korean and in English"
    return f"there is no claim {missing[0]}" if missing else ""


def _table(
    path: Path, shapes: Sequence[Sequence[str]], problems: list[Problem]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with the line on which it begins; a bad shape becomes a problem."""
    text = _text(path, problems)
    if text is None:
        return
    csv.field_size_limit(FIELD_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = next(reader, [])
        if head not in [list(shape) for shape in shapes]:
            want = ",".join(shapes[0])
            problems.append(Problem(path.name, 1, "header", f"the columns must be {want}"))
            return
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(head):
                yield line, dict(zip(head, cells, strict=True))
            elif cells:
                reason = f"{len(cells)} cells where the header has {len(head)}"
                problems.append(Problem(path.name, line, "row", reason))
            line = reader.line_num + 1
    except csv.Error as error:
        problems.append(Problem(path.name, reader.line_num, "CSV", str(error)))


def _text(path: Path, problems: list[Problem]) -> str | None:
    try:
        data = path.read_bytes()
    except OSError as error:
        problems.append(Problem(path.name, 0, "file", f"can't be read: {error.strerror}"))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problems.append(Problem(path.name, line, "text", "this line isn't UTF-8"))
        return None
