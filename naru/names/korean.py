"""Korean names on file as rows of units, and how likely each of them gave a query."""

import itertools
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from naru.names.arrays import Entries, Growing
from naru.names.lexicon import Lexicon
from naru.names.parse import Parse, Piece
from naru.names.units import Units

Scores = NDArray[np.float32]

WRONG_SURNAME, WRONG_SYLLABLE = 0.01, 0.012
"""Chance that a chunk has nothing to do with what is on file."""
NO_SURNAME, LOST_SYLLABLE, ADDED_SYLLABLE = 0.5, 0.02, 0.008
LONGEST = 4
LEAST = -600.0


class KoreanNames:
    """Distinct names as (surname unit, given name), and the entries that tie them to people."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.surnames, self.syllables = Units(lexicon.surnames), Units(lexicon.syllables)
        self._surname_of, self._given_of = Growing(np.int32), Growing(np.int32)
        self._names: dict[tuple[int, int], int] = {}
        self._givens: dict[tuple[int, ...], int] = {}
        self._units = [Growing(np.int32, max(1, length)) for length in range(LONGEST + 1)]
        self._lengths, self._place = Growing(np.int8), Growing(np.int32)
        self._by_length = [Growing(np.int32) for _ in range(LONGEST + 1)]
        self.entries = Entries()

    @property
    def distinct(self) -> int:
        """How many distinct names there are."""
        return len(self._surname_of)

    def add(self, row: int, parses: Iterable[tuple[Parse, float]]) -> None:
        """Enter the readings of one person's name, each with its share."""
        for parse, share in parses:
            surname = -1 if parse.surname is None else self.surnames.of(parse.surname)
            given = self._given(tuple(self.syllables.of(piece) for piece in parse.given))
            name = self._names.get((surname, given))
            if name is None:
                name = self._names[surname, given] = self._surname_of.append(surname)
                self._given_of.append(given)
            self.entries.add(row, name, float(np.log(share)))

    def _given(self, units: tuple[int, ...]) -> int:
        given = self._givens.get(units)
        if given is None:
            given = self._givens[units] = self._place.append(len(self._units[len(units)]))
            self._lengths.append(len(units))
            self._units[len(units)].append(units or 0)
            self._by_length[len(units)].append(given)
        return given

    def scores(self, parse: Parse) -> Scores:
        """log P(query read so | name) for every distinct name, (names,)."""
        given = self._given_scores(parse.given)
        surname = self._surname_scores(parse.surname)
        total = surname[self._surname_of.view]
        total += given[self._given_of.view]
        total += np.float32(parse.prior)
        return np.asarray(total, np.float32)

    def _surname_scores(self, piece: Piece | None) -> Scores:
        """By unit; the last place is for names on file without a surname."""
        if piece is None:
            return np.zeros(len(self.surnames) + 1, np.float32)
        found = self.surnames.likelihoods(piece, WRONG_SURNAME * piece.common)
        missing = np.log(NO_SURNAME * piece.common)
        return np.append(found, np.float32(missing))

    def _given_scores(self, pieces: tuple[Piece, ...]) -> Scores:
        out = np.full(len(self._place), LEAST, np.float32)
        likely = [
            self.syllables.likelihoods(piece, WRONG_SYLLABLE * piece.common) for piece in pieces
        ]
        added = [np.log(ADDED_SYLLABLE * piece.common) for piece in pieces]
        for length, members in enumerate(self._by_length):
            rows = members.view
            if len(rows):
                out[rows] = _aligned(likely, added, self._units[length].view, length)
        return out

    def explain(self, name: int) -> tuple[str | None, tuple[str, ...]]:
        """The units of a distinct name: surname (None if it has none) and given syllables."""
        surname, given = int(self._surname_of.view[name]), int(self._given_of.view[name])
        length, at = int(self._lengths.view[given]), int(self._place.view[given])
        units = self._units[length].view[at][:length]
        keys = tuple(self.syllables.keys[unit] for unit in units)
        return (None if surname < 0 else self.surnames.keys[surname]), keys


def _aligned(
    likely: list[Scores], added: list[float], slots: NDArray[np.int32], length: int
) -> Scores:
    """Best order-keeping match of the query's chunks with `length` syllables on file."""
    pairs = min(len(likely), length)
    # a query without any given name says so by its order, not by each missing syllable
    lost = (length - pairs) * np.log(LOST_SYLLABLE) if likely else 0.0
    best: Scores | None = None
    for mine, theirs in _matches(len(likely), length, pairs):
        left_out = sum(cost for chunk, cost in enumerate(added) if chunk not in mine)
        score = np.full(len(slots), lost + left_out, np.float32)
        for chunk, slot in zip(mine, theirs, strict=True):
            score += likely[chunk][slots[:, slot]]
        best = score if best is None else np.maximum(best, score, out=best)
    return np.full(len(slots), LEAST, np.float32) if best is None else best


def _matches(
    chunks: int, length: int, pairs: int
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    yield from itertools.product(
        itertools.combinations(range(chunks), pairs), itertools.combinations(range(length), pairs)
    )
