"""The names of everybody, in the custodian's memory: searched for others, never handed out.

It is filled by the processes that read the database, with cards as they lie there (sealed), and is
emptied when the last session that may open identities ends. Answers are persons, log odds and the
codes of reasons; no name, date or key leaves with them.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import RLock, Thread
from time import sleep
from typing import Any
from uuid import UUID

Found = list[list[Any]]
BREATH = 0.002
"""Seconds between two persons of a scan, so that a search doesn't wait for the whole of it."""


@dataclass
class Scan:
    """Every pair of records that may be one person, as far as the scan has come."""

    done: int = 0
    of: int = 0
    pairs: Found = field(default_factory=list)
    stopped: bool = False


class Register:
    """An index of names with its place in the log of changes.

    `place` is the number and the mark of the last change that was taken in.
    """

    def __init__(self) -> None:
        self._lock = RLock()
        self._scan = Scan(stopped=True)
        self.clear()

    def clear(self) -> None:
        """Forget everybody."""
        with self._lock:
            self._index: Any = None
            self._place: list[int] | None = None
            self._wanted: dict[UUID, None] = {}
            self._of = 0
            self._scan.stopped = True
            self._scan = Scan(stopped=True)

    def place(self) -> dict[str, Any]:
        """Where the register stands: `at` (None: nothing begun), and how many are still to come."""
        with self._lock:
            return {"at": self._place, "left": len(self._wanted), "of": self._of}

    def begin(self, at: Sequence[int], persons: Sequence[UUID]) -> None:
        """Begin anew at a place in the log, with these persons still to come."""
        from naru.names import Index

        with self._lock:
            self.clear()
            self._index, self._place = Index(), list(at)
            self._wanted, self._of = dict.fromkeys(persons), len(persons)

    def wanted(self, most: int) -> list[UUID]:
        """The next persons who are still to come."""
        with self._lock:
            return list(self._wanted)[:most]

    def enter(
        self, at: Sequence[int] | None, cards: Mapping[UUID, Mapping[str, Any] | None]
    ) -> None:
        """Take in opened cards (None: nobody to be found), and where the log then stands."""
        with self._lock:
            if self._index is None:
                return
            for person, values in cards.items():
                self._wanted.pop(person, None)
                if person in self._index:
                    self._index.remove(person)
                if values is not None:
                    self._index.add(record(person, values))
            if at is not None:
                self._place = list(at)

    def find(
        self, asked: Mapping[str, Any], limit: int, among: Collection[UUID] | None = None
    ) -> Found:
        """The likeliest persons: `[person, log odds, gain over anybody (nats), codes]`."""
        with self._lock:
            if self._index is None:
                return []
            return self._said(self._index.search(asked, limit, among=among))

    def alike(self, asked: Sequence[Mapping[str, Any]], least: float, limit: int) -> Found:
        """Who may be a person that is asked for under several names, best first."""
        best: dict[UUID, list[Any]] = {}
        for one in asked:
            for line in self.find(one, limit):
                if line[1] >= least and (line[0] not in best or line[1] > best[line[0]][1]):
                    best[line[0]] = line
        return sorted(best.values(), key=lambda line: -line[1])[:limit]

    def like(self, person: UUID, least: float, limit: int) -> Found:
        """Who may be the same as a person on file, best first."""
        with self._lock:
            if self._index is None or person not in self._index:
                return []
            return self._said(self._index.like(person, least, limit))

    def _said(self, matches: Sequence[Any]) -> Found:
        return [
            [one.person_id, one.score, one.gain, [why.code for why in one.why]] for one in matches
        ]

    def named_in(self, texts: Sequence[str], but: UUID) -> list[list[list[int]]]:
        """Where texts name others than one person: `[beginning, end, which of them (1, 2 ...)]`."""
        from naru.names.within import Within

        with self._lock:
            on_file = dict(self._index.named()) if self._index is not None else {}
        own = on_file.pop(but, ())
        within = Within(on_file.items(), but=own)
        which: dict[Any, int] = {}
        return [
            [[begin, end, which.setdefault(who, len(which) + 1)] for begin, end, who in spans]
            for spans in map(within.spans, texts)
        ]

    def scan(self, least: float) -> dict[str, Any]:
        """Begin to look through everybody for records of one person; says how far it has come."""
        with self._lock:
            if self._index is not None and not self._wanted:
                self._scan.stopped = True
                self._scan = Scan(of=len(self._index))
                Thread(target=self._look, args=(self._scan, least), daemon=True).start()
        return self.scanned()

    def scanned(self) -> dict[str, Any]:
        """How far the scan has come: `done`, `of` (0: none was begun), and the pairs so far."""
        with self._lock:
            scan = self._scan
            return {"done": scan.done, "of": scan.of, "pairs": list(scan.pairs)}

    def _look(self, scan: Scan, least: float) -> None:
        with self._lock:
            ids = self._index.ids() if self._index is not None else []
        given: set[frozenset[UUID]] = set()
        for person in ids:
            with self._lock:
                if scan.stopped:
                    return
                with suppress(KeyError):
                    self._pair(scan, person, self.like(person, least, 5), given)
                scan.done += 1
            sleep(BREATH)

    @staticmethod
    def _pair(scan: Scan, person: UUID, found: Found, given: set[frozenset[UUID]]) -> None:
        for other, score, _gain, codes in found:
            pair = frozenset((person, other))
            if pair not in given:
                given.add(pair)
                scan.pairs.append([person, other, score, codes])


def record(person: UUID, card: Mapping[str, Any]) -> dict[str, Any]:
    """Of a card no more than is searched: names, birth dates, sex."""
    return {
        "id": person,
        "names": [name["text"] for name in card.get("names", ())],
        "dob": [day for first, last in card.get("births", ()) if (day := span(first, last))],
        "sex": (card.get("sex") or {}).get("value"),
    }


def span(first: str, last: str) -> str:
    """A stretch of days (ISO) as a date, a month or a year; nothing where it is longer."""
    if first == last:
        return first
    if first[:7] == last[:7]:
        return first[:7]
    return first[:4] if int(last[:4]) - int(first[:4]) <= 1 else ""
