"""Who arrives: by year and by quarter, men and women; and everybody who ever came."""

from collections.abc import Sequence
from datetime import date

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from naru.evidence import book, query, wording
from naru.evidence.claims import Claim
from naru.kit import frames
from naru.kit.pictures import Course, Mark, Stack, Stacks
from naru.planning import shelf
from naru.planning.sections import common
from naru.planning.sections.common import Section

WOMEN, MEN = 1, 0
FIRST_QUARTER = 2019
QUARTERS = {1: (1, 3, 31), 2: (4, 6, 30), 3: (7, 9, 30), 4: (10, 12, 31)}
Counts = tuple[Claim, Claim | None, Claim | None]  # all, women, men


def section() -> Section:
    """The part on arrivals."""
    years, quarters = _years(), _quarters()
    claims = [each for row in (*years.values(), *quarters.values()) for each in row if each]
    asked = [claim for claim in book().claims if claim.measure.startswith("arrivals_")]
    return Section(
        "arrivals",
        _("Who arrives"),
        [_by_year(years), _by_quarter(quarters)],
        common.doubts(asked),
        judgement=True,
        note=common.counted(claims),
    )


def _years() -> dict[int, Counts]:
    total, women, men = (
        query.by_year(book(), f"arrivals_{part}", scope_end=False)
        for part in ("total", "women", "men")
    )
    return {
        year: (claim, women.get(year), men.get(year))
        for year, claim in total.items()
        if year in women or year >= date.today().year  # noqa: DTZ011
    }


def _quarters() -> dict[tuple[int, int], Counts]:
    """Complete quarters from 2019 on."""
    found: dict[tuple[int, int], Counts] = {}
    for year in range(FIRST_QUARTER, 2100):
        before = len(found)
        for quarter, (first, last, day) in QUARTERS.items():
            period = date(year, first, 1), date(year, last, day)
            kept = [_best(part, period) for part in ("total", "women", "men")]
            if kept[0] is not None:
                found[year, quarter] = kept[0], kept[1], kept[2]
        if len(found) == before:
            break
    return found


def _best(part: str, period: tuple[date, date]) -> Claim | None:
    measure = f"arrivals_{part}"
    return query.best(
        [c for c in book().claims if c.measure == measure and (c.start, c.end) == period]
    )


def _value(claim: Claim | None) -> float:
    return (claim.value or 0.0) if claim else 0.0


def _by_year(years: dict[int, Counts]) -> object:
    totals = {year: _value(row[0]) for year, row in years.items()}
    peak, trough, last = (
        max(totals, key=totals.__getitem__),
        min(totals, key=totals.__getitem__),
        max(totals),
    )
    share = 100 * _value(years[last][1]) / totals[last]
    title = _(
        "Arrivals fell from %(peak)s in %(peak_year)s to %(low)s in %(low_year)s; %(last)s came in "
        "%(last_year)s, %(share)s%% of them women"
    ) % {
        "peak": wording.number(totals[peak]),
        "peak_year": peak,
        "low": wording.number(totals[trough]),
        "low_year": trough,
        "last": wording.number(totals[last]),
        "last_year": last,
        "share": round(share),
    }
    first = min(years)
    stacks = [_stack(f"{year % 100:02}", row) for year, row in years.items()]
    marks = [
        (each.day.year + each.day.timetuple().tm_yday / 366 - first, each.letter)
        for each in _marks()
    ]
    return _figure("arrivals-years", title, stacks, marks, years.values())


def _by_quarter(quarters: dict[tuple[int, int], Counts]) -> object:
    first = min(quarters)
    before = sum(_value(row[0]) for key, row in quarters.items() if (2022, 3) <= key <= (2023, 2))
    after = sum(_value(row[0]) for key, row in quarters.items() if (2023, 3) <= key <= (2024, 2))
    title = _(
        "The fall came with the closure of 2020; in the year after the law of July 2023 more came "
        "(%(after)s) than in the year before it (%(before)s)"
    ) % {"after": wording.number(after), "before": wording.number(before)}
    stacks = [
        _stack(str(year) if quarter == 1 else "", row) for (year, quarter), row in quarters.items()
    ]
    marks = [
        ((m.day.year - first[0]) * 4 + (m.day.timetuple().tm_yday - 1) / 91.5, m.letter)
        for m in _marks()
        if m.day.year >= first[0]
    ]
    return _figure("arrivals-quarters", title, stacks, marks, quarters.values())


