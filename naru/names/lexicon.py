"""The surnames and syllables a Korean name is made of, and how common each is."""

from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from naru.names import jamo, tables

Floats = NDArray[np.float64]

RARE_SURNAME, RARE_SYLLABLE = 0.3, 0.02
"""Weights of what the published tables don't list (thousands of people; table units)."""
TABLE_WORTH = 2000.0
"""The published shares count as much as so many people on file."""


@dataclass(slots=True)
class Vocabulary:
    """A growing list of texts with their weights."""

    texts: list[str] = field(default_factory=list)
    place: dict[str, int] = field(default_factory=dict)
    weights: list[float] = field(default_factory=list)
    _shares: Floats | None = None

    def add(self, text: str, weight: float) -> int:
        """The place of a text, new or old."""
        at = self.place.get(text)
        if at is None:
            at = self.place[text] = len(self.texts)
            self.texts.append(text)
            self.weights.append(weight)
            self._shares = None
        return at

    def count(self, at: int, weight: float) -> None:
        """One more was seen; shares follow at the next `refresh`."""
        self.weights[at] += weight

    def refresh(self) -> None:
        """Let the shares follow what was counted."""
        self._shares = None

    @property
    def shares(self) -> Floats:
        """Share of each text among all, (n,)."""
        if self._shares is None:
            weights = np.array(self.weights)
            self._shares = weights / weights.sum()
        return self._shares

    def __len__(self) -> int:
        return len(self.texts)


class Lexicon:
    """Two vocabularies: surnames, and the syllables of given names."""

    def __init__(self) -> None:
        self.surnames, self.syllables = Vocabulary(), Vocabulary()
        for row in tables.surnames():
            self.surnames.add(row.text, row.thousands)
        for one in tables.syllables():
            self.syllables.add(one.text, one.first + one.second)
        for char in tables.hanja().values():
            for text, _ in char.readings:
                self.syllables.add(text, RARE_SYLLABLE)
        for words in (self.surnames, self.syllables):
            scale = TABLE_WORTH / sum(words.weights)
            words.weights = [weight * scale for weight in words.weights]
        self.spelled_syllables = len(self.syllables)

    def surname(self, text: str) -> int:
        """The place of a surname, learnt if it is new."""
        return self.surnames.add(text, RARE_SURNAME)

    def syllable(self, text: str) -> int:
        """The place of a syllable, learnt if it is new."""
        return self.syllables.add(text, RARE_SYLLABLE)


@cache
def shipped() -> Lexicon:
    """The vocabularies of the tables alone; every lexicon begins with the same places."""
    return Lexicon()


LIQUID, NASAL, NONE = (jamo.INITIALS.index(letter) for letter in "ㄹㄴㅇ")
_IOTIZED = {jamo.VOWELS.index(letter) for letter in "ㅑㅒㅕㅖㅛㅠㅣ"}


def southern(syllable: str) -> str:
    """The form the law of initial sounds gives in the South: 리 이, 로 노, 녀 여."""
    initial, vowel, final = jamo.split(syllable)
    if initial == LIQUID:
        return jamo.join(NONE if vowel in _IOTIZED else NASAL, vowel, final)
    if initial == NASAL and vowel in _IOTIZED:
        return jamo.join(NONE, vowel, final)
    return syllable


def same_law(syllable: str) -> tuple[str, ...]:
    """The other forms a syllable may have under the other law of initial sounds."""
    initial, vowel, final = jamo.split(syllable)
    forms = [southern(syllable)]
    if initial == NONE and vowel in _IOTIZED:
        forms += [jamo.join(LIQUID, vowel, final), jamo.join(NASAL, vowel, final)]
    if initial == NASAL:
        forms.append(jamo.join(LIQUID, vowel, final))
    return tuple(dict.fromkeys(form for form in forms if form != syllable))
