"""Tokens of any script folded to Latin keys: with vowels, with weak letters, consonants alone."""

import re
from dataclasses import dataclass
from functools import lru_cache

_ARABIC = {
    pair[0]: pair[1:] for pair in (
        "اa آa أa إa ٱa بb پp تt ثt ةa جj چC حh خx دd ذd رr زz ژZ سs شS صs ضd طt ظz ع غg فf قk كk کk گg لl"
        " مm نn هh ھh ہh ۀh وw ؤw ۆw يy یy ئy ىa ێy ےy ەa ڤv ء ٹt ڈd ڑr"
    ).split()
}  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "ё": "io", "є": "ie",
    "ж": "Z", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "x",
    "ц": "c", "ч": "C", "ш": "S", "щ": "SC", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu",
    "я": "ia", "ў": "u", "қ": "k", "ғ": "g", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h",
    "ә": "a", "ҳ": "h", "ҷ": "j", "ӣ": "i", "ӯ": "u", "љ": "l", "њ": "n", "ћ": "C", "ђ": "j", "џ": "j",
}  # fmt: skip
_LATIN = (
    ("x", "ks"), ("shch", "SC"), ("tsch", "C"), ("sch", "S"), ("dzh", "j"), ("dj", "j"), ("tch", "C"),
    ("sh", "S"), ("zh", "Z"), ("kh", "x"), ("gh", "g"), ("ch", "C"), ("th", "t"), ("dh", "d"),
    ("ph", "f"), ("ts", "c"), ("tz", "c"), ("ck", "k"), ("q", "k"), ("ŏ", "o"), ("ŭ", "u"), ("ü", "u"),
    ("oo", "u"), ("ou", "u"), ("ee", "i"), ("ea", "i"), ("yi", "i"), ("iy", "i"), ("yo", "io"),
    ("ye", "ie"), ("yu", "iu"), ("ya", "ia"), ("w", "v"), ("y", "i"), ("ij", "i"), ("ju", "iu"),
)  # fmt: skip
_PARTICLES = {
    "al",
    "el",
    "ul",
    "ur",
    "ud",
    "as",
    "ad",
    "ed",
    "bin",
    "ibn",
    "bint",
    "bn",
    "ben",
    "van",
    "von",
    "de",
}
_JOINING = {"abd", "abdul", "abdel", "abdal", "abdol", "abu", "abou", "عبد", "ابو", "أبو"}
_ARTICLE = re.compile(r"^(?:al|el)(?=[b-df-hj-np-tv-z][a-z]{3})")
"""The article run into its word (Alhassan); before a vowel it is rather a name (Alireza, Elena)."""
_ABD = re.compile(r"^abd?([aeou])[lrszdntS](?=[a-zS])")
_VOWELS = re.compile("[aeiou]")
_COARSE = str.maketrans(
    {"d": "t", "z": "s", "g": "k", "x": "k", "b": "p", "Z": "j", "q": "k", "c": "s"}
)


_WEAK = str.maketrans("iouv", "ywww", "ae")


@dataclass(frozen=True, slots=True)
class Key:
    """A token folded three ways; `vocal` is empty where the script leaves vowels out."""

    raw: str
    vocal: str
    weak: str
    hard: str


TWO = 2


def tokens_of(words: tuple[tuple[str, ...], ...]) -> list[str]:
    """The words of a name as tokens: particles left out, servant-names (abd al-...) joined."""
    parts: list[str] = []
    for word in words:
        parts += word if word[0] in _PARTICLES or word[0] in _JOINING else ["".join(word)]
    out: list[str] = []
    held = ""
    for part in parts:
        if part in _JOINING:
            held += part
        elif part not in _PARTICLES or len(parts) <= TWO:
            out.append(held + part)
            held = ""
    return out or ["".join(word) for word in words]


@lru_cache(maxsize=8192)
def key(token: str) -> Key:
    """The three keys of a token."""
    first = token[:1]
    if "\u0600" <= first < "\u0780" or "\ufb50" <= first < "\uff00":
        return _from_arabic(token)
    if "\u0400" <= first < "\u0530":
        vocal = "".join(_CYRILLIC.get(char, char) for char in token)
    else:
        vocal = _latin(token)
    vocal = _squeezed(vocal)
    return Key(token, vocal, _weak(vocal), _hard(vocal))


def keys(token: str) -> list[Key]:
    """The key of a token that is looked for, and the one it has if its article is none (Albina), or
    if its beginning is one."""
    first = key(token)
    vocal = _squeezed(_latin(token, article=True)) if _ARTICLE.match(token) else ""
    if not vocal and _ARTICLE.match(first.vocal):
        vocal = _ARTICLE.sub("", first.vocal)
    return [first, Key(token, vocal, _weak(vocal), _hard(vocal))] if vocal else [first]


def _latin(token: str, *, article: bool = False) -> str:
    text = token if article else _ARTICLE.sub("", token)
    for old, new in _LATIN:
        if old in text:
            text = text.replace(old, new)
    text = re.sub("^abt?[aeou]?l?", "abt", text) if text.startswith("abd") else text
    return re.sub("(?<=[aeiou])h$", "", text)


def _from_arabic(token: str) -> Key:
    text = re.sub("^(ال)(?=...)", "", token)
    text = re.sub("^عبد(ال)?", "عبت", text) if text.startswith("عبد") else text
    plain = "".join(_ARABIC.get(char, "") for char in text)
    if text.startswith("عبت"):
        plain = "a" + plain
    ended = re.sub("(?<=.)[h]$", "", plain)
    weak = _squeezed(ended.replace("a", ""))
    return Key(token, "", weak, _hard(weak))


def _squeezed(text: str) -> str:
    return re.sub(r"(.)\1+", r"\1", text)


def _weak(vocal: str) -> str:
    """Consonants, and the vowels that other scripts may write: i as y, o and u as w."""
    return _squeezed(vocal.translate(_WEAK))


def _hard(text: str) -> str:
    """Consonants alone, in coarse classes."""
    return _squeezed(re.sub("[aeiouywv]", "", text).translate(_COARSE))