def _marks() -> Sequence[Mark]:
    return [
        Mark(book().by_id[row["claim_id"]].start, row["letter"]) for row in shelf.rows_of("marks")
    ]


def _stack(name: str, row: Counts) -> Stack:
    total, women, men = row
    known = women is not None and men is not None
    rest = 0.0 if known else _value(total)
    parts = (_value(women) if known else 0.0, _value(men) if known else 0.0, rest)
    return Stack(name, parts, common.claim_url(total), common.words(total))


def _figure(
    key: str,
    title: str,
    stacks: Sequence[Stack],
    marks: Sequence[tuple[float, str]],
    rows: object,
) -> object:
    kept = list(rows)  # type: ignore[call-overload]
    entries = [(WOMEN, _("women")), (MEN, _("men")), (3, _("sex not published"))]
    unknown = any(stack.parts[2] for stack in stacks)
    return frames.figure(
        key,
        title,
        Stacks(title, stacks, (WOMEN, MEN, 3), marks).draw,
        legend=frames.legend(entries if unknown else entries[:2], pgettext("number", "People")),
        table=frames.table(
            title,
            [_("When"), "#" + _("Women"), "#" + _("Men"), "#" + _("All"), _("Source"), _("Claim")],
            [_row(row) for row in kept],
        ),
        source=common.counted([each for row in kept for each in row if each]),
    )


def _row(row: Counts) -> list[object]:
    total, women, men = row
    return [
        common.when(total),
        wording.number(_value(women)) if women else "–",
        wording.number(_value(men)) if men else "–",
        wording.number(_value(total)),
        common.source_link(total),
        common.claim_link(total),
    ]


def stock() -> Section:
    """The part on everybody who ever came."""
    claims = [c for c in book().claims if c.measure == "cumulative_total" and c.value]
    years = query.by_year(book(), "cumulative_total")
    rounded = [c for c in claims if c.source_id == shelf.ARTICLE]
    last = years[max(years)]
    odd = rounded[-1]
    at_the_time = max((c for c in years.values() if c.end <= odd.end), key=lambda c: c.end)
    title = _(
        "%(last)s had come by the end of %(year)s; “about %(odd)s” in early %(odd_year)s was ahead "
        "of the count (%(then)s)"
    ) % {
        "last": wording.number(last.value or 0),
        "year": max(years),
        "odd": wording.number(odd.value or 0),
        "odd_year": odd.end.year,
        "then": wording.number(at_the_time.value or 0),
    }
    course = Course(
        title,
        [(c.end, c.value or 0.0) for c in years.values()],
        [(c.end, c.value or 0.0, wording.number(c.value or 0)) for c in rounded],
    )
    shown = sorted({c.id: c for c in (*years.values(), *rounded)}.values(), key=lambda c: c.end)
    drawn = frames.figure(
        "stock",
        title,
        course.draw,
        legend=frames.legend(
            [(0, _("published count")), (1, _("the 2024 article"))], _("People, since 1948")
        ),
        table=frames.table(
            title,
            [_("When"), "#" + pgettext("number", "People"), _("Source"), _("Claim")],
            [
                [
                    wording.moment(c.end, common.lang()),
                    wording.figure(c, common.lang()),
                    common.source_link(c),
                    common.claim_link(c),
                ]
                for c in shown
            ],
        ),
        source=common.counted(shown),
    )
    note = format_html(
        "<p>{}</p>",
        _(
            "The count holds everybody who ever entered, those who have died or left again "
            "included; fewer live in the South today."
        ),
    )
    heading = _("All who came to the South")
    return Section("stock", heading, [drawn], common.doubts(claims), note=note)
