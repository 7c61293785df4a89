"""What a given sum brought then and now, leg by leg."""

from math import floor, inf

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from naru.evidence import book, tables, wording
from naru.evidence.claims import Claim
from naru.evidence.spans import Span
from naru.kit import frames
from naru.kit.pictures import Ranges, Row
from naru.planning import shelf
from naru.planning.sections import common
from naru.planning.sections.common import Section
from naru.planning.sections.cost import priced

ERAS = ((2014, 2018), (2019, 2019), (2023, 2024))
LEGS = ("onward", "whole")
PEOPLE = "people_for_same_money"


def section() -> Section:
    """The part on what a sum brings."""
    then, now, price = _told()
    total = (then.value or 0) * (price.value or 0)
    rows, used = _rows(total)
    low, high = _rise()
    title = _(
        "“%(then)s people then, %(now)s now” needs a price %(times)s times higher; from 2019 to "
        "2024 the whole way rose about %(low)s to %(high)s times"
    ) % {
        "then": wording.number(then.value or 0),
        "now": wording.number(now.value or 0),
        "times": wording.number((then.value or 0) / (now.value or 1)),
        "low": round(low, 1),
        "high": round(high, 1),
    }
    drawn = frames.figure(
        "sums",
        title,
        Ranges(title, rows, 0.5, 60.0).draw,
        legend=frames.legend(
            [(1, _("China onward")), (2, _("the whole way"))],
            _("People that %(sum)s dollars bring, by the quotes of the time; log scale")
            % {"sum": wording.number(total)},
        ),
        table=frames.table(
            title,
            [_("When and leg"), "#" + pgettext("number", "People")],
            [[row.name, row.said] for row in rows],
        ),
        source=common.counted(used),
    )
    note = format_html(
        "<p>{}</p>",
        _(
            "%(sum)s dollars are %(then)s times the article's first price. A range is what the "
            "quotes of the time allow, not what was achieved: a payment is no guarantee of an "
            "arrival."
        )
        % {"sum": wording.number(total), "then": wording.number(then.value or 0)},
    )
    heading = _("What one sum brought, then and now")
    return Section("sums", heading, [drawn], common.doubts([then, now]), note=note)


def _rise() -> tuple[float, float]:
    """By how much the whole way rose since just before the closure, by the quotes."""
    spans = [_ends("whole", *era) for era in (ERAS[1], ERAS[2])]
    return spans[1][0] / spans[0][1], spans[1][1] / spans[0][0]


def _ends(leg: str, first: int, last: int) -> Span:
    """The lowest and the highest quote of a leg in these years, the article's left out."""
    ends = [e for _c, span in _quotes(leg, first, last) for e in span if 0 < e < inf]
    return min(ends), max(ends)


def _quotes(leg: str, first: int, last: int) -> list[tuple[Claim, Span]]:
    return [
        (claim, span)
        for claim, span in priced()
        if tables.leg_of(claim) == leg
        and first <= claim.start.year <= last
        and claim.source_id not in {shelf.ARTICLE, f"{shelf.ARTICLE}_ko"}
    ]


def _told() -> tuple[Claim, Claim, Claim]:
    """What the article says: people then, people now, and its first price."""
    mine = [c for c in book().claims if c.source_id == shelf.ARTICLE and c.value]
    counts = sorted((c for c in mine if c.measure == PEOPLE), key=lambda c: c.start)
    prices = sorted((c for c in mine if c.currency == "USD"), key=lambda c: c.start)
    return counts[0], counts[-1], prices[0]


def _rows(total: float) -> tuple[list[Row], list[Claim]]:
    rows, used = [], []
    names = {"onward": _("China onward"), "whole": _("the whole way")}
    for tone, leg in enumerate(LEGS, 1):
        for first, last in ERAS:
            quotes = _quotes(leg, first, last)
            if quotes:
                used += [claim for claim, _span in quotes]
                cheap, dear = _ends(leg, first, last)
                open_ = any(span[1] == inf and span[0] >= dear for _claim, span in quotes)
                low, high = None if open_ else total / dear, total / cheap
                era = f"{first}" if first == last else f"{first}–{last}"
                rows.append(Row(f"{era}, {names[leg]}", low, high, tone, _said(low, high)))
    return rows, used


def _said(low: float | None, high: float) -> str:
    """'3–6', or 'at most 8' when the quotes say only what it costs at least."""
    if low is None:
        return wording.amounts(None, None, float(floor(high)), "", common.lang())
    few, many = (floor(end) if end >= 1 else round(end, 1) for end in (low, high))
    return f"{few}–{many}" if few != many else f"{few}"
