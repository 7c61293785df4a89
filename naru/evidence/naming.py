"""What measures, units, scopes and grades are called in Korean and in English."""

from collections.abc import Mapping
from functools import cache

from naru.evidence.claims import Claim
from naru.evidence.tables import rows_of
from naru.evidence.wording import figure


@cache
def _words() -> Mapping[tuple[str, str], Mapping[str, str]]:
    legs = {("scope", row["scope"]): row for row in rows_of("legs")}
    return {(row["kind"], row["code"]): row for row in rows_of("words")} | legs


def name(kind: str, code: str, lang: str) -> str:
    """The name of a 'measure', 'unit', 'scope' or 'confidence'; the code itself if it has none."""
    row = _words().get((kind, code))
    if row is not None:
        return row["ko" if lang == "ko" else "en"]
    return code.replace("_", " ") if kind == "measure" else code


def is_named(kind: str, code: str) -> bool:
    """Whether a code has a name in both languages."""
    return (kind, code) in _words()


def said(claim: Claim, lang: str) -> str:
    """A claim's figure with its unit as people say it: '1,047명', '1,700 USD a person'."""
    number, unit = figure(claim, lang), name("unit", claim.unit, lang)
    if number == "–":
        return unit or "–"
    if lang == "ko":
        if claim.currency:
            return f"{unit} {number}" if unit == "1인당" else f"{number}({unit})"
        return _korean(number, unit)
    return f"{number} {unit}".strip()


def _korean(number: str, unit: str) -> str:
    """The unit goes before '이상' and '이하': '600명 이하'."""
    for bound in (" 이상", " 이하"):
        if number.endswith(bound):
            return f"{number.removesuffix(bound)}{unit}{bound}"
    return f"{number}{unit}"
