"""What is measured beside the search: rapidfuzz WRatio with dates, nomenklatura's logic-v2."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from naru.names import folding, jamo, tables
from naru.names.bench.measure import Found
from naru.names.reading import romanised

Record = Mapping[str, Any]
SAME_DATE, SAME_YEAR, OTHER_YEAR = 25.0, 8.0, -10.0
CANDIDATES = 50
SURNAMES_OF_TWO = {"남궁", "황보", "제갈", "선우", "사공", "서문", "독고", "동방"}


def latin(name: str) -> str:
    """Any name in Latin letters, one character one reading, as a plain system would."""
    out = []
    for char in name.casefold():
        known = tables.hanja().get(char)
        if known:
            out.append(romanised(known.readings[0][0]))
        elif jamo.is_syllable(char):
            out.append(romanised(char))
        else:
            out.append(
                char if char < "\u0250" else folding.key(char).vocal or folding.key(char).weak
            )
    return "".join(out)


class WRatio:
    """rapidfuzz WRatio over romanised names, plus everybody with the same date."""

    def __init__(self, people: Sequence[Record]) -> None:
        self.people = people
        self._names = [latin(name) for one in people for name in one["names"]]
        self._owner = np.array([i for i, one in enumerate(people) for _ in one["names"]])
        self._dates = [str(one["dob"] or "") for one in people]
        self._by_date: dict[str, list[int]] = {}
        self._kept: dict[tuple[str, str], list[tuple[int, float]]] = {}
        for i, text in enumerate(self._dates):
            self._by_date.setdefault(text, []).append(i)

    def candidates(self, asked: Record) -> list[tuple[int, float]]:
        """Places of the likeliest people with their scores, best first."""
        key = (asked["name"], str(asked["dob"]))
        if key not in self._kept:
            self._kept[key] = self._compare(asked)
        return self._kept[key]

    def _compare(self, asked: Record) -> list[tuple[int, float]]:
        scores = cdist([latin(asked["name"])], self._names, scorer=fuzz.WRatio, dtype=np.float32)[0]
        best = np.zeros(len(self.people), np.float32)
        np.maximum.at(best, self._owner, scores)
        rows = set(np.argpartition(-best, CANDIDATES)[:CANDIDATES].tolist())
        rows |= set(self._by_date.get(str(asked["dob"] or "?"), ())[: 2 * CANDIDATES])
        dated = [(row, float(best[row]) + self._date(asked["dob"], row)) for row in rows]
        return sorted(dated, key=lambda pair: -pair[1])

    def search(self, asked: Record, limit: int) -> Found:
        """The best people and their scores."""
        return [(self.people[row]["id"], score) for row, score in self.candidates(asked)[:limit]]

    def _date(self, asked: str | None, row: int) -> float:
        mine, theirs = asked or "", self._dates[row]
        if not mine or not theirs:
            return 0.0
        if mine == theirs:
            return SAME_DATE if len(mine) > 4 else SAME_YEAR
        return SAME_YEAR if mine[:4] == theirs[:4] else OTHER_YEAR


def spaced(name: str) -> str:
    """Hangul with a space between syllables' surname and given name, as logic-v2 needs it."""
    if not all(map(jamo.is_syllable, name)) or len(name) < 2:
        return name
    cut = 2 if name[:2] in SURNAMES_OF_TWO and len(name) > 2 else 1
    return " ".join((name[:cut], *name[cut:]))


class LogicV2:
    """nomenklatura's logic-v2 over the candidates of WRatio, in a Python of its own."""

    def __init__(self, python: Path, candidates: WRatio) -> None:
        self._from = candidates
        script = files(__package__).joinpath("peer.py")
        self._process = subprocess.Popen(  # noqa: S603
            [str(python), str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def search(self, asked: Record, limit: int) -> Found:
        """The best people and their scores."""
        rows = [row for row, _ in self._from.candidates(asked)]
        people = [_split(self._from.people[row]) for row in rows]
        query = _split({**asked, "id": "q", "names": [asked["name"]]})
        pipes = self._process.stdin, self._process.stdout
        if pipes[0] is None or pipes[1] is None:
            return []
        pipes[0].write(json.dumps({"query": query, "people": people}) + "\n")
        pipes[0].flush()
        scores = json.loads(pipes[1].readline())
        ranked = sorted(zip(rows, scores, strict=True), key=lambda pair: -pair[1])
        return [(self._from.people[row]["id"], score) for row, score in ranked[:limit]]

    def close(self) -> None:
        """End the other Python."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(timeout=30)


def _split(one: Record) -> dict[str, Any]:
    return {**one, "names": [spaced(name) for name in one["names"]]}
