"""An invented register: nobody in it lives."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from naru.names import tables
from naru.names.bench import romanise
from naru.names.lexicon import southern

FIRST_BIRTH, LAST_BIRTH = date(1938, 1, 1), date(2023, 12, 31)
KOREAN, ARABIC, PERSIAN = 0.7, 0.8, 0.9
HANGUL, LATIN_ONLY = 0.82, 0.91
OWN_SURNAME = {
    "리": "이",
    "림": "임",
    "류": "유",
    "로": "노",
    "라": "나",
    "량": "양",
    "려": "여",
    "렴": "염",
}
NORTH = {
    south: north for north, south in OWN_SURNAME.items() if south not in {"나", "여", "임", "노"}
} | {"임": "림", "노": "로"}


@dataclass(frozen=True, slots=True)
class Someone:
    """An invented person: how the register has them, and what they are really called."""

    record: dict[str, Any]
    language: str
    surname: str
    given: str
    hanja: str = ""
    passport: str = ""
    alias: str = ""
    born: date = FIRST_BIRTH
    native: tuple[str, str] = ("", "")
    latin: tuple[str, str] = ("", "")
    latin_choices: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@cache
def foreign() -> dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]]:
    """Names by language and part: in their script, with Latin spellings."""
    out: dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]] = {}
    text = files(__package__).joinpath("foreign.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            language, part, native, latin = line.split("\t")
            out.setdefault((language, part), []).append((native, tuple(latin.split())))
    out["uk", "s"] = _ukrainian_surnames([stem for stem, _ in out.pop(("uk", "stem"))])
    return out


def _ukrainian_surnames(stems: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    ends = ("енко", "ук", "чук", "ський", "ів", "ишин")
    out = []
    for stem in stems:
        for end in ends:
            native = stem + end
            latin = romanise.ukrainian(native)
            forms = {latin: None, latin.replace("skyi", "sky"): None, re.sub("(?<![cskz])h", "g", latin): None,
                     latin.replace("ia", "ya").replace("iu", "yu"): None, latin.replace("y", "i"): None}  # fmt: skip
            out.append((native, tuple(forms)))
    return out


@cache
def cohorts() -> tuple[tuple[int, int, list[str]], ...]:
    """Common given names by cohort: born before, sex (0 male), names."""
    text = files(__package__).joinpath("cohorts.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return tuple((int(before), "mf".index(sex), names.split()) for before, sex, names in rows)


@cache
def passports() -> dict[tuple[str, str], tuple[str, ...]]:
    """Chosen passport spellings by kind (s, g) and syllable."""
    text = files(__package__).joinpath("passport.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {(kind, hangul): tuple(latin.split()) for kind, hangul, latin in rows}


class Maker:
    """Draws people from one seed."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        rows = [row for row in tables.surnames() if row.text not in OWN_SURNAME]
        # a tilt, so that the search can't rest on the very shares it ships with
        weights = np.array([row.thousands for row in rows]) ** 0.93
        self._surnames = [row.text for row in rows]
        self._surname_shares = weights / weights.sum()
        self._given: dict[tuple[int, int], tuple[list[str], Any]] = {}
        syllables = tables.syllables()
        self._first = _shares([row.first for row in syllables])
        self._second = _shares([row.second for row in syllables])
        self._syllables = [row.text for row in syllables]
        self._hanja: dict[str, list[str]] = {}
        for char in tables.hanja().values():
            for text, weight in char.readings:
                if weight == 1.0:
                    self._hanja.setdefault(text, []).append(char.text)

    def pick(self, options: Sequence[Any]) -> Any:
        """One of several, each as likely."""
        return options[int(self.rng.integers(len(options)))]

    def chance(self, share: float) -> bool:
        """True so often."""
        return bool(self.rng.random() < share)

    def population(self, count: int, first: int = 0) -> list[Someone]:
        """People with running ids."""
        return [self.someone(first + i) for i in range(count)]

    def someone(self, number: int) -> Someone:
        """One person of the population: 70 % Korean, 10 % each Arabic, Persian, Ukrainian."""
        draw = self.rng.random()
        sex = int(self.rng.integers(2))
        days = (LAST_BIRTH - FIRST_BIRTH).days
        born = FIRST_BIRTH + timedelta(days=int(days * self.rng.beta(2.2, 1.8)))
        base = {"id": number, "sex": "mf"[sex], "dob": self._registered(born)}
        if draw < KOREAN:
            return self._korean(base, sex, born)
        language = "ar" if draw < ARABIC else "fa" if draw < PERSIAN else "uk"
        return self._foreigner(base, language, sex, born)

    def _registered(self, born: date) -> str | int:
        draw = self.rng.random()
        if draw < 0.03:
            return f"{born.year}-01-01"
        if draw < 0.05:
            return f"{born.year}"
        return born.isoformat()

    def surname(self) -> str:
        """A surname by its share."""
        return self._surnames[int(self.rng.choice(len(self._surnames), p=self._surname_shares))]

    def given(self, sex: int, year: int) -> str:
        """A given name of the cohort, or any two syllables."""
        if self.chance(0.3):
            names = next(names for before, of, names in cohorts() if year < before and of == sex)
            return names[int(len(names) * self.rng.random() ** 1.5)]
        one = self._syllables[int(self.rng.choice(len(self._syllables), p=self._first))]
        two = self._syllables[int(self.rng.choice(len(self._syllables), p=self._second))]
        draw = self.rng.random()
        return one if draw < 0.015 else southern(one) + two

    def characters(self, surname: str, given: str) -> str:
        """A way to write a name in Hanja; nothing where a syllable has none."""
        rows = {row.text: row.hanja for row in tables.surnames()}
        family = [char for char, _ in rows.get(surname, ())]
        weights = _shares([weight for _, weight in rows.get(surname, ())]) if family else None
        if not family:
            return ""
        out = family[int(self.rng.choice(len(family), p=weights))]
        for syllable in given:
            options = self._hanja.get(syllable, [])
            if not options:
                return ""
            out += self.pick(options)
        return out

    def passport(self, surname: str, given: str) -> str:
        """A chosen spelling: surname first, given name in one or two words."""
        chosen = passports()
        family = chosen.get(("s", surname)) or (
            "".join(map(romanise.revised, surname)).capitalize(),
        )
        parts = []
        for syllable in given:
            options = chosen.get(("g", syllable))
            own = options is None or self.chance(0.2)
            parts.append(
                romanise.revised(syllable).capitalize() if own else self.pick(options or ())
            )
        return f"{self.pick(family)} {self._joined(parts)}"

    def _joined(self, parts: Sequence[str]) -> str:
        draw = int(self.rng.integers(4))
        low = [parts[0], *(part.lower() for part in parts[1:])]
        return (" ".join(parts), "-".join(low), "".join(low), "-".join(parts))[draw]

    def _korean(self, base: dict[str, Any], sex: int, born: date) -> Someone:
        surname, given = self.surname(), self.given(sex, born.year)
        hanja, passport = self.characters(surname, given), self.passport(surname, given)
        alias = ""
        draw, names = self.rng.random(), []
        if draw < HANGUL or (draw >= LATIN_ONLY and not hanja):
            own = NORTH.get(surname, surname) if self.chance(0.35) else surname
            names = [own + given]
            names += [passport] if self.chance(0.3) else []
            names += [hanja] if hanja and self.chance(0.25) else []
            kind = "hangul"
        elif draw < LATIN_ONLY:
            names, kind = [passport], "latin"
        else:
            names, kind = [self.chinese_paper(hanja)], "chinese"
        if self.chance(0.1):
            alias = self.surname() + self.given(sex, born.year)
            names = [*names, alias]
        record = {**base, "names": names}
        return Someone(record, f"ko:{kind}", surname, given, hanja, passport, alias, born)

    def chinese_paper(self, hanja: str) -> str:
        """Simplified characters or pinyin."""
        return simplified(hanja) if self.chance(0.5) else pinyin(hanja, self)

    def _foreigner(self, base: dict[str, Any], language: str, sex: int, born: date) -> Someone:
        names = foreign()
        given, given_latin = self.pick(names[language, "mf"[sex]])
        family, family_latin = self.pick(names[language, "s"])
        if language == "uk" and sex and family.endswith("ський"):
            family = family[:-2] + "ка"
            family_latin = tuple(
                one.removesuffix("yi").removesuffix("y").removesuffix("i") + "a"
                for one in family_latin
            )
        latin = (self.pick(given_latin), self.pick(family_latin))
        native = f"{given} {family}"
        draw = self.rng.random()
        if draw < 0.45:
            written, kind = [native], "native"
        elif draw < 0.8:
            written, kind = [" ".join(latin)], "latin"
        else:
            written, kind = [native, " ".join(latin)], "both"
        return Someone(
            {**base, "names": written}, f"{language}:{kind}", family, given, born=born,
            native=(given, family), latin=latin, latin_choices=(given_latin, family_latin),
        )  # fmt: skip


