"""Why claims contradict each other, in Korean and in English."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from naru.evidence.claims import Claim
from naru.evidence.conflicts.common import Conflict
from naru.evidence.tables import rows_of
from naru.evidence.wording import figure, number, plain

EXTRA = {
    "misprint": (
        " 한 자리 차이로, 오기로 보입니다.",
        " They are one digit apart: likely a misprint.",
    ),
    "cases": (
        " 실제 선고된 형도 이보다 무겁습니다.",
        " Sentences that were handed down are heavier.",
    ),
    "later": (
        " 이 반올림에 처음 맞는 공표 수치는 {}입니다.",
        " The first published count that rounds to it is {}.",
    ),
}
JOINED = {
    "rises": (" 또는 ", " or "),
    "said": (", ", " and "),
    "parts": (" + ", " + "),
    "came": ("–", "–"),
}
DATED = {"before", "after", ""}
LAW_KINDS = {"newer_than_law", "older_than_law", "law_dates"}


@cache
def _kinds() -> Mapping[str, Mapping[str, str]]:
    """The kinds with their names and sentences, from the vocabulary."""
    return {row["kind"]: row for row in rows_of("reasons")}


def kind_name(kind: str, lang: str) -> str:
    """A kind of conflict in words."""
    return _kinds()[kind]["name_ko" if lang == "ko" else "name_en"]


def reason(one: Conflict, lang: str = "en") -> str:
    """Why the claims of a conflict can't all hold, as a sentence."""
    facts = {name: _said(one, name, fact, lang) for name, fact in one.facts.items()}
    said = _kinds()[one.kind]["ko" if lang == "ko" else "en"].format_map(facts)
    return said[0].upper() + said[1:]


def _said(one: Conflict, name: str, fact: Any, lang: str) -> str:
    """A fact of a conflict as its sentence needs it."""
    if name in EXTRA:
        word = EXTRA[name][0 if lang == "ko" else 1]
        return word.format(_said(one, "", fact, lang)) if fact else ""
    if name in {"then", "now"}:
        return number(fact.value)
    if isinstance(fact, Claim):
        return _claim(fact, lang, dated=one.kind in LAW_KINDS or name in DATED)
    if isinstance(fact, (list, tuple)) and fact and isinstance(fact[0], (Claim, float)):
        between = JOINED[name][0 if lang == "ko" else 1]
        return between.join(_said(one, "each", each, lang) for each in fact)
    if name == "fitting":
        return "; ".join(each[lang] for each in fact)
    return plain(fact, lang)


def _claim(claim: Claim, lang: str, *, dated: bool = False) -> str:
    """A claim in a sentence: its figure and its id, with the day when that is the point."""
    said = figure(claim, lang)
    unit = claim.unit if "year" in claim.unit or "life" in claim.unit else ""
    words = " ".join(word for word in ("" if said == "–" else said, unit) if word)
    day = plain(claim.end if claim.measure.startswith("cumulative") else claim.start, lang)
    if not words:
        return f"{day} ({claim.id})"
    return f"{words} ({claim.id}, {day})" if dated else f"{words} ({claim.id})"
