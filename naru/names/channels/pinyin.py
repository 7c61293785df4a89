"""Korean names read in Mandarin, as on a Chinese paper: 金成恩 is Jin Cheng'en."""

from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from naru.names import tables
from naru.names.channels import characters
from naru.names.channels.segments import Segments
from naru.names.lexicon import Lexicon
from naru.names.spelling import Spellings

Floats = NDArray[np.float64]

READING = (0.84, 0.11, 0.05)
"""Chance that the usual, the second, the third Mandarin reading was written."""
LEAST = 2e-4


def channel(lexicon: Lexicon) -> Segments:
    """Reads toneless pinyin through the characters a surname or syllable is written with."""
    surnames, syllables = _spellings()
    return Segments("pinyin", lexicon, surnames, syllables, np.ones(1))


@cache
def _spellings() -> tuple[Spellings, Spellings]:
    chars = characters.chances()
    return Spellings(_entries(chars.surname), 1), Spellings(_entries(chars.given), 1)


def _entries(chars: Mapping[str, Mapping[int, float]]) -> dict[str, dict[int, Floats]]:
    out: dict[str, dict[int, Floats]] = {}
    for text, places in chars.items():
        for spelled, chance in _all_said(text):
            row = out.setdefault(spelled, {})
            for place, weight in places.items():
                row[place] = row.get(place, np.zeros(1)) + chance * weight
    likely = ((spelled, _likely(row)) for spelled, row in out.items())
    return {spelled: row for spelled, row in likely if row}


def _likely(row: dict[int, Floats]) -> dict[int, Floats]:
    return {place: chance for place, chance in row.items() if chance[0] > LEAST}


def _all_said(text: str) -> list[tuple[str, float]]:
    """Spellings of one character, or of a surname's two run together (皇甫 is Huangfu)."""
    out = [("", 1.0)]
    for char in text:
        out = [(a + b, x * y) for a, x in out for b, y in _said(char)]
    return out


def _said(char: str) -> list[tuple[str, float]]:
    """Spellings of one character: each reading, ü also as u, v or yu."""
    known = tables.hanja().get(char)
    out: list[tuple[str, float]] = []
    for spelled, chance in zip(known.pinyin if known else (), READING, strict=False):
        if "ü" in spelled:
            out += [(spelled.replace("ü", u), chance / 4) for u in ("ü", "u", "v", "yu")]
        else:
            out.append((spelled, chance))
    return out
