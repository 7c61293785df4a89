"""Queries for invented people: 26 kinds of spelling, eight kinds of date."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from naru.names import jamo, lunar
from naru.names.bench import people, romanise
from naru.names.bench.people import Maker, Someone

DATES = (
    ("exact", 0.40), ("lunar", 0.12), ("age", 0.12), ("digit", 0.08), ("year", 0.08),
    ("missing", 0.08), ("swap", 0.06), ("new_year", 0.06),
)  # fmt: skip
UNFINDABLE = "unregistered alias"
_NEAR = {
    "a": "sqe", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "mb", "o": "ip", "p": "o", "q": "w", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """A query, whom it means (None: somebody who isn't on file), and how it was bent."""

    asked: dict[str, Any]
    person_id: int | None
    kind: str
    date_kind: str


def questions(maker: Maker, register: list[Someone], count: int) -> list[Question]:
    """`count` queries for people on file, the kinds in turn."""
    out: list[Question] = []
    kinds = list(KINDS.items())
    turn = 0
    while len(out) < count:
        kind, (wanted, write) = kinds[turn % len(kinds)]
        one = maker.pick(register)
        if not wanted(one):
            continue
        name = write(maker, one)
        if name:
            out.append(_question(maker, one, name, kind, one.record["id"]))
            turn += 1
    return out


def absentees(maker: Maker, count: int) -> list[Question]:
    """`count` queries for people of the same population who aren't on file."""
    out: list[Question] = []
    kinds = list(KINDS.items())
    turn = 0
    while len(out) < count:
        kind, (wanted, write) = kinds[turn % len(kinds)]
        one = maker.someone(-1)
        if not wanted(one):
            continue
        name = write(maker, one)
        if name:
            out.append(_question(maker, one, name, kind, None))
            turn += 1
    return out


def _question(maker: Maker, one: Someone, name: str, kind: str, person_id: int | None) -> Question:
    shares = [share for _, share in DATES]
    date_kind = DATES[int(maker.rng.choice(len(DATES), p=shares))][0]
    born, date_kind = bent(maker, one.born, date_kind)
    sex = one.record["sex"] if maker.chance(0.99) else "mf"[one.record["sex"] == "m"]
    return Question({"name": name, "dob": born, "sex": sex}, person_id, kind, date_kind)


def bent(maker: Maker, born: date, kind: str) -> tuple[str | None, str]:
    """A birth date as it comes to be asked for."""
    if kind == "missing":
        return None, kind
    if kind == "year":
        return str(born.year), kind
    if kind == "new_year":
        return f"{born.year}-01-01", kind
    if kind == "lunar":
        said = lunar.from_solar(born)
        if said is not None and said[2] <= _LAST_OF[said[1]]:
            return "{:04}-{:02}-{:02}".format(*said), kind
    if kind == "age":
        year = born.year + (1 if maker.chance(0.5) else -1)
        day = min(born.day, _LAST_OF[born.month])
        return f"{year:04}-{born.month:02}-{day:02}", kind
    if kind == "swap" and born.day <= 12 and born.day != born.month:
        return f"{born.year:04}-{born.day:02}-{born.month:02}", kind
    if kind == "digit":
        return _one_digit(maker, born), kind
    return born.isoformat(), "exact"


_LAST_OF = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _one_digit(maker: Maker, born: date) -> str:
    for _ in range(50):
        digits = list(born.strftime("%Y%m%d"))
        at = int(maker.rng.integers(2, 8))
        digits[at] = str(int(maker.rng.integers(10)))
        text = "".join(digits)
        try:
            changed = date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            continue
        if changed != born and 1930 <= changed.year <= 2025:
            return changed.isoformat()
    return born.isoformat()


Wanted = Callable[[Someone], bool]
Write = Callable[[Maker, Someone], str]


def _in(*languages: str) -> Wanted:
    return lambda one: one.language in languages


def _full_name(maker: Maker, surname: str, parts: list[str]) -> str:
    """Surname first; the given name in one word, two, or with a hyphen."""
    given = (" ", "-", "")[int(maker.rng.integers(3))].join(part.lower() for part in parts)
    return f"{surname.capitalize()} {given.capitalize()}"


def _revised(maker: Maker, one: Someone) -> str:
    return _full_name(
        maker, "".join(map(romanise.revised, one.surname)), list(map(romanise.revised, one.given))
    )


def _mccune(maker: Maker, one: Someone) -> str:
    surname, parts = "".join(romanise.mccune(one.surname)), romanise.mccune(one.given)
    text = _full_name(maker, "Yi" if one.surname == "이" else surname, parts)
    draw = maker.rng.random()
    if draw < 0.4:
        return text
    bare = text.replace("ŏ", "o").replace("ŭ", "u").replace("Ŏ", "O").replace("Ŭ", "U")
    return bare.replace("'", "") if draw < 0.8 else bare


def _yale(maker: Maker, one: Someone) -> str:
    return _full_name(
        maker, "".join(map(romanise.yale, one.surname)), list(map(romanise.yale, one.given))
    )


def _northern(maker: Maker, one: Someone) -> str:
    own = people.NORTH.get(one.surname, one.surname)
    return _full_name(
        maker, "".join(map(romanise.northern, own)), list(map(romanise.northern, one.given))
    )


def _swapped(maker: Maker, one: Someone) -> str:
    """A passport spelling with its parts turned round, joined, or with a comma."""
    family, _, given = one.passport.partition(" ")
    draw = int(maker.rng.integers(4))
    plain = given.replace(" ", "").replace("-", "").lower()
    return (
        f"{given} {family}",
        f"{family.upper()}, {given}",
        (family + plain).lower(),
        f"{plain.capitalize()} {family}",
    )[draw]


def slipped(maker: Maker, text: str) -> str:
    """One letter wrong, missing, doubled or turned with its neighbour."""
    letters = [i for i, char in enumerate(text) if char.isalpha()]
    if len(letters) < 4:
        return text
    at = letters[int(maker.rng.integers(1, len(letters)))]
    draw = int(maker.rng.integers(4))
    char = text[at].lower()
    if draw == 0 and char in _NEAR:
        return text[:at] + str(maker.pick(_NEAR[char])) + text[at + 1 :]
    if draw == 1:
        return text[:at] + text[at + 1 :]
    if draw == 2:
        return text[:at] + text[at] + text[at:]
    if at + 1 < len(text) and text[at + 1].isalpha():
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at + 1 :]


