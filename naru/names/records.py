"""People and queries as they come in, checked: `{"id", "sex", "dob", "names"}` and so on."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from naru.names import dates
from naru.names.dates import Birth
from naru.names.text import Text, names_in

MALE, FEMALE, UNKNOWN = 0, 1, -1
MOST_NAMES, MOST_BIRTHS = 40, 8

_SEXES = {
    **dict.fromkeys(("m", "male", "man", "남", "남성", "남자", "1"), MALE),
    **dict.fromkeys(("f", "female", "woman", "여", "여성", "여자", "2"), FEMALE),
}


class BadRecord(ValueError):
    """A record or query that can't be read; the text says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on file."""

    id: Hashable
    sex: int
    births: tuple[Birth, ...]
    names: tuple[str, ...]

    def texts(self) -> list[Text]:
        """Every name, cleaned, each once."""
        return list(dict.fromkeys(text for name in self.names for text in names_in(name)))


@dataclass(frozen=True, slots=True)
class Query:
    """Somebody who is looked for."""

    sex: int
    births: tuple[Birth, ...]
    name: str

    def texts(self) -> list[Text]:
        """The name, cleaned; two where one field holds two scripts."""
        return names_in(self.name)


def person(record: Mapping[str, Any]) -> Person:
    """A person from `{"id", "sex", "dob", "names"}`; `BadRecord` says what is wrong.

    `dob` is one date, or a list where several are claimed.
    """
    known = record.get("id")
    if known is None or not isinstance(known, Hashable):
        raise BadRecord("a person needs an id")
    names = record.get("names") or ()
    if isinstance(names, str):
        names = (names,)
    kept = tuple(name for name in names if isinstance(name, str))
    if len(kept) != len(names):
        raise BadRecord(f"the names of {known!r} must be texts")
    return Person(known, sex(record.get("sex")), _births(record.get("dob")), kept[:MOST_NAMES])


def query(asked: Mapping[str, Any]) -> Query:
    """A query from `{"name", "dob", "sex"}`; `BadRecord` says what is wrong."""
    name = asked.get("name")
    if name is not None and not isinstance(name, str):
        raise BadRecord("the name that is looked for must be a text")
    return Query(sex(asked.get("sex")), _births(asked.get("dob")), name or "")


def sex(value: object) -> int:
    """0 male, 1 female, -1 unknown or other: then it tells nothing."""
    return _SEXES.get(str(value).strip().casefold()[:12], UNKNOWN) if value is not None else UNKNOWN


def _births(value: object) -> tuple[Birth, ...]:
    """Each date once, in order; what is unknown is left out."""
    values = value if isinstance(value, list | tuple) else (value,)
    try:
        known = [dates.birth(one) for one in values[:MOST_BIRTHS]]
    except dates.NoDate as error:
        raise BadRecord(str(error)) from error
    return tuple(dict.fromkeys(one for one in known if one is not None))
