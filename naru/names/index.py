"""The register in memory: who on file is meant by a name in any script, a date and a sex."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from naru.names.arrays import Growing
from naru.names.claimed import Claimed
from naru.names.korean import KoreanNames
from naru.names.lexicon import Lexicon
from naru.names.reading import Asked, Reader
from naru.names.records import UNKNOWN, Person, Query, person, query
from naru.names.text import Text
from naru.names.tokens import ForeignNames
from naru.names.trail import Trail
from naru.names.why import Reason, reason

Scores = NDArray[np.float32]

ON_FILE = 0.5
"""Chance that somebody who is asked for is on file at all."""
OTHER_NAME = 0.02
"""Chance that somebody on file goes by a name that has nothing to do with the names on file."""
SEX_WRONG = 0.015
UNSEEN = 0.15
"""Weight of the population beside the register in P(query | somebody else), as a share of it."""
MOST, MOST_NATS = 200, 80.0
TEXTS_COMPARED = 4
"""So many names of a person are compared in a scan for duplicates."""


@dataclass(frozen=True, slots=True)
class Match:
    """A person on file, the log odds that it is who was asked for, and the reasons.

    `gain`: how much of that (nats) comes from what was asked, not from how many are on file.
    """

    person_id: Hashable
    score: float
    why: tuple[Reason, ...]
    gain: float = 0.0


class Index:
    """Everybody on file, searchable; changes are visible at once."""

    def __init__(self, people: Iterable[Mapping[str, Any]] = ()) -> None:
        self._reader = Reader(Lexicon())
        self._korean, self._foreign = KoreanNames(self._reader.lexicon), ForeignNames()
        self._births = Claimed()
        self._sex_of = Growing(np.int8)
        self._alive = Growing(np.bool_)
        self._people: list[Person | None] = []
        self._row: dict[Hashable, int] = {}
        for one in people:
            self.add(one)

    def __len__(self) -> int:
        return len(self._row)

    def __contains__(self, person_id: Hashable) -> bool:
        return person_id in self._row

    def ids(self) -> list[Hashable]:
        """Everybody on file, in order of entry."""
        return list(self._row)

    def named(self) -> Iterator[tuple[Hashable, tuple[str, ...]]]:
        """Everybody on file with their names as they are spelled."""
        return ((one.id, one.names) for one in self._people if one is not None)

    def add(self, record: Mapping[str, Any]) -> None:
        """Enter a person; `BadRecord` if the record can't be read or the id is on file already."""
        one = person(record)
        if one.id in self._row:
            raise KeyError(f"{one.id!r} is on file already")
        self._enter(one)

    def change(self, record: Mapping[str, Any]) -> None:
        """Replace a person's record by a new one under the same id."""
        one = person(record)
        self.remove(one.id)
        self._enter(one)

    def remove(self, person_id: Hashable) -> None:
        """Forget a person."""
        row = self._row.pop(person_id)
        self._alive.view[row] = False
        self._births.forget(self._held(row).births)
        self._people[row] = None

    def _enter(self, one: Person) -> None:
        row = self._alive.append(True)
        self._row[one.id] = row
        self._people.append(one)
        self._births.add(row, one.births)
        self._sex_of.append(one.sex)
        for text in one.texts():
            parses, words = self._reader.on_file(text)
            self._korean.add(row, parses)
            if words is not None:
                self._foreign.add(row, words, joins=not parses)

    def _held(self, row: int) -> Person:
        held = self._people[row]
        if held is None:
            raise LookupError(row)
        return held

    def _only(self, odds: Scores, among: Collection[Hashable]) -> Scores:
        rows = [self._row[one] for one in among if one in self._row]
        kept = np.full(len(odds), -np.inf, np.float32)
        kept[rows] = odds[rows]
        return kept

    def search(
        self, asked: Mapping[str, Any], limit: int = 5, *, least: float = -np.inf,
        among: Collection[Hashable] | None = None,
    ) -> list[Match]:  # fmt: skip
        """The likeliest people, best first, at most `limit` of them, none below `least`.

        With `among` only these people are answered; how common a name is still comes from all.
        """
        one = query(asked)
        return self._ranked(one, one.texts(), limit, least, among=among)

    def like(self, person_id: Hashable, least: float, limit: int = 5) -> list[Match]:
        """Others on file who may be the same person: log odds of at least `least`, best first."""
        held = self._held(self._row[person_id])
        one = Query(held.sex, held.births, held.names[0] if held.names else "")
        return self._ranked(one, held.texts()[:TEXTS_COMPARED], limit, least, held.id)

    def _ranked(
        self, one: Query, texts: Sequence[Text], limit: int, least: float = -np.inf,
        but: Hashable = None, among: Collection[Hashable] | None = None,
    ) -> list[Match]:  # fmt: skip
        if not self._row or limit < 1 or not (texts or one.births):
            return []
        trail = Trail()
        found, usual = self._name_scores(texts, trail, but)
        odds = self._odds(found, usual, one)
        if but is not None:
            odds[self._row[but]] = -np.inf
        if among is not None:
            odds = self._only(odds, among)
        rows = _top(odds, min(limit, len(self._row), MOST))
        named = np.isfinite(usual)
        alone = np.log(OTHER_NAME)
        matches = []
        for row in map(int, rows[odds[rows] >= least]):
            by_name = bool(named and found[row] - usual > alone)
            matches.append(self._match(row, float(odds[row]), one, trail, by_name=by_name))
        return matches

    def _name_scores(
        self, texts: Sequence[Text], trail: Trail, but: Hashable = None
    ) -> tuple[Scores, float]:
        """log P(name asked | person) by row, and log P(name asked | somebody else)."""
        rows = np.full(len(self._alive), -np.inf, np.float32)
        usual = -np.inf
        for text in texts:
            readings, words = self._reader.asked(text)
            if readings:
                self._lift(rows, self._korean, self._korean_scores(readings, trail))
                usual = max(usual, _log_sum(a.parse.likelihood + a.channel_log for a in readings))
            if words is not None:
                scores = self._foreign.scores(words)
                trail.foreign.append((words, scores))
                self._lift(rows, self._foreign, scores)
                usual = max(usual, float(np.logaddexp(usual, self._foreign.prior(words))))
        rows[~self._alive.view] = -np.inf
        if but is not None:
            rows[self._row[but]] = -np.inf
        return rows, self._somebody_else(rows, usual)

    def _korean_scores(self, readings: Sequence[Asked], trail: Trail) -> Scores:
        best = np.full(self._korean.distinct, -np.inf, np.float32)
        for one in readings:
            found = self._korean.scores(one.parse)
            trail.korean.append((one, found))
            np.maximum(best, found + np.float32(one.channel_log), out=best)
        return best

    @staticmethod
    def _lift(rows: Scores, names: KoreanNames | ForeignNames, scores: Scores) -> None:
        """Give every row the best of its entries, if that is better than what it has."""
        entries = names.entries
        if not len(entries):
            return
        likely = scores[entries.name.view]
        likely += entries.weight.view
        best = np.maximum.reduceat(likely, entries.starts.view)
        held = entries.held.view
        rows[held] = np.maximum(rows[held], best)

    def _somebody_else(self, rows: Scores, usual: float) -> float:
        """log P(name asked | a random person who isn't the one asked for)."""
        best = float(rows.max(initial=-np.inf))
        outside = max(20.0, UNSEEN * len(self))
        if not np.isfinite(best):
            return usual
        others = float(np.exp(rows[rows > best - 20] - best).sum()) - 1.0
        inside = others * np.exp(best)
        total = len(self) - 1 + outside
        return float(np.log((inside + outside * np.exp(usual)) / total + 1e-300))

    def _odds(self, rows: Scores, usual: float, one: Query) -> Scores:
        odds = np.zeros(len(rows), np.float32)
        if np.isfinite(usual):
            gain = np.minimum(rows - np.float32(usual), np.float32(MOST_NATS))
            odds = np.log(np.exp(gain) + np.float32(OTHER_NAME))
        odds += self._births.scores(one.births)
        odds += _sex_scores(one.sex)[self._sex_of.view]
        odds += np.float32(self._prior())
        odds[~self._alive.view] = -np.inf
        return odds

    def _prior(self) -> float:
        """Log odds that it is any one of those on file, before anything is asked."""
        return float(np.log(ON_FILE / (1 - ON_FILE) / len(self)))

    def _match(self, row: int, score: float, one: Query, trail: Trail, *, by_name: bool) -> Match:
        held = self._held(row)
        codes = ["name.none" if one.name else "name.unasked"]
        if by_name:
            codes = trail.rules(row, self._reader, self._korean, self._foreign)
            if any(text.script == "hangul" for text in held.texts()):
                codes = [code for code in codes if not code.startswith("file.")]
        codes.append(f"date.{self._births.rule(one.births, held.births)}")
        if UNKNOWN not in (one.sex, held.sex) and one.sex != held.sex:
            codes.append("sex.other")
        return Match(held.id, score, tuple(map(reason, codes)), score - self._prior())


def _top(odds: Scores, limit: int) -> NDArray[np.int64]:
    """The rows with the highest odds, best first, ties by age of the row."""
    if len(odds) > limit:
        least = np.partition(odds, len(odds) - limit)[len(odds) - limit]
        rows = np.concatenate([np.flatnonzero(odds > least), np.flatnonzero(odds == least)])
        rows = rows[:limit]
    else:
        rows = np.arange(len(odds))
    rows = rows[np.isfinite(odds[rows])]
    return rows[np.argsort(-odds[rows], kind="stable")]


def _sex_scores(sex: int) -> Scores:
    """log [P(sex asked | sex on file) / P(sex asked)] for male, female and unknown (last)."""
    out = np.zeros(3, np.float32)
    if sex != UNKNOWN:
        out[:2] = np.log(2 * SEX_WRONG)
        out[sex] = np.log(2 * (1 - SEX_WRONG))
    return out


def _log_sum(values: Iterable[float]) -> float:
    return float(np.logaddexp.reduce(np.array(list(values))))