def _swapped_slip(maker: Maker, one: Someone) -> str:
    family, _, given = _revised(maker, one).partition(" ")
    return slipped(maker, f"{given} {family}")


def _jamo_slip(maker: Maker, one: Someone) -> str:
    """One letter of one syllable wrong."""
    name = one.surname + one.given
    at = int(maker.rng.integers(len(name)))
    initial, vowel, final = jamo.split(name[at])
    pairs = {"ㅐ": "ㅔ", "ㅔ": "ㅐ", "ㅓ": "ㅗ", "ㅗ": "ㅓ", "ㅜ": "ㅡ", "ㅡ": "ㅜ", "ㅕ": "ㅓ", "ㅏ": "ㅑ", "ㅣ": "ㅢ", "ㅢ": "ㅣ", "ㅝ": "ㅓ", "ㅠ": "ㅜ", "ㅖ": "ㅔ", "ㅛ": "ㅗ", "ㅘ": "ㅗ", "ㅑ": "ㅏ"}  # fmt: skip
    draw = int(maker.rng.integers(3))
    if draw == 0 and jamo.VOWELS[vowel] in pairs:
        vowel = jamo.VOWELS.index(pairs[jamo.VOWELS[vowel]])
    elif draw == 1:
        final = jamo.FINALS.index(str(maker.pick(("", "ㄴ", "ㅇ", "ㅁ", "ㄱ", "ㄹ"))))
    else:
        initial = int(maker.rng.integers(len(jamo.INITIALS)))
    return name[:at] + jamo.join(initial, vowel, final) + name[at + 1 :]


