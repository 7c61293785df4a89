"""What an escape costs: each quote as an interval, by leg, on a log scale, with dated events."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from math import inf

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from naru.evidence import book, tables, wording
from naru.evidence.claims import Claim
from naru.evidence.conflicts.prices import quotes
from naru.evidence.spans import Span, widened
from naru.kit import frames
from naru.kit.pictures import Intervals, Mark, Panel, Quote
from naru.planning import shelf
from naru.planning.sections import common
from naru.planning.sections.common import Section

MEASURE = "broker_fee_per_person"
LEGS = ("border", "onward", "whole", "unstated")
FIRST, LAST = date(1995, 1, 1), date(2025, 1, 1)
LOW, HIGH = 30.0, 150_000.0
EARLY, LATE = (date(2010, 1, 1), date(2012, 12, 31)), date(2024, 1, 1)
Priced = tuple[Claim, Span]


def section() -> Section:
    """The part on cost."""
    quoted = priced()
    claims = [claim for claim, _span in quoted]
    chart = Intervals(_title(), _panels(quoted), _marks(), FIRST, LAST, LOW, HIGH)
    key = [(0, _("a quote: low to high, over its period; dashed: the 2024 article"))]
    drawn = frames.figure(
        "cost",
        _title(),
        chart.draw,
        legend=format_html(
            "{}{}", frames.legend(key, _("Dollars for one person, log scale")), _events()
        ),
        table=frames.table(
            _("Quotes by leg"),
            [
                _("When"),
                _("Leg"),
                "#" + _("Dollars"),
                _("As quoted, at the rate"),
                _("Source"),
                _("Claim"),
            ],
            [_row(claim, span) for claim, span in quoted],
        ),
        source=common.counted(claims),
    )
    heading = _("What an escape costs")
    return Section("cost", heading, [drawn], common.doubts(claims), judgement=True)


@cache
def priced() -> list[Priced]:
    """Every quote with a leg and an amount in dollars, in order of time."""
    found = [
        (claim, span)
        for (measure, _scope), listed in quotes(shelf.index()).items()
        for claim, span in listed
        if measure == MEASURE and tables.leg_of(claim) in LEGS
    ]
    return sorted(found, key=lambda pair: (pair[0].start, pair[0].end, pair[0].id))


def like_for_like() -> tuple[float, float]:
    """By how much the whole way rose from 2010-12 to 2024: the least and the most the quotes allow.

    The whole way of the early years is what was quoted for it, and what one source's border and
    onward legs make together.
    """
    quoted = priced()
    early = [span for claim, span in quoted if _is_early(claim, "whole")]
    for claim, span in quoted:
        if _is_early(claim, "border"):
            early += [
                (span[0] + other_span[0], span[1] + other_span[1])
                for other, other_span in quoted
                if _is_early(other, "onward") and other.source_id == claim.source_id
            ]
    late = [
        span
        for claim, span in quoted
        if tables.leg_of(claim) == "whole" and claim.start >= LATE and span[0] > 0
    ]
    least, most = min(low for low, _ in late), max(high for _, high in late)
    return least / max(high for _, high in early), most / min(low for low, _ in early)


def _is_early(claim: Claim, leg: str) -> bool:
    begin, end = EARLY
    return tables.leg_of(claim) == leg and claim.start <= end and claim.end >= begin


def article_rise() -> float:
    """By how much the article's first price and its last one differ."""
    prices = [row.claim.value for row in shelf.article() if row.claim.measure == MEASURE]
    known = [price for price in prices if price]
    return max(known) / min(known)


def _title() -> str:
    low, high = like_for_like()
    return _(
        "Like for like, the whole way cost about %(low)s to %(high)s times more in 2024 than "
        "around 2011, not %(article)s times"
    ) % {"low": round(low), "high": round(high), "article": round(article_rise())}


def _panels(quoted: Sequence[Priced]) -> list[Panel]:
    titles = {
        "border": _("Out of the North to the Chinese side"),
        "onward": _("From China to a third country or the South"),
        "whole": _("The whole way"),
        "unstated": _("Leg not stated"),
    }
    translated = f"{shelf.ARTICLE}_"
    return [
        Panel(
            titles[leg],
            tone,
            [
                _quote(claim, span)
                for claim, span in quoted
                if tables.leg_of(claim) == leg and not claim.source_id.startswith(translated)
            ],
        )
        for tone, leg in enumerate(LEGS)
    ]


def names() -> dict[str, str]:
    """The legs in a word or two."""
    return {
        "border": _("border"),
        "onward": _("China onward"),
        "whole": _("the whole way"),
        "unstated": _("not stated"),
    }


def _quote(claim: Claim, span: Span) -> Quote:
    low, high = widened(span)
    strong = claim.source_id == shelf.ARTICLE
    return Quote(
        claim.start,
        claim.end,
        None if low == -inf else low,
        None if high == inf else high,
        common.claim_url(claim),
        common.words(claim),
        strong,
        wording.number(claim.value or 0) if strong else "",
    )


def _marks() -> list[Mark]:
    return [
        Mark(book().by_id[row["claim_id"]].start, row["letter"]) for row in shelf.rows_of("marks")
    ]


def _events() -> SafeString:
    """What the letters stand for, each with its date and its claim."""
    rows = [(row, book().by_id[row["claim_id"]]) for row in shelf.rows_of("marks")]
    items = format_html_join(
        "",
        '<li><b>{}</b> {} <span class="kit-quiet">{} · {}</span></li>',
        (
            (row["letter"], row[common.lang()], common.when(claim), common.claim_link(claim))
            for row, claim in rows
        ),
    )
    return format_html('<ul class="figures-events">{}</ul>', items)


def _row(claim: Claim, span: Span) -> list[object]:
    lang = common.lang()
    low, high = (round(end) if abs(end) != inf else end for end in span)
    return [
        common.when(claim),
        names()[tables.leg_of(claim)],
        wording.between(low, high, lang),
        _quoted(claim),
        common.source_link(claim),
        common.claim_link(claim),
    ]


def _quoted(claim: Claim) -> str:
    """An amount that wasn't in dollars only, with the rate that made dollars of it."""
    if claim.currency == "USD":
        return ""
    return f"{wording.figure(claim, common.lang())} @ {common.rate(claim)}"
