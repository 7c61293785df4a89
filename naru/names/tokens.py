"""Names of every other language: words compared by their folded letters."""

import itertools
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from naru.names import folding
from naru.names.arrays import Entries, Growing
from naru.names.parse import unknown

Scores = NDArray[np.float32]
Floats = NDArray[np.float64]

SAME_WORD = 0.6
VOCAL_COST, HARD_COST, WEAK_COST = 1.25, 1.9, 0.9
OTHER_SCRIPT = 0.6
"""Nats for each letter that differs, with vowels, as consonant, as weak letter."""
WRONG_WORD = 0.02
LOST_WORD, ADDED_WORD = 0.08, 0.02
JOINED = -2.3
"""Log chance that two words of a name are written as one: Ali Reza, Alireza."""
SLOTS = 4
QUERY_WORDS = 4
SHORT = 3
LEAST = -600.0
CLOSE_ENOUGH = -8.5


class Words:
    """Distinct tokens on file with their keys; finds those close to a query's token."""

    def __init__(self) -> None:
        self.place: dict[str, int] = {}
        self.keys: list[folding.Key] = []
        self.counts = Growing(np.float64)
        self._cut: dict[str, list[int]] = {}
        self._near: dict[str, tuple[NDArray[np.int64], Floats]] = {}

    def of(self, token: str) -> int:
        """The place of a token, counted once more."""
        at = self.place.get(token)
        if at is None:
            at = self.place[token] = self.counts.append(0.0)
            made = folding.key(token)
            self.keys.append(made)
            for cut in _cuts(made):
                self._cut.setdefault(cut, []).append(at)
            self._near.clear()
        self.counts.view[at] += 1
        return at

    def near(self, token: str) -> tuple[NDArray[np.int64], Floats]:
        """Places of the tokens that may stand for this one, and log P(token | that one)."""
        found = self._near.get(token)
        if found is None:
            ways = [self._compare(key) for key in folding.keys(token)]
            found = self._near[token] = ways[0] if len(ways) == 1 else _best(ways)
        return found

    def _compare(self, mine: folding.Key) -> tuple[NDArray[np.int64], Floats]:
        close = {at for cut in _cuts(mine) for at in self._cut.get(cut, ())}
        places = np.fromiter(close, np.int64, len(close))
        if not len(places):
            return places, np.empty(0)
        theirs = [self.keys[at] for at in places]
        costs = _costs(mine, theirs)
        kept = costs > CLOSE_ENOUGH
        return places[kept], costs[kept]

    def common(self, token: str) -> float:
        """P(token) among all people: by its likeness to what is on file, never nothing."""
        places, likely = self.near(token)
        counts = self.counts.view[places]
        total = float(self.counts.view.sum()) + 200.0
        seen = float((counts * np.exp(likely)).sum()) / total
        return seen + 0.3 * float(unknown(token) ** 0.8)


def _best(ways: list[tuple[NDArray[np.int64], Floats]]) -> tuple[NDArray[np.int64], Floats]:
    """Each place once, with the likelier of its chances."""
    places, back = np.unique(np.concatenate([way[0] for way in ways]), return_inverse=True)
    best = np.full(len(places), -np.inf)
    np.maximum.at(best, back, np.concatenate([way[1] for way in ways]))
    return places, best


def _cuts(made: folding.Key) -> set[str]:
    hard = made.hard
    cuts = {"h" + hard}
    if len(hard) >= SHORT:
        cuts |= {"h" + hard[:i] + hard[i + 1 :] for i in range(len(hard))}
    if made.vocal:
        vocal = made.vocal
        cuts |= {"v" + vocal, *("v" + vocal[:i] + vocal[i + 1 :] for i in range(len(vocal)))}
    return cuts


def _costs(mine: folding.Key, theirs: list[folding.Key]) -> Floats:
    """log P(token | each other token) by the letters that differ."""

    def gaps(one: str, many: list[str]) -> Floats:
        gap = cdist([one], many, scorer=OSA.distance, dtype=np.int16)[0]
        return np.asarray(gap, np.float64)

    hard = gaps(mine.hard, [other.hard for other in theirs])
    weak = gaps(mine.weak, [other.weak for other in theirs])
    vocal = gaps(mine.vocal, [other.vocal for other in theirs])
    silent = np.array([not mine.vocal or not other.vocal for other in theirs])
    apart = np.where(
        silent,
        WEAK_COST * weak + HARD_COST * hard + OTHER_SCRIPT,
        VOCAL_COST * vocal + HARD_COST * hard,
    )
    out = -0.9 - apart
    for i, other in enumerate(theirs):
        if other.raw == mine.raw:
            out[i] = np.log(SAME_WORD)
    return out


