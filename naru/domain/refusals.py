"""A refusal is a value: why a step can't be taken now, and what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from naru.domain.daywords import day_said

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Refusal:
    """A step refused: a code of the catalogue, and the facts that its sentence names."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True)
class Done:
    """A step taken: the thing it made or changed, its ledger entry, and whether it was a repeat."""

    subject: str
    entry: str | None = None
    repeated: bool = False


@dataclass(frozen=True)
class Text:
    """One refusal in both staff languages: why, and what to do next."""

    ko_why: str
    en_why: str
    ko_next: str
    en_next: str


@dataclass(frozen=True)
class Said:
    """A refusal in one language, its facts filled in."""

    why: str
    next_step: str


_CATALOGUE: dict[str, Text] = {}


def add(texts: Mapping[str, Text]) -> None:
    """Put refusals into the catalogue; a code may be said in one way only (ValueError)."""
    for code, text in texts.items():
        if _CATALOGUE.get(code, text) != text:
            msg = f"the refusal {code!r} is already in the catalogue with another text"
            raise ValueError(msg)
        _CATALOGUE[code] = text


def catalogue() -> Mapping[str, Text]:
    """Every refusal known so far, by code."""
    return MappingProxyType(_CATALOGUE)


def say(refusal: Refusal, lang: str) -> Said:
    """The refusal in Korean (`ko`) or English (any other `lang`); KeyError for an unknown code."""
    text = _CATALOGUE[refusal.code]
    facts = {key: _plain(value, lang) for key, value in refusal.facts.items()}
    if lang.startswith("ko"):
        return Said(text.ko_why.format(**facts), text.ko_next.format(**facts))
    return Said(text.en_why.format(**facts), text.en_next.format(**facts))


def _plain(value: object, lang: str) -> object:
    """A fact as it is read: a mapping in one language, a list with commas, a day in words."""
    if isinstance(value, date):
        return day_said(value, lang)
    if isinstance(value, Mapping):
        return value.get("ko" if lang.startswith("ko") else "en", "")
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(str(_plain(item, lang)) for item in value)
    return value
