"""Claims and conflicts written out: CSV as it was read, CSV with HXL tags, JSON, text."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from naru.evidence.claims import Book, Claim
from naru.evidence.conflicts import Conflict, kind_name, reason
from naru.evidence.reading import CLAIM_COLUMNS, USD_COLUMNS
from naru.evidence.wording import figure, period

COLUMNS = (*CLAIM_COLUMNS, *USD_COLUMNS)
# HXL 1.1 hashtags (hxlstandard.org): one row of tags under the header
TAGS = {
    "claim_id": "#meta+id+claim",
    "source_id": "#meta+source+id",
    "measure": "#indicator+code",
    "period_start": "#date+start",
    "period_end": "#date+end",
    "value": "#indicator+value+num",
    "value_low": "#indicator+value+min+num",
    "value_high": "#indicator+value+max+num",
    "unit": "#indicator+unit",
    "currency": "#currency+code",
    "leg_scope": "#indicator+scope",
    "note": "#description+note",
    "confidence": "#meta+confidence",
    "usd_value": "#value+usd+num",
    "usd_low": "#value+usd+min+num",
    "usd_high": "#value+usd+max+num",
    "usd_basis": "#meta+rate",
}


def as_csv(claims: Iterable[Claim], *, hxl: bool = False) -> str:
    """The claims as CSV with a header; with `hxl` a row of HXL tags follows it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    if hxl:
        writer.writerow([TAGS[name] for name in COLUMNS])
    for claim in claims:
        row = record(claim)
        writer.writerow([_cell(row[name], claim.places) for name in COLUMNS])
    return out.getvalue()


def record(claim: Claim) -> dict[str, Any]:
    """A claim as the columns of its file: dates as ISO 8601, missing numbers as None."""
    return {
        "claim_id": claim.id,
        "source_id": claim.source_id,
        "measure": claim.measure,
        "period_start": claim.start.isoformat(),
        "period_end": claim.end.isoformat(),
        "value": claim.value,
        "value_low": claim.low,
        "value_high": claim.high,
        "unit": claim.unit,
        "currency": claim.currency,
        "leg_scope": claim.scope,
        "note": claim.note,
        "confidence": claim.confidence,
        "usd_value": claim.usd_value,
        "usd_low": claim.usd_low,
        "usd_high": claim.usd_high,
        "usd_basis": claim.usd_basis,
    }


def _cell(value: Any, places: int) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.{places}f}" if value.is_integer() else repr(value)
    return str(value)


def with_source(book: Book, claim: Claim) -> dict[str, Any]:
    """A claim for a program: its columns and its source."""
    source = book.sources[claim.source_id]
    named = {"publisher": source.publisher, "title": source.title, "date": source.date}
    return {**record(claim), "source": {**named, "url": source.url, "language": source.language}}


def conflict_record(one: Conflict) -> dict[str, Any]:
    """A conflict for a program: kind, claim_ids, and the reason in both languages."""
    return {
        "kind": one.kind,
        "claim_ids": list(one.claim_ids),
        "reason": reason(one, "en"),
        "reason_ko": reason(one, "ko"),
    }


def conflicts_csv(found: Sequence[Conflict]) -> str:
    """Conflicts as CSV: kind, claim_ids (with spaces between), reason, reason_ko."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("kind", "claim_ids", "reason", "reason_ko"))
    for one in found:
        row: Mapping[str, Any] = conflict_record(one)
        writer.writerow((one.kind, " ".join(one.claim_ids), row["reason"], row["reason_ko"]))
    return out.getvalue()


def line(book: Book, claim: Claim, lang: str = "en") -> str:
    """A claim on one line: id, measure, period, figure, unit, scope, publisher."""
    source = book.sources[claim.source_id]
    scope = f" [{claim.scope}]" if claim.scope else ""
    when, said = period(claim.start, claim.end, lang), figure(claim, lang)
    what = f"{claim.measure:24} {when:24} {said} {claim.unit}{scope}"
    return f"{claim.id}  {what} ({source.publisher}; {claim.confidence})"


def told(one: Conflict, lang: str = "en") -> str:
    """A conflict on two lines: kind and claims, then why."""
    return f"{kind_name(one.kind, lang)}: {', '.join(one.claim_ids)}\n    {reason(one, lang)}"
