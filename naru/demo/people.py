"""Fictional people for the demonstration: common syllables, drawn by chance, nobody real."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

FAMILY = (
    ("김", "Kim"), ("리", "Ri"), ("박", "Pak"), ("최", "Choe"), ("정", "Jong"), ("강", "Kang"),
    ("조", "Jo"), ("윤", "Yun"), ("장", "Jang"), ("림", "Rim"), ("한", "Han"), ("오", "O"),
    ("서", "So"), ("신", "Sin"), ("권", "Kwon"), ("황", "Hwang"), ("안", "An"), ("송", "Song"),
)  # fmt: skip
GIVEN = {
    "female": (
        ("은별", "Un Byol"), ("설화", "Sol Hwa"), ("금희", "Kum Hui"), ("영옥", "Yong Ok"),
        ("봄이", "Pom I"), ("순애", "Sun Ae"), ("미향", "Mi Hyang"), ("옥주", "Ok Ju"),
        ("진아", "Jin A"), ("혜련", "Hye Ryon"), ("춘실", "Chun Sil"), ("향미", "Hyang Mi"),
        ("복희", "Pok Hui"), ("가람", "Ka Ram"), ("은심", "Un Sim"), ("정화", "Jong Hwa"),
    ),
    "male": (
        ("철민", "Chol Min"), ("광수", "Kwang Su"), ("성남", "Song Nam"), ("명호", "Myong Ho"),
        ("태일", "Thae Il"), ("용국", "Yong Guk"), ("한솔", "Han Sol"), ("기철", "Ki Chol"),
        ("문혁", "Mun Hyok"), ("일남", "Il Nam"), ("상호", "Sang Ho"), ("동찬", "Tong Chan"),
    ),
}  # fmt: skip
ADULT = 18
TRAITS = {"insulin": 0.06, "knife": 0.12, "wish": 0.12}
"""What sets some apart, and in what share of people."""
WOMEN = 0.72
"""About three of four who arrive are women (the yearly statistics of arrivals)."""


@dataclass(frozen=True)
class Somebody:
    """One fictional person: what reception is told, and how far their way has gone."""

    names: tuple[dict[str, str], ...]
    birth: dict[str, str]
    sex: str
    languages: tuple[str, ...]
    origin: str
    age: int
    day: int
    """Days ago on which they arrived."""
    family: uuid.UUID | None = None
    role: str = ""
    alone: bool = False
    traits: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_child(self) -> bool:
        """Whether under 18."""
        return self.age < ADULT


def everybody(chance: Random, count: int, days: int) -> list[Somebody]:
    """`count` people who arrived over the last `days` days, the earliest first."""
    people = list(_families(chance, count, days))
    return sorted(people, key=lambda person: -person.day)


def newcomers(chance: Random, count: int) -> list[Somebody]:
    """People who come today, each alone."""
    return [_adult(chance, chance.choice(FAMILY), 0) for _ in range(count)]


def _families(chance: Random, count: int, days: int) -> Iterator[Somebody]:
    made = 0
    while made < count:
        day = max(0, min(days, round(chance.triangular(0, days, days * 0.35))))
        size = chance.choices((1, 2, 3), (0.82, 0.13, 0.05))[0] if made + 2 < count else 1
        for person in _family(chance, day, size):
            made += 1
            yield person


def _family(chance: Random, day: int, size: int) -> Iterator[Somebody]:
    surname = chance.choice(FAMILY)
    family = uuid.UUID(int=chance.getrandbits(128), version=4) if size > 1 else None
    first = _adult(chance, surname, day)
    yield _with(first, family=family, role="parent") if family else first
    for _child in range(size - 1):
        sex = chance.choice(("female", "male"))
        born_abroad = chance.random() < 0.4
        child = _somebody(chance, surname, sex, chance.randint(3, 15), day, abroad=born_abroad)
        yield _with(child, family=family, role="child")


def _adult(chance: Random, surname: tuple[str, str], day: int) -> Somebody:
    sex = "female" if chance.random() < WOMEN else "male"
    return _somebody(chance, surname, sex, chance.randint(20, 63), day)


def _with(person: Somebody, **changes: Any) -> Somebody:
    from dataclasses import replace

    return replace(person, **changes)


def _somebody(
    chance: Random, surname: tuple[str, str], sex: str, age: int, day: int, *, abroad: bool = False
) -> Somebody:
    given = chance.choice(GIVEN[sex])
    born = date.today() - timedelta(days=age * 365 + chance.randint(0, 364))  # noqa: DTZ011
    names = (
        {"text": surname[0] + given[0], "kind": "own", "script": "Hang"},
        {"text": f"{surname[1]} {given[1]}", "kind": "romanised", "script": "Latn"},
    )
    return Somebody(
        names=names,
        birth=_birth(chance, born),
        sex=sex,
        languages=("zh",) if abroad else ("ko-KP", *(("zh",) if chance.random() < 0.3 else ())),
        origin="CN" if abroad else "KP",
        age=age,
        day=day,
        traits=frozenset(trait for trait, share in TRAITS.items() if chance.random() < share),
    )


def _birth(chance: Random, born: date) -> dict[str, str]:
    kind = chance.choices(("day", "month", "year", "juche"), (0.7, 0.12, 0.1, 0.08))[0]
    if kind == "juche":
        value = f"{born.year - 1911:04d}-{born:%m-%d}"
        return {"value": value, "precision": "day", "calendar": "juche"}
    cut = {"day": 10, "month": 7, "year": 4}[kind]
    return {"value": born.isoformat()[:cut], "precision": kind, "calendar": "gregorian"}
