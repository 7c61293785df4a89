"""How likely a spelling is for a surname or syllable, exact or one slip of the keyboard away."""

from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from naru.names import jamo, tables
from naru.names.lexicon import same_law, shipped

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LONGEST = 9
"""Letters of the longest spelling of one syllable that is looked for inside a word."""
SLIP = 0.05
"""Chance that a typed chunk holds one wrong, missing, doubled or turned letter."""
WAYS_PER_LETTER = 8.0
"""Among how many wrong forms that slip is spread, per letter: neighbours on the keyboard."""
UNLIKELY = 1e-4


class Spellings:
    """Spellings of the texts of one vocabulary under K systems.

    `entries`: spelling -> {place in the vocabulary: chance of the spelling given the text, (K,)}.
    """

    def __init__(self, entries: Mapping[str, Mapping[int, Floats]], systems: int) -> None:
        self.systems = systems
        self._exact: dict[str, tuple[Ints, Floats]] = {}
        self._cut: dict[str, list[str]] = {}
        for spelled, chances in entries.items():
            places = np.fromiter(chances, dtype=np.int64, count=len(chances))
            self._exact[spelled] = (places, np.stack(list(chances.values()), axis=1))
            for cut in _cuts(spelled):
                self._cut.setdefault(cut, []).append(spelled)
        self._near: dict[str, tuple[Ints, Floats]] = {}
        self._begun: dict[str, tuple[Ints, Floats]] = {}
        self._nothing = (np.empty(0, np.int64), np.empty((systems, 0)))

    def __contains__(self, spelled: str) -> bool:
        return spelled in self._exact

    def exact(self, spelled: str) -> tuple[Ints, Floats]:
        """Places with this very spelling and its chances, (m,) and (K, m)."""
        return self._exact.get(spelled, self._nothing)

    def near(self, spelled: str) -> tuple[Ints, Floats]:
        """The same with one slip allowed; kept, since chunks come again."""
        found = self._near.get(spelled)
        if found is None:
            if len(self._near) > 20_000:  # noqa: PLR2004
                self._near.clear()
            found = self._near[spelled] = self._slipped(spelled)
        return found

    def _slipped(self, spelled: str) -> tuple[Ints, Floats]:
        if len(spelled) > LONGEST + 3:
            return self._nothing
        close = {one for cut in _cuts(spelled) for one in self._cut.get(cut, ())}
        close.discard(spelled)
        slip = SLIP / (WAYS_PER_LETTER * max(2, len(spelled)))
        parts = [self.exact(spelled)]
        for one in close:
            if OSA.distance(one, spelled, score_cutoff=1) <= 1:
                places, chances = self._exact[one]
                parts.append((places, chances * slip))
        places = np.concatenate([part[0] for part in parts])
        chances = np.concatenate([part[1] for part in parts], axis=1)
        kept, back = np.unique(places, return_inverse=True)
        summed = np.stack([np.bincount(back, row, len(kept)).astype(float) for row in chances])
        return kept, summed

    def beginning(self, letter: str) -> tuple[Ints, Floats]:
        """Places whose spellings begin with a letter: for an initial."""
        kept = self._begun.get(letter)
        if kept is not None:
            return kept
        found: dict[int, Floats] = {}
        for spelled, (places, chances) in self._exact.items():
            if spelled[:1] == letter:
                for column, place in enumerate(places):
                    found[place] = found.get(place, 0.0) + chances[:, column]
        made = self._nothing
        if found:
            made = (np.fromiter(found, np.int64), np.stack(list(found.values()), axis=1))
        self._begun[letter] = made
        return made


def _cuts(spelled: str) -> Iterable[str]:
    """The spelling and itself less one letter (the keys of a symmetric-delete lookup)."""
    return {spelled, *(spelled[:i] + spelled[i + 1 :] for i in range(len(spelled)))}


