"""What the channels know, as packaged text tables; build.py makes the generated ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Surname:
    """A surname: how many carry it (thousands), its Hanja, the spellings people choose."""

    text: str
    thousands: float
    hanja: tuple[tuple[str, float], ...]
    latin: tuple[tuple[str, float], ...]
    cyrillic: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Syllable:
    """A syllable of given names: its weight as first and as second one, its usual Hanja."""

    text: str
    first: float
    second: float
    hanja: str


@dataclass(frozen=True, slots=True)
class Hanja:
    """A character: its Hangul readings with their weight in names, its pinyin."""

    text: str
    readings: tuple[tuple[str, float], ...]
    pinyin: tuple[str, ...]


def _rows(name: str) -> Iterator[list[str]]:
    for line in files(__name__).joinpath(name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _weighted(text: str) -> tuple[tuple[str, float], ...]:
    pairs = (item.rpartition(":") for item in text.split())
    return tuple((spelled, float(weight)) for spelled, _, weight in pairs)


@cache
def surnames() -> tuple[Surname, ...]:
    """Korean surnames (2015 census, rounded), southern and northern forms."""
    return tuple(
        Surname(text, float(count), _weighted(hanja), _weighted(latin), tuple(cyrillic.split()))
        for text, count, hanja, latin, cyrillic in _rows("surnames.tsv")
    )


@cache
def syllables() -> tuple[Syllable, ...]:
    """Syllables of Korean given names."""
    return tuple(
        Syllable(row[0], float(row[1]), float(row[2]), row[3] if len(row) > FULL_ROW else "")
        for row in _rows("given.tsv")
    )


FULL_ROW = 3
COURT, SCHOOL, OTHER = 1.0, 1.0, 0.15


@cache
def hanja() -> dict[str, Hanja]:
    """Characters with a Korean reading (Unihan kHangul, kKorean)."""
    return {
        row[0]: Hanja(
            row[0],
            tuple((one[0], _flagged(one[1:])) for one in row[1].split()),
            tuple(row[2].split()) if len(row) > FULL_ROW - 1 else (),
        )
        for row in _rows("hanja.tsv")
    }


def _flagged(flags: str) -> float:
    return COURT if "N" in flags else SCHOOL if "E" in flags else OTHER


@cache
def variants() -> dict[str, str]:
    """Simplified and other forms: the characters with a Korean reading they may stand for."""
    return {row[0]: row[1] for row in _rows("variants.tsv")}


@cache
def spellings() -> dict[str, dict[tuple[str, str], tuple[tuple[str, float], ...]]]:
    """By system: the spellings of a part ("initial", "vowel", ...) and its Hangul."""
    found: dict[str, dict[tuple[str, str], tuple[tuple[str, float], ...]]] = {}
    for system, part, hangul, spelled in _rows("spellings.tsv"):
        pairs = tuple(("" if one == "-" else one, weight) for one, weight in _weighted(spelled))
        found.setdefault(system, {})[part, "" if hangul == "-" else hangul] = pairs
    return found


@cache
def lunar() -> tuple[tuple[int, str, int, str], ...]:
    """Lunar years: year, first day (ISO), leap month (0: none), lengths (1: 30 days, 0: 29)."""
    return tuple((int(y), day, int(leap), long) for y, day, leap, long in _rows("lunar.tsv"))
