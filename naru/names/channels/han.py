"""Names in Chinese characters, whole or mixed with Hangul: every reading a name allows."""

import itertools

import numpy as np

from naru.names import jamo, tables
from naru.names.channels.characters import Characters
from naru.names.channels.hangul import Hangul
from naru.names.lexicon import Lexicon, Vocabulary
from naru.names.parse import Parse, Piece, piece, whole
from naru.names.text import Text

AGAIN, VARIANT = 0.9, 0.6
"""Chance that a character on file is written the same way, or in another form of it."""
LONGEST = 6
LONGEST_GIVEN = 4


class Han:
    """Reads characters by what they may stand for: themselves, or a fuller form."""

    name = "han"

    def __init__(self, lexicon: Lexicon, characters: Characters, hangul: Hangul) -> None:
        self.lexicon, self._characters, self._hangul = lexicon, characters, hangul
        self._compounds = {
            char: row.text for row in tables.surnames() for char, _ in row.hanja if len(char) > 1
        }
        self._pieces: dict[tuple[bool, str], Piece] = {}

    def read(self, text: Text, *, slips: bool) -> list[Parse]:
        """Surname in front: one character, or the two of a compound surname."""
        flat = text.flat
        if not 1 <= len(flat) <= LONGEST:
            return []
        orders = [("first", 0.9, flat[:1], flat[1:])] if len(flat) > 1 else []
        if self._compound(flat[:2]) and len(flat) > 2:  # noqa: PLR2004
            orders.insert(0, ("first", 0.9, flat[:2], flat[2:]))
        if slips or len(flat) == 1:
            orders.append(("none", 0.05, "", flat))
        if not slips:
            self._hangul.learn(flat)
        return [
            whole(
                self.name, rule, share,
                self._piece(surname, of_surname=True) if surname else None,
                tuple(self._piece(char, of_surname=False) for char in given),
            )
            for rule, share, surname, given in orders if len(given) <= LONGEST_GIVEN
        ]  # fmt: skip

    def _compound(self, two: str) -> str | None:
        forms = itertools.product(*(self._forms(char) for char in two))
        whole = ("".join(form) for form in forms)
        return next((self._compounds[one] for one in whole if one in self._compounds), None)

    def _forms(self, char: str) -> str:
        return char + tables.variants().get(char, "")

    def _piece(self, text: str, *, of_surname: bool) -> Piece:
        if jamo.is_syllable(text[0]):
            return self._hangul._piece(text, of_surname=of_surname)
        made = self._pieces.get((of_surname, text))
        if made is None:
            words = self.lexicon.surnames if of_surname else self.lexicon.syllables
            if len(self._pieces) > 20_000:  # noqa: PLR2004
                self._pieces.clear()
            made = self._pieces[of_surname, text] = self._anew(text, words, of_surname=of_surname)
        return made

    def _anew(self, text: str, words: Vocabulary, *, of_surname: bool) -> Piece:
        chances: dict[int, float] = {}
        if len(text) > 1:
            chances[words.place[str(self._compound(text))]] = AGAIN
        table = self._characters.surname if of_surname else self._characters.given
        forms = self._forms(text) if len(text) == 1 else ""
        for form in forms:
            share = 1.0 if form == text else VARIANT
            for place, chance in table.get(form, {}).items():
                chances[place] = chances.get(place, 0.0) + share * chance
        places = np.array(sorted(chances), np.int64)
        values = np.array([chances[place] for place in places])
        made = piece(f"han:{text}", places, values, words.shares, "xxx", AGAIN)
        same = ((f"han:{text}", AGAIN), *((f"han:{form}", VARIANT) for form in forms[1:]))
        return Piece(made.key, made.places, made.chances, made.common, same)
