"""Warns when free text seems to hold what Naru must never keep (domain.md 6: N1, N4, N5)."""

import re

GUARDED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "route",
        re.compile(
            r"브로커|안내인|도강|두만강|압록강|밀입국|탈북\s*루트|탈출\s*경로|은신처|안가"
            r"|\bbrokers?\b|\bsmugglers?\b|safe\s*house|border\s*crossing|escape\s*route"
            r"|\btumen\b|\byalu\b",
            re.IGNORECASE,
        ),
    ),
    (
        "credibility",
        re.compile(
            r"신빙성\s*(점수|등급)|위장\s*가능성|위험도|거짓말\s*탐지|credibility\s*(score|rating)"
            r"|risk\s*score|spy\s*likelihood|polygraph|lie\s*detector",
            re.IGNORECASE,
        ),
    ),
    ("phone", re.compile(r"(?:\+|00)\d[\d\- ]{8,}\d|\b01[016789]-?\d{3,4}-?\d{4}\b")),
)


def concerns(text: str) -> tuple[str, ...]:
    """What the text seems to hold: "route", "credibility", "phone", in this order; maybe nothing.

    A warning only: a word can be innocent, and the writer decides after having read why.
    """
    return tuple(name for name, pattern in GUARDED if pattern.search(text))
