"""Finds the names on file within running text, as they are spelled on file (pure).

For masking, not for searching: every spelling that a record holds is found, whatever the case,
spaces, hyphens and order of its words; a given name alone or another romanisation isn't.
"""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator

APART = re.compile(r"[()（）\[\]/;,、]")
HANGUL = re.compile(r"[가-힣]")
HANJA = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
LEAST = 2
"""Letters that a name must have to be looked for at all."""
MOST_WORDS = 6
Span = tuple[int, int, Hashable]


class Within:
    """The spellings of everybody on file, ready to be found in texts; `but` are left alone."""

    def __init__(
        self, people: Iterable[tuple[Hashable, Iterable[str]]], but: Iterable[str] = ()
    ) -> None:
        self._who: dict[str, Hashable] = {}
        for person, names in people:
            for spelled in _spellings(names):
                self._who.setdefault(spelled, person)
        for spelled in _spellings(but):
            self._who.pop(spelled, None)
        self._lengths = sorted({len(spelled) for spelled in self._who}, reverse=True)

    def spans(self, text: str) -> list[Span]:
        """Where somebody on file is named: beginning, end and who; in order, none overlapping."""
        letters = list(_letters(text))
        flat = "".join(letter for letter, _at in letters)
        found: list[Span] = []
        place = 0
        while place < len(flat):
            length = self._named(text, flat, letters, place) if _begins(text, letters, place) else 0
            if length:
                begin, end = letters[place][1], letters[place + length - 1][1] + 1
                found.append((begin, end, self._who[flat[place : place + length]]))
            place += length or 1
        return found

    def _named(self, text: str, flat: str, letters: list[tuple[str, int]], place: int) -> int:
        """How many letters from here on are a name; 0 if none are."""
        for length in self._lengths:
            if place + length <= len(flat) and flat[place : place + length] in self._who:
                end = letters[place + length - 1][1] + 1
                if _is_close(text[end - 1]) or not _is_letter(text[end : end + 1]):
                    return length
        return 0


def _spellings(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for part in APART.split(unicodedata.normalize("NFC", name)):
            words = part.split()[:MOST_WORDS]
            for order in (words, [*words[1:], *words[:1]], [*words[-1:], *words[:-1]]):
                flat = "".join(letter for letter, _at in _letters("".join(order)))
                if len(flat) >= LEAST:
                    yield flat


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """Each letter, folded, and where it stands; what folds to several counts as several."""
    for at, sign in enumerate(text):
        if sign.isalnum():
            for letter in sign.casefold():
                yield letter, at


def _begins(text: str, letters: list[tuple[str, int]], place: int) -> bool:
    """Whether a name may begin here: with a word, and no small letter; Hanja have no spaces."""
    at = letters[place][1]
    if place and letters[place - 1][1] == at:
        return False
    before, sign = text[at - 1 : at] if at else "", text[at]
    if HANJA.match(sign):
        return True
    if HANGUL.match(sign):
        return not HANGUL.match(before)
    return not _is_letter(before) and not sign.islower()


def _is_close(sign: str) -> bool:
    """Whether particles follow a name in this script without a space."""
    return bool(HANGUL.match(sign) or HANJA.match(sign))


def _is_letter(sign: str) -> bool:
    return sign.isalnum() and not _is_close(sign)
