"""A name as typed, cleaned: composed, without tricks, cut into words of one script."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from naru.names import jamo

Script = Literal["hangul", "han", "latin", "cyrillic", "arabic", "other"]

MAX_LETTERS = 80
"""Nobody's name is longer; the rest of a longer text is left unread."""
MAX_WORDS = 8
_READ_AT_MOST = 400

_NARROW = {
    code: chr(int(unicodedata.decomposition(chr(code)).split()[1], 16))
    for code in range(0xFFA1, 0xFFDD)
    if unicodedata.decomposition(chr(code)).startswith("<narrow>")
}
_LETTERS = re.compile("[\u3131-\u3163]+")
_LOOKALIKES = str.maketrans("аеорсухіјѕԁһԛԝкмтвнαορνικτυ", "aeopcyxijsdhqwkmtbhaopviktu")
_TO_CYRILLIC = str.maketrans("aeopcyxikmtbh", "аеорсухікмтвн")
_KEEP = {"ŏ": "ŏ", "ŭ": "ŭ", "ü": "ü", "ǒ": "ŏ", "ǔ": "ŭ", "ё": "ё", "й": "й", "ї": "ї"}
_LONE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)
_APART = re.compile(r"[()\[\]{}<>/;|=]|（|）")
_INNER = "-‐‑‒–—−_~·・"
_QUOTES = "'’‘ʼʻʾʿ`´ʹ′ʽ"


@dataclass(frozen=True, slots=True)
class Text:
    """A cleaned name.

    `words` are divided by spaces, each a tuple of the parts that hyphens or apostrophes divide;
    `comma`: the first word was set off by a comma, so it is the surname.
    """

    words: tuple[tuple[str, ...], ...]
    script: Script
    comma: bool = False

    @property
    def flat(self) -> str:
        """All letters in a row."""
        return "".join("".join(word) for word in self.words)


def names_in(raw: str) -> list[Text]:
    """Every name in one field: "김성은 (金成恩)" holds two; none when no letter is left."""
    return list(_names_in(raw[:_READ_AT_MOST]))


@lru_cache(maxsize=4096)
def _names_in(raw: str) -> tuple[Text, ...]:
    found = []
    for part in _APART.split(_composed(raw)):
        text = _text(part)
        if text is not None:
            found.append(text)
    return tuple(found[:4])


def _composed(raw: str) -> str:
    """Half-width and single Hangul letters put together, the rest in its usual form."""
    seen = raw.translate(_NARROW)
    seen = _LETTERS.sub(lambda run: jamo.compose(run.group()), seen)
    letters = (c if "\u3131" <= c <= "\u3163" else unicodedata.normalize("NFKC", c) for c in seen)
    return unicodedata.normalize("NFC", "".join(letters))


def _text(part: str) -> Text | None:
    before, comma, after = part.replace("，", ",").replace("、", ",").partition(",")
    head, tail = _words(before), _words(after)
    words = tuple((head + tail)[:MAX_WORDS])
    if not words:
        return None
    flat = "".join("".join(word) for word in words)
    return Text(words, script_of(flat), bool(comma and head and tail))


def _words(text: str) -> list[tuple[str, ...]]:
    words, left = [], MAX_LETTERS
    for raw in text.split():
        parts = tuple(_plain(part[:left]) for part in re.split(f"[{_INNER}]", raw.casefold()))
        parts = tuple(one for part in parts for one in part.split())
        left -= sum(map(len, parts))
        if parts:
            words.append(parts)
        if left <= 0:
            break
    return words


def _plain(word: str) -> str:
    """Letters only, one alphabet; a full stop or apostrophe becomes a blank where it divides."""
    out = []
    for char in word.translate(_LONE):
        if char in _KEEP:
            out.append(_KEEP[char])
        elif char in _QUOTES:
            out.append("'")
        elif unicodedata.category(char) in {"Cf", "Mn", "Me", "Cc"}:
            continue
        elif char.isalpha():
            out.append(_bare(char))
        else:
            out.append(" ")
    return _one_alphabet(_apostrophes("".join(out)))


def _bare(char: str) -> str:
    """Without accents (Hangul stays composed)."""
    if jamo.is_syllable(char) or char < "\x80":
        return char
    parts = unicodedata.normalize("NFD", char)
    return "".join(c for c in parts if not unicodedata.combining(c)) or char


def _apostrophes(word: str) -> str:
    """ "cheng'en" divides, "ch'ol" doesn't: there it marks the breath of one consonant."""
    word = re.sub(r"(?<=[ktphs])'(?=[aeiouŏŭwy])", "", word)
    return word.replace("'", " ") if re.search(r"[a-z]'[a-z]", word) else word.replace("'", "")


def _one_alphabet(word: str) -> str:
    """Letters of another alphabet that only look alike are taken for what they look like."""
    latin = sum("a" <= c <= "z" for c in word)
    cyrillic = sum("\u0400" <= c <= "\u04ff" for c in word)
    greek = sum("\u0370" <= c <= "\u03ff" for c in word)
    if latin and cyrillic > latin:
        return word.translate(_TO_CYRILLIC)
    if latin and (cyrillic or greek):
        return word.translate(_LOOKALIKES)
    return word


def script_of(word: str) -> Script:
    """The script of most of its letters; Han before Hangul, since mixed names are read as Han."""
    counts: dict[Script, int] = {}
    for char in word:
        script = _script(char)
        counts[script] = counts.get(script, 0) + 1
    if counts.get("han"):
        return "han"
    return max(counts, key=lambda script: counts[script]) if counts else "other"


def _script(char: str) -> Script:
    code = ord(char)
    if code < 0x250 or 0x1E00 <= code < 0x1F00:  # noqa: PLR2004
        return "latin"
    if 0x400 <= code < 0x530:  # noqa: PLR2004
        return "cyrillic"
    if jamo.is_syllable(char) or 0x3131 <= code <= 0x3163 or 0x1100 <= code < 0x1200:  # noqa: PLR2004
        return "hangul"
    if 0x3400 <= code < 0xA000 or 0xF900 <= code < 0xFB00 or 0x20000 <= code < 0x32000:  # noqa: PLR2004
        return "han"
    if 0x600 <= code < 0x780 or 0xFB50 <= code < 0xFE00 or 0xFE70 <= code < 0xFF00:  # noqa: PLR2004
        return "arabic"
    return "other"
