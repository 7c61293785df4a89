"""What the rules know about measures, scopes and legs: small tables beside the code, not answers.

A measure that no table names is judged by its unit.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from naru.evidence.claims import Claim

FOLDER = Path(__file__).resolve().parent / "vocabulary"
PERIOD_LABEL = re.compile(r"\d{4}( (Q[1-4](-Q[1-4])?|H[12]))?( pooled)?")
EVENTS = "events"


@cache
def rows_of(name: str) -> Sequence[Mapping[str, str]]:
    """The rows of a vocabulary table by its name without `.csv`."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _kinds() -> Sequence[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None]]:
    return [
        (
            row["kind"],
            re.compile(row["pattern"]) if row["pattern"] else None,
            re.compile(row["unit"], re.IGNORECASE) if row["unit"] else None,
        )
        for row in rows_of("kinds")
    ]


@cache
def kind_of(measure: str, unit: str, file: str = "") -> str:
    """What sort of figure a measure is: flow, running, level, share, price, rate, law, event ..."""
    for kind, name, unit_pattern in _kinds():
        by_name = name is not None and name.search(measure)
        if by_name or (unit_pattern is not None and unit_pattern.search(unit)):
            return "event" if file == EVENTS and kind in {"flow", "level", "price"} else kind
    return "event" if file == EVENTS else "other"


@cache
def unit_of(unit: str) -> str:
    """A unit without what stands in brackets: 'persons (about)' counts persons."""
    return re.sub(r"\s*\(.*?\)", "", unit).strip().lower()


@cache
def scope_of(scope: str) -> str:
    """A scope for comparing: small letters, one space; '' when it only repeats its period."""
    plain = " ".join(scope.split())
    return "" if PERIOD_LABEL.fullmatch(plain) else plain.lower()


@cache
def legs() -> Mapping[str, str]:
    """The leg of the way that each scope of a price stands for."""
    return {scope_of(row["scope"]): row["leg"] for row in rows_of("legs")}


def leg_of(claim: Claim) -> str:
    """The leg that a price is for, 'unstated' when it isn't said; '' for what is no leg."""
    scope = scope_of(claim.scope)
    return legs().get(scope, "unstated" if not scope or "not stated" in scope else "")


@cache
def within() -> Mapping[str, str]:
    """Scopes that are part of a wider one."""
    return {scope_of(row["scope"]): scope_of(row["within"]) for row in rows_of("scopes")}


@cache
def relations(relation: str) -> Mapping[str, str]:
    """Measures bound to others by a relation ('sex', 'part', 'share', 'inverse')."""
    return {row["part"]: row["whole"] for row in rows_of("parts") if row["relation"] == relation}