@cache
def _of_syllable(system: str, syllable: str) -> tuple[tuple[str, float], ...]:
    """Spellings of one syllable under one system, likeliest first."""
    parts = tables.spellings()[system]
    one, two, three = jamo.split(syllable)
    initial, vowel, final = jamo.INITIALS[one], jamo.VOWELS[two], jamo.FINALS[three]
    ends = parts.get(("final", final), (("", 0.0),))
    body = parts.get(("body", jamo.join(one, two)))
    rime = parts.get(("rime", vowel + final))
    out: dict[str, float] = {}

    def put(pairs: Iterable[tuple[str, float]]) -> None:
        for text, weight in pairs:
            out[text] = out.get(text, 0.0) + weight

    if rime and not (body and not final):
        starts = parts["initial", initial]
        put((a + b, x * y) for a, x in starts for b, y in rime)
    elif body:
        put((a + b, x * y) for a, x in body for b, y in ends)
    else:
        starts, middles = parts["initial", initial], parts["vowel", vowel]
        put((a + b + c, x * y * z) for a, x in starts for b, y in middles for c, z in ends)
    total = sum(out.values()) or 1.0
    ranked = sorted(out.items(), key=lambda pair: -pair[1])
    return tuple((text, w / total) for text, w in ranked if text and w / total > UNLIKELY)


OTHER_LAW = 0.12
"""Chance that a syllable was spelled in the form of the other law of initial sounds."""
CUSTOM = {"passport": 0.97, "northern": 0.3, "cyrillic": 0.4}
"""Share of a surname's customary spellings under a system; where unnamed, half."""


@cache
def of_syllables(systems: tuple[str, ...]) -> Spellings:
    """Spellings of the shipped syllables of given names under some systems; made once."""
    lexicon = shipped()
    entries: dict[str, dict[int, Floats]] = {}
    for place, text in enumerate(lexicon.syllables.texts[: lexicon.spelled_syllables]):
        others = [one for one in same_law(text) if one in lexicon.syllables.place]
        for k, system in enumerate(systems):
            _put(entries, place, k, len(systems), _of_syllable(system, text), 1.0)
            for other in others:
                share = OTHER_LAW / len(others)
                _put(entries, place, k, len(systems), _of_syllable(system, other), share)
    return Spellings(entries, len(systems))


@cache
def of_surnames(systems: tuple[str, ...], script: str) -> Spellings:
    """Spellings of the shipped surnames: by rule, and those that families have chosen."""
    lexicon = shipped()
    entries: dict[str, dict[int, Floats]] = {}
    for place, row in enumerate(tables.surnames()):
        chosen = row.latin if script == "latin" else tuple((one, 1.0) for one in row.cyrillic)
        total = sum(weight for _, weight in chosen)
        for k, system in enumerate(systems):
            custom = CUSTOM.get(system, 0.5)
            put = [(one, custom * weight / total) for one, weight in chosen]
            put += [(one, (1 - custom) * w) for one, w in _of_row(system, row.text)]
            for other in same_law(row.text) if len(row.text) == 1 else ():
                if other in lexicon.surnames.place:
                    share = OTHER_LAW * (1 - custom)
                    put += [(one, share * w) for one, w in _of_row(system, other)]
            _put(entries, place, k, len(systems), put, 1.0)
    return Spellings(entries, len(systems))


def _of_row(system: str, surname: str) -> list[tuple[str, float]]:
    out = [("", 1.0)]
    for syllable in surname:
        out = [(a + b, x * y) for a, x in out for b, y in _of_syllable(system, syllable)]
    return [(text, weight) for text, weight in out if weight > UNLIKELY]


def _put(
    entries: dict[str, dict[int, Floats]], place: int, k: int, systems: int,
    pairs: Iterable[tuple[str, float]], share: float,
) -> None:  # fmt: skip
    for text, weight in pairs:
        row = entries.setdefault(text, {}).setdefault(place, np.zeros(systems))
        row[k] += share * weight