def _other_law(maker: Maker, one: Someone) -> str:
    written = str(one.record["names"][0])
    other = {**people.NORTH, **{north: south for south, north in people.NORTH.items()}}
    family = other.get(written[0])
    return family + written[1:] if family else ""


def _partial(maker: Maker, one: Someone) -> str:
    parts = [romanise.revised(one) for one in one.given]
    family = "".join(map(romanise.revised, one.surname)).capitalize()
    if len(parts) < 2:
        return ""
    draw = int(maker.rng.integers(4))
    if draw == 0:
        return one.given
    if draw == 1:
        return "-".join(parts).capitalize()
    if draw == 2:
        return f"{family} {maker.pick(parts).capitalize()}"
    return f"{family} {parts[0].capitalize()} {parts[1][0].upper()}."


def _other_variant(maker: Maker, one: Someone) -> str:
    given, family = (str(maker.pick(options)) for options in one.latin_choices)
    return f"{given} {family}"


def _other_swapped(maker: Maker, one: Someone) -> str:
    return slipped(maker, f"{one.latin[1]} {one.latin[0]}")


def _native(maker: Maker, one: Someone) -> str:
    return " ".join(one.native)


def _unregistered(maker: Maker, one: Someone) -> str:
    return maker.surname() + maker.given(int(one.record["sex"] == "f"), one.born.year)


def _hangul(maker: Maker, one: Someone) -> str:
    return one.surname + one.given


def _cyrillic(maker: Maker, one: Someone) -> str:
    own = people.NORTH.get(one.surname, one.surname) if maker.chance(0.5) else one.surname
    family = "Ли" if own in {"이", "리"} else "".join(romanise.cyrillic(own)).capitalize()
    parts = (
        romanise.cyrillic(one.given)
        if maker.chance(0.5)
        else [romanise.cyrillic(s)[0] for s in one.given]
    )
    given = (
        "".join(parts).capitalize()
        if maker.chance(0.5)
        else " ".join(p.capitalize() for p in parts)
    )
    return f"{family} {given}"


_KO = _in("ko:hangul")


def _also_hanja(one: Someone) -> bool:
    return _KO(one) and bool(one.hanja)


KINDS: dict[str, tuple[Wanted, Write]] = {
    "Hangul same": (_KO, lambda m, one: str(one.record["names"][0])),
    "north-south law": (_KO, _other_law),
    "jamo slip": (_KO, _jamo_slip),
    "Revised": (_KO, _revised),
    "McCune-Reischauer": (_KO, _mccune),
    "Yale": (_KO, _yale),
    "northern": (_KO, _northern),
    "passport": (_KO, lambda m, one: m.passport(one.surname, one.given)),
    "swapped, joined, comma": (_KO, _swapped),
    "passport + slip": (_KO, lambda m, one: slipped(m, one.passport)),
    "romanised + slip + swap": (_KO, _swapped_slip),
    "Hanja": (_also_hanja, lambda m, one: one.hanja),
    "simplified": (_also_hanja, lambda m, one: people.simplified(one.hanja)),
    "pinyin": (_also_hanja, lambda m, one: people.pinyin(one.hanja, m)),
    "Cyrillic": (_KO, _cyrillic),
    "Latin-only record": (_in("ko:latin"), _hangul),
    "Chinese-only record": (_in("ko:chinese"), _hangul),
    "registered alias": (
        lambda one: bool(one.alias), lambda m, one: m.passport(one.alias[0], one.alias[1:])
    ),
    "partial": (_KO, _partial),
    "Arabic": (_in("ar:native"), lambda m, one: " ".join(one.latin)),
    "Persian": (_in("fa:native"), lambda m, one: " ".join(one.latin)),
    "Ukrainian": (_in("uk:native"), lambda m, one: " ".join(one.latin)),
    "other variant": (_in("ar:latin", "fa:latin", "uk:latin"), _other_variant),
    "other swapped + slip": (_in("ar:latin", "fa:latin", "uk:latin"), _other_swapped),
    "other Latin to native": (_in("ar:latin", "fa:latin", "uk:latin"), _native),
    UNFINDABLE: (_KO, _unregistered),
}  # fmt: skip
