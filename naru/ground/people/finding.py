"""Finds people by name in any script, by date, by number; and offers who may be the same."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from uuid import UUID

from naru.ground.people.models import Person
from naru.ground.people.queries import Label, searched
from naru.ground.people.sameness import told_apart
from naru.kit import numbers

ALIKE = 0.75
DATE = re.compile(r"^(\d{4})[.\-/ ]?(\d{1,2})[.\-/ ]?(\d{1,2})\.?$")


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be the same person, and why: "name", "birth"."""

    label: Label
    because: tuple[str, ...]


def search(text: str, limit: int = 50) -> list[UUID]:
    """People whose number, one of whose names, or one of whose birth dates is meant by the text.

    The caller cuts the answer down to the viewer's reach and opens labels in the viewer's name.
    """
    typed = text.strip()
    number = numbers.read(typed)
    if number:
        found = list(Person.objects.filter(number=number).values_list("pk", flat=True))
        if found:
            return found
    if not typed:
        return []
    day, folded = _day(typed), fold(typed)
    hits = [label for label in searched() if _matches(label, folded, day)]
    hits.sort(key=lambda label: not any(fold(n["text"]) == folded for n in label.names))
    return [label.person_id for label in hits[:limit]]


def candidates(
    names: Iterable[str], births: Iterable[tuple[str, str]], but: UUID | None = None
) -> list[Candidate]:
    """Who may be the same person: a name written alike, or one birth day and a similar name.

    Those whom two colleagues have found to be somebody else aren't offered again.
    """
    mine, spans = {fold(name) for name in names if name}, list(births)
    apart = {but, *told_apart(but)} if but else set()
    found = []
    for label in searched():
        because = _because(label, mine, spans) if label.person_id not in apart else ()
        if because:
            found.append(Candidate(label, because))
    return found


def fold(name: str) -> str:
    """A name without case, accents' composition, spaces and marks, for comparing."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(mark for mark in plain if mark.isalnum())


def _matches(label: Label, folded: str, day: str) -> bool:
    if day and any(first <= day <= last for first, last in label.births):
        return True
    return bool(folded) and any(folded in fold(name["text"]) for name in label.names)


def _because(label: Label, mine: set[str], spans: list[tuple[str, str]]) -> tuple[str, ...]:
    theirs = {fold(name["text"]) for name in label.names}
    same_name = bool(mine & theirs)
    same_birth = any(a <= d and c <= b for a, b in spans for c, d in label.births)
    alike = any(SequenceMatcher(None, a, b).ratio() >= ALIKE for a in mine for b in theirs)
    if same_name:
        return ("name", "birth") if same_birth else ("name",)
    exact = any((a, b) == (c, d) and a == b for a, b in spans for c, d in label.births)
    return ("birth",) if exact and alike else ()


def _day(typed: str) -> str:
    found = DATE.match(typed)
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else ""