def _shares(weights: Sequence[float]) -> Any:
    array = np.array(weights, dtype=float)
    return array / array.sum()


@cache
def _simpler() -> dict[str, str]:
    known = tables.hanja()
    out: dict[str, str] = {}
    for other, full in tables.variants().items():
        if other not in known:
            for char in full:
                out.setdefault(char, other)
    return out


def simplified(hanja: str) -> str:
    """Characters as a Chinese paper prints them."""
    return "".join(_simpler().get(char, char) for char in hanja)


_SURNAME_PINYIN = {"朴": "piao", "單": "shan", "車": "che", "沈": "shen"}


def pinyin(hanja: str, maker: Maker) -> str:
    """Mandarin readings, toneless, with or without the apostrophe."""
    known = tables.hanja()
    said = [_SURNAME_PINYIN.get(hanja[0], _usual(known, hanja[0]))]
    given = [_usual(known, char) for char in hanja[1:]]
    if len(given) > 1 and given[1][:1] in "aeo":
        given[1] = ("'" if maker.chance(0.5) else "") + given[1]
    said.append("".join(given))
    return " ".join(part.capitalize() for part in said if part)


def _usual(known: dict[str, tables.Hanja], char: str) -> str:
    return (known[char].pinyin or ("",))[0].replace("ü", "v") if char in known else ""
