"""Korean names in Hangul: jamo slips and both laws of initial sounds."""

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from naru.names import jamo
from naru.names.lexicon import Lexicon, Vocabulary, same_law
from naru.names.parse import Parse, Piece, piece, whole
from naru.names.text import Text

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SAME, OTHER_LAW = 0.8, 0.15
SLIP = 0.03
"""Chance of one wrong letter in a syllable."""
LONGEST_GIVEN = 4
COMPOUND_LENGTH = 2
_ALIKE = (
    (jamo.INITIALS, "ㄱㄲ ㄱㅋ ㄷㄸ ㄷㅌ ㅂㅃ ㅂㅍ ㅅㅆ ㅈㅉ ㅈㅊ ㄴㄹ ㄴㅇ ㄹㅇ ㅁㄴ"),
    (
        jamo.VOWELS,
        "ㅐㅔ ㅒㅖ ㅙㅚ ㅚㅞ ㅙㅞ ㅓㅗ ㅕㅛ ㅜㅡ ㅢㅣ ㅢㅡ ㅐㅖ ㅏㅑ ㅓㅕ ㅗㅛ ㅜㅠ ㅏㅓ ㅏㅣ",
    ),
    (jamo.VOWELS, "ㅕㅖ ㅘㅗ ㅝㅓ ㅟㅣ ㅑㅕ ㅟㅢ ㅔㅖ ㅐㅒ"),
    (jamo.FINALS, "ㄴㅇ ㄴㅁ ㅁㅇ ㄱㅋ ㄷㅅ ㄷㅌ ㅂㅍ ㄴㄹ ㄱㄲ ㅅㅆ"),
)
"""Letters that are often taken for one another, by ear or by key."""


Order = tuple[str, float, str, str]


class Hangul:
    """Reads composed syllables."""

    name = "hangul"

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._letters = _Letters(lexicon.syllables)
        self._surname_letters = _Letters(lexicon.surnames)
        self._pieces: dict[tuple[bool, str, int], Piece] = {}

    def read(self, text: Text, *, slips: bool) -> list[Parse]:
        """Readings with a surname of one or two syllables, in front or (rarely) behind."""
        flat = "".join(char for char in text.flat if jamo.is_syllable(char))
        orders = self._orders(text, flat, slips=slips)
        if not slips:
            for _, _, surname, given in orders:
                self._learn(surname, given)
        return [
            whole(
                self.name, rule, share,
                self._piece(surname, of_surname=True) if surname else None,
                tuple(self._piece(one, of_surname=False) for one in given),
            )
            for rule, share, surname, given in orders
        ]  # fmt: skip

    def _learn(self, surname: str, given: str) -> None:
        """A name on file may bring syllables that no table has."""
        if surname:
            self.lexicon.surname(surname)
        for char in given:
            self.lexicon.syllable(char)

    def learn(self, mixed: str) -> None:
        """The Hangul of a mixed name on file, wherever it stands."""
        for char in filter(jamo.is_syllable, mixed):
            self._learn(char, char)

    def _orders(self, text: Text, flat: str, *, slips: bool) -> list[Order]:
        """Ways to divide the syllables: rule, share, surname, given name."""
        if not flat or len(flat) > LONGEST_GIVEN + COMPOUND_LENGTH:
            return []
        if len(flat) == 1:
            return [("none", 0.5, "", flat), ("only", 0.5, flat, "")]
        out = list(self._surname_first(text, flat))
        if slips:
            out += self._otherwise(text, flat)
        kept: dict[tuple[str, str], Order] = {}
        for order in out:
            if len(order[3]) <= LONGEST_GIVEN:
                kept.setdefault(order[2:], order)
        return list(kept.values())

    def _surname_first(self, text: Text, flat: str) -> Iterator[Order]:
        first, two = "".join(text.words[0]), flat[:COMPOUND_LENGTH]
        apart = text.comma or (len(text.words) > 1 and len(first) == 1)
        if apart and len(first) <= COMPOUND_LENGTH:
            yield "first", 0.9, first, flat[len(first) :]
        compound = two in self.lexicon.surnames.place and len(flat) > COMPOUND_LENGTH
        if compound:
            yield "first", 0.9, two, flat[COMPOUND_LENGTH:]
        yield "first", 0.1 if compound else 0.9, flat[0], flat[1:]

    def _otherwise(self, text: Text, flat: str) -> Iterator[Order]:
        """Without a surname, the surname alone, or behind the given name."""
        known, last = self.lexicon.surnames.place, "".join(text.words[-1])
        if flat in known:
            yield "only", 0.5, flat, ""
        yield "none", 0.05 if flat[0] in known else 0.4, "", flat
        if len(text.words) > 1 and last in known:
            yield "last", 0.5, last, flat[: -len(last)]

    def _piece(self, text: str, *, of_surname: bool) -> Piece:
        """P(this text was typed | each text of the vocabulary)."""
        words = self.lexicon.surnames if of_surname else self.lexicon.syllables
        kept = self._pieces.get((of_surname, text, len(words)))
        if kept is not None:
            return kept
        letters = self._surname_letters if of_surname else self._letters
        dense = letters.slipped(text) if len(text) == 1 else np.zeros(len(words))
        for other in same_law(text) if len(text) == 1 else ():
            if other in words.place:
                dense[words.place[other]] = max(dense[words.place[other]], OTHER_LAW)
        if text in words.place:
            dense[words.place[text]] = SAME
        places = np.flatnonzero(dense)
        made = piece(text, places, dense[places], words.shares, text * 3, 0.0)
        if len(self._pieces) > 5000:  # noqa: PLR2004
            self._pieces.clear()
        self._pieces[of_surname, text, len(words)] = made
        return made


class _Letters:
    """The letters of every one-syllable text of a vocabulary, as arrays that grow with it."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._codes: Ints = np.empty((0, 3), np.int64)

    def slipped(self, text: str) -> Floats:
        """Chance of `text` for every vocabulary entry that differs from it in one letter."""
        missing = self._words.texts[len(self._codes) :]
        if missing:
            new = [jamo.split(one) if len(one) == 1 else (-9, -9, -9) for one in missing]
            self._codes = np.concatenate([self._codes, np.array(new)])
        mine = jamo.split(text)
        differs = self._codes != np.array(mine)
        out = np.zeros(len(self._codes))
        single = differs.sum(axis=1) == 1
        for part, table in enumerate(_confusions()):
            rows = np.flatnonzero(single & differs[:, part])
            out[rows] = SLIP * table[self._codes[rows, part], mine[part]]
        return out


@cache
def _confusions() -> tuple[Floats, ...]:
    """P(letter typed | letter meant, one is wrong), for initials, vowels and finals."""
    made: dict[int, Floats] = {}
    for letters, pairs in _ALIKE:
        even = np.full((len(letters), len(letters)), 0.4 / len(letters))
        table = made.setdefault(len(letters), even)
        for pair in pairs.split():
            a, b = letters.index(pair[0]), letters.index(pair[1])
            table[a, b] = table[b, a] = 0.15
    return tuple(table / 3 for table in made.values())
