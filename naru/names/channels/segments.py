"""Spelled names cut into a surname and syllables: shared by Latin, pinyin and Cyrillic."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from naru.names.lexicon import Lexicon
from naru.names.parse import Parse, Piece, piece, unknown
from naru.names.spelling import LONGEST, Spellings
from naru.names.text import Text

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Chunks = tuple[str, ...]

AGAIN = 0.6
"""Chance that a chunk on file is written the same way again."""
EXACT_KEPT, SLIPPED_KEPT = 4, 4
PARSES = 7
SPREAD = 15.0
"""Readings this much less likely (nats) than the best are left out."""
GIVEN_AT_MOST = 4
WORD_AT_MOST = 24


@dataclass(frozen=True, slots=True)
class Order:
    """One arrangement of the words: which are the surname, which the given name."""

    rule: str
    prior: float
    surname: str | None
    given: Chunks


@dataclass(slots=True)
class Segments:
    """Reads words under K systems of one script; `systems`: the prior of each, (K,)."""

    name: str
    lexicon: Lexicon
    surnames: Spellings
    syllables: Spellings
    systems: Floats
    _cuts: dict[tuple[str, bool], list[tuple[Chunks, Floats]]] = field(default_factory=dict)

    def read(self, text: Text, *, slips: bool) -> list[Parse]:
        """The likeliest readings of a text; without `slips` only those that rules explain."""
        found = []
        for order in _orders(text, self._is_surname):
            found += list(self._ordered(order, slips=slips))
        found.sort(key=lambda one: -one[0])
        if not found:
            return []
        best = found[0][0]
        kept = [one for one in found[:PARSES] if one[0] > best - SPREAD]
        return [self._parse(*one) for one in kept]

    def _is_surname(self, chunk: str) -> bool:
        return chunk in self.surnames

    def _ordered(
        self, order: Order, *, slips: bool
    ) -> Iterator[tuple[float, Order, Chunks, Floats]]:
        by_system = np.log(self.systems) + order.prior
        if order.surname is not None:
            if not slips and not self._is_surname(order.surname):
                return
            by_system = by_system + self.surname_marginal(order.surname, slips=slips)
        options = [self._cut(word, slips=slips) for word in order.given]
        for combination in itertools.islice(itertools.product(*options), 40):
            chunks = tuple(chunk for chunks, _ in combination for chunk in chunks)
            if len(chunks) > GIVEN_AT_MOST:
                continue
            marginal = by_system + sum(score for _, score in combination)
            yield float(np.logaddexp.reduce(marginal)), order, chunks, marginal

    def surname_marginal(self, chunk: str, *, slips: bool) -> Floats:
        """log P(chunk as a surname | system), over all surnames, (K,)."""
        places, chances = self.surnames.near(chunk) if slips else self.surnames.exact(chunk)
        total = chances @ self.lexicon.surnames.shares[places]
        return np.asarray(np.log(total + 0.02 * unknown(chunk)))

    def marginal(self, chunk: str, *, slips: bool) -> Floats:
        """log P(chunk as a syllable | system), over all syllables, (K,)."""
        places, chances = self.syllables.near(chunk) if slips else self.syllables.exact(chunk)
        total = chances @ self.lexicon.syllables.shares[places]
        return np.asarray(np.log(total + 0.02 * unknown(chunk)))

    def _cut(self, word: str, *, slips: bool) -> list[tuple[Chunks, Floats]]:
        """The likeliest ways to cut a word into syllables, with their chance by system."""
        found = self._cuts.get((word, slips))
        if found is None:
            if len(self._cuts) > 50_000:  # noqa: PLR2004
                self._cuts.clear()
            found = self._cuts[word, slips] = self._cut_anew(word, slips=slips)
        return found

    def _cut_anew(self, word: str, *, slips: bool) -> list[tuple[Chunks, Floats]]:
        if len(word) == 1 and word not in self.syllables:
            return [((word,), np.full(len(self.systems), -1.0))]
        if len(word) > WORD_AT_MOST:
            return [((word,), self.marginal(word, slips=False))] if slips else []
        exact = []
        for chunks in _exact_cuts(word, self.syllables):
            score = sum(self.marginal(chunk, slips=False) for chunk in chunks)
            exact.append((chunks, np.asarray(score)))
        exact.sort(key=lambda cut: -float(cut[1].max()))
        exact = exact[:EXACT_KEPT]
        if not slips:
            return exact
        known = {chunks for chunks, _ in exact}
        slipped = [cut for cut in self._slipped_cuts(word) if cut[0] not in known]
        slipped.sort(key=lambda cut: -float(cut[1].max()))
        return exact + slipped[:SLIPPED_KEPT]

    def _slipped_cuts(self, word: str) -> Iterator[tuple[Chunks, Floats]]:
        """One chunk, or two of which one is as it should be."""
        yield (word,), self.marginal(word, slips=True)
        for at in range(1, len(word)):
            one, two = word[:at], word[at:]
            if max(len(one), len(two)) > LONGEST:
                continue
            if one in self.syllables or two in self.syllables:
                yield (one, two), self.marginal(one, slips=True) + self.marginal(two, slips=True)

    def _parse(self, total: float, order: Order, chunks: Chunks, marginal: Floats) -> Parse:
        weights = np.exp(marginal - total)
        system = int(weights.argmax())
        surname = None if order.surname is None else self._surname_piece(order.surname, weights)
        given = tuple(self._given_piece(chunk, weights, system) for chunk in chunks)
        return Parse(self.name, order.rule, total, order.prior, surname, given)

    def _surname_piece(self, chunk: str, weights: Floats) -> Piece:
        places, chances = self.surnames.near(chunk)
        shares = self.lexicon.surnames.shares
        return piece(f"{self.name}:{chunk}", places, weights @ chances, shares, chunk, AGAIN)

    def _given_piece(self, chunk: str, weights: Floats, system: int) -> Piece:
        shares = self.lexicon.syllables.shares
        places, chances = self.syllables.near(chunk)
        mixed = weights @ chances
        if len(chunk) == 1:
            places, mixed = self._initial(chunk, places, mixed)
        return piece(f"{self.name}{system}:{chunk}", places, mixed, shares, chunk, AGAIN)

    def _initial(self, letter: str, places: Ints, chances: Floats) -> tuple[Ints, Floats]:
        """A single letter may be a syllable of its own (이: i) or stand for a whole one."""
        begun, of = self.syllables.beginning(letter)
        dense = np.zeros(len(self.lexicon.syllables))
        dense[places] += 0.7 * chances
        dense[begun] += 0.3 * of.mean(axis=0)
        kept = np.asarray(np.flatnonzero(dense), np.int64)
        return kept, dense[kept]


def _exact_cuts(word: str, syllables: Spellings) -> Iterator[Chunks]:
    """Cuts into one to three known spellings."""
    if word in syllables:
        yield (word,)
    for at in range(1, len(word)):
        if word[:at] not in syllables:
            continue
        if word[at:] in syllables:
            yield word[:at], word[at:]
        for to in range(at + 1, len(word)):
            if word[at:to] in syllables and word[to:] in syllables:
                yield word[:at], word[at:to], word[to:]


@lru_cache(maxsize=32)
def _log(share: float) -> float:
    return float(np.log(share))


def _orders(text: Text, is_surname: Callable[[str], bool]) -> Iterator[Order]:
    """Arrangements with their prior: surname first, last, joined, missing."""
    words = text.words
    if text.comma:
        yield Order("comma", _log(0.95), "".join(words[0]), _flat(words[1:]))
        yield Order("last", _log(0.03), "".join(words[-1]), _flat(words[:-1]))
        return
    if len(words) == 1:
        words = tuple((part,) for part in words[0])
    if len(words) == 1:
        yield from _joined(words[0][0], is_surname)
        return
    yield Order("first", _log(0.7), "".join(words[0]), _flat(words[1:]))
    yield Order("last", _log(0.2), "".join(words[-1]), _flat(words[:-1]))
    yield Order("none", _log(0.04), None, _flat(words))
    if len(words) > 2:  # noqa: PLR2004
        both = "".join(words[0]) + "".join(words[1])
        if is_surname(both):
            yield Order("first", _log(0.5), both, _flat(words[2:]))
    yield from _joined_first(words, is_surname)


def _joined(word: str, is_surname: Callable[[str], bool]) -> Iterator[Order]:
    """One word for the whole name: "kimsongun", "songunkim", or a part of the name."""
    for at in range(1, min(LONGEST + 1, len(word))):
        if is_surname(word[:at]):
            yield Order("joined", _log(0.5), word[:at], (word[at:],))
        if is_surname(word[-at:]):
            yield Order("joined_last", _log(0.2), word[-at:], (word[:-at],))
    yield Order("none", _log(0.2), None, (word,))
    yield Order("only", _log(0.1), word, ())


def _joined_first(words: tuple[Chunks, ...], is_surname: Callable[[str], bool]) -> Iterator[Order]:
    """The surname run into the first word: "kimsong un"."""
    first, rest = "".join(words[0]), _flat(words[1:])
    for at in range(2, min(LONGEST + 1, len(first) - 1)):
        if is_surname(first[:at]):
            yield Order("joined", _log(0.02), first[:at], (first[at:], *rest))


def _flat(words: tuple[Chunks, ...]) -> Chunks:
    return tuple(part for word in words for part in word)