class ForeignNames:
    """Distinct names as rows of tokens, and the entries that tie them to people."""

    def __init__(self) -> None:
        self.words = Words()
        self._names: dict[tuple[int, ...], int] = {}
        self._slots = Growing(np.int32, SLOTS)
        self.entries = Entries()

    @property
    def distinct(self) -> int:
        """How many distinct names there are."""
        return len(self._slots)

    def add(self, row: int, words: tuple[tuple[str, ...], ...], *, joins: bool = False) -> None:
        """Enter one name of a person; with `joins` also as if two words of it were one."""
        tokens = folding.tokens_of(words)[:SLOTS]
        self.entries.add(row, self._name(tokens), 0.0)
        for joined, _word in _joined(tokens) if joins else ():
            self.entries.add(row, self._name(joined), JOINED)

    def _name(self, tokens: list[str]) -> int:
        places = tuple(self.words.of(token) for token in tokens)
        name = self._names.get(places)
        if name is None:
            name = self._names[places] = self._slots.append((*places, *[-1] * SLOTS)[:SLOTS])
        return name

    def scores(self, words: tuple[tuple[str, ...], ...]) -> Scores:
        """log P(query | name) for every distinct name that shares a likely word, (names,)."""
        tokens = folding.tokens_of(words)[:QUERY_WORDS]
        out = np.full(self.distinct, -np.inf, np.float32)
        self._lift(out, tokens, 0.0)
        for joined, word in _joined(tokens):
            if word in self.words.place:
                self._lift(out, joined, JOINED)
        return out

    def _lift(self, out: Scores, tokens: list[str], weight: float) -> None:
        """Raise the names that these tokens are close to, if that is better than what they have."""
        dense, floors = [], []
        near = np.zeros(len(self.words.keys) + 1, np.bool_)
        for token in tokens:
            places, likely = self.words.near(token)
            floor = np.log(WRONG_WORD * self.words.common(token))
            vector = np.full(len(self.words.keys) + 1, floor, np.float32)
            vector[places] = np.maximum(likely, floor)
            vector[-1] = LEAST
            dense.append(vector)
            floors.append(np.log(ADDED_WORD * self.words.common(token)))
            near[places] = True
        held = self._slots.view
        names = np.flatnonzero(
            near[held[:, 0]] | near[held[:, 1]] | near[held[:, 2]] | near[held[:, 3]]
        )
        found = _assigned(dense, floors, held[names]) + np.float32(weight)
        out[names] = np.maximum(out[names], found)

    def prior(self, words: tuple[tuple[str, ...], ...]) -> float:
        """log P(these words) among all people."""
        tokens = folding.tokens_of(words)[:QUERY_WORDS]
        return float(sum(np.log(self.words.common(token)) for token in tokens))

    def explain(self, name: int) -> tuple[str, ...]:
        """The tokens of a distinct name."""
        return tuple(self.words.keys[at].raw for at in self._slots.view[name] if at >= 0)


def _joined(tokens: list[str]) -> Iterable[tuple[list[str], str]]:
    """A name of three words or more with two neighbours run together, and the word they make."""
    for at in range(len(tokens) - 1 if len(tokens) > 2 else 0):  # noqa: PLR2004
        word = tokens[at] + tokens[at + 1]
        yield [*tokens[:at], word, *tokens[at + 2 :]], word


def _assigned(dense: list[Scores], floors: list[float], slots: NDArray[np.int32]) -> Scores:
    """Best one-to-one match of query tokens with the tokens of each name."""
    lengths = (slots >= 0).sum(axis=1)
    best = np.full(len(slots), LEAST, np.float32)
    cells = [[vector[slots[:, slot]] for slot in range(SLOTS)] for vector in dense]
    for choice in _choices(len(dense)):
        score = np.zeros(len(slots), np.float32)
        used = sum(slot is not None for slot in choice)
        for chunk, slot in enumerate(choice):
            score += np.float32(floors[chunk]) if slot is None else cells[chunk][slot]
        score += np.float32(np.log(LOST_WORD)) * np.maximum(lengths - used, 0)
        if list(choice) != sorted(choice, key=lambda one: -1 if one is None else one):
            score += np.float32(-0.9)
        np.maximum(best, score, out=best)
    return best


def _choices(tokens: int) -> Iterable[tuple[int | None, ...]]:
    """Slots for the tokens: all matched, or one of several left out."""
    yield from itertools.permutations(range(SLOTS), tokens)
    if tokens > 1:
        for out in range(tokens):
            for rest in itertools.permutations(range(SLOTS), tokens - 1):
                yield (*rest[:out], None, *rest[out:])
