"""Reads a plan from TOML: a network that stands alone, or the staffing of a profile."""

from dataclasses import replace
from datetime import date
from typing import Any

from naru.domain.lines import Unreadable
from naru.engine import quantities as q
from naru.engine.checking import check
from naru.engine.lowering import from_profile
from naru.engine.plan import (
    Arrivals,
    Block,
    Goal,
    Leaving,
    Limit,
    Plan,
    Resource,
    Stage,
    Surge,
)
from naru.engine.shifts import shift
from naru.engine.stages import stage
from naru.engine.table import Book, Table

MOST_SERVERS, MOST_RATE = 100_000, 100_000.0
SHORTEST_BREAK = 1 / 144
SECTIONS = ("arrivals", "resources", "stages", "limits", "blocks", "leaving", "goals", "surges")


def read(text: str) -> Plan:
    """The plan in a TOML text; Unreadable names every error with its line and reason."""
    book = Book(text)
    plan = _plan(book)
    if "profile" in book.raw and not book.problems:
        plan = from_profile(book, plan)
    if not book.problems:
        check(book, plan)
    book.finish()
    return plan


def is_plan(text: str) -> bool:
    """Whether a TOML text is a plan (it names resources) rather than a profile."""
    try:
        return "resources" in Book(text).raw
    except Unreadable:
        return True


def _plan(book: Book) -> Plan:
    head = Table(book, "", book.raw)
    stages = tuple(stage(row) for row in book.rows("stages"))
    plan = Plan(
        name=head.text("name"),
        label=head.text("label", ""),
        stages=stages,
        resources=tuple(_resource(row) for row in book.rows("resources")),
        arrivals=_arrivals(book),
        limits=tuple(_limit(row) for row in book.rows("limits")),
        blocks=tuple(_block(row) for row in book.rows("blocks")),
        leaving=_leaving(book),
        goals=tuple(_goal(row) for row in book.rows("goals")),
        horizon=head.read("horizon", q.length, 730.0),
        warm_up=_warm_up(head),
        start=head.read("begins", _day, date(2026, 1, 5)),
        tz=head.text("tz", "UTC"),
        country=head.text("country", ""),
    )
    head.text("profile", "")
    head.no_more(SECTIONS)
    linear = not any(stage.after for stage in stages)
    return replace(plan, linear=linear, stages=_in_a_row(stages) if linear else stages)


def _in_a_row(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """Without `after`, each stage follows the one before it in the file."""
    before = ("", *(stage.id for stage in stages))
    return tuple(
        replace(stage, after=(earlier,) if earlier else ())
        for stage, earlier in zip(stages, before, strict=False)
    )


def _warm_up(head: Table) -> float | None:
    """Days to leave out; None where MSER-5 is to say: `warm_up = "mser5"` or `start = "steady"`."""
    start = head.text("start", "empty")
    if start not in {"empty", "steady"}:
        head.wrong("start", f"start is empty or steady, not {start!r}; a state comes by --state")
    head.seen.add("warm_up")
    by_test = start == "steady" or head.raw.get("warm_up") == "mser5"
    return None if by_test else head.read("warm_up", q.length, 0.0)


def _day(said: str | date) -> date:
    return said if isinstance(said, date) else date.fromisoformat(said)


def _resource(row: Table) -> Resource:
    breaks = row.raw.get("breaks", {})
    row.seen.add("breaks")
    resource = Resource(
        id=row.text("id"),
        name=row.text("name", ""),
        servers=row.whole("servers", None, 1, MOST_SERVERS),
        shifts=tuple(row.read("shifts", _shifts, ())),
        holidays=row.flag("holidays"),
        absence=row.number("absence", 0.0, 0.0, 0.95),
        cost=row.number("cost", 0.0, 0.0, 1e12),
        beds=row.flag("kept"),
        room_size=row.whole("room_size", 1, 1, 100),
        isolation=row.flag("isolation"),
        every=_breaks(row, breaks, "every"),
        repair=_breaks(row, breaks, "repair"),
    )
    row.no_more()
    return resource


def _breaks(row: Table, said: Any, key: str) -> q.Distribution | None:
    """`breaks = { every = "exp(30 d)", repair = "LN(4 h, 0.5)" }`: both or neither."""
    if not said:
        return None
    try:
        if set(said) != {"every", "repair"}:
            msg = "breaks needs `every` and `repair`"
            raise ValueError(msg)
        law = q.distribution(said[key])
        if key == "every" and law.mean < SHORTEST_BREAK:
            msg = "nothing may break more often than every ten minutes"
            raise ValueError(msg)
        return law
    except (ValueError, TypeError, AttributeError) as error:
        row.wrong("breaks", str(error))
        return None


def _shifts(said: list[str]) -> tuple[Any, ...]:
    if not isinstance(said, list):
        msg = 'shifts is a list such as ["mon-fri 09:00-18:00", "sat 09:00-13:00 2"]'
        raise TypeError(msg)
    return tuple(shift(text) for text in said)


def _arrivals(book: Book) -> Arrivals:
    row = book.table("arrivals")
    families = row.numbers("families") or (1.0,)
    total = sum(families)
    if total <= 0 or len(families) > 12:  # noqa: PLR2004
        row.wrong("families", "families needs up to 12 shares, one of them above 0")
        families, total = (1.0,), 1.0
    season = row.numbers("season")
    if season and (len(season) != 12 or sum(season) <= 0):  # noqa: PLR2004
        row.wrong("season", "season needs twelve numbers, January to December")
    made = Arrivals(
        rate=row.number("rate", 0.0 if row.has("months") else None, 0.0, MOST_RATE),
        season=season,
        months=row.numbers("months"),
        surges=tuple(_surge(surge) for surge in book.rows("surges")),
        families=tuple(share / total for share in families),
        urgent=row.number("urgent", 0.0, 0.0, 1.0),
        minors=row.number("minors", 0.0, 0.0, 1.0),
        lag=row.read("lag", q.distribution, q.NOTHING),
    )
    times = row.number("times", 1.0, 0.0, 1000.0)
    row.no_more()
    return scaled(made, times)


def scaled(arrivals: Arrivals, times: float) -> Arrivals:
    """So many times as many people, surges left as they are."""
    months = tuple(people * times for people in arrivals.months)
    return replace(arrivals, rate=arrivals.rate * times, months=months)


def _surge(row: Table) -> Surge:
    made = Surge(
        at=row.read("at", q.length, 0.0),
        people=row.whole("people", None, 1, 1_000_000),
        over=row.read("over", q.length, 0.0),
    )
    row.no_more()
    return made


def _limit(row: Table) -> Limit:
    made = Limit(
        id=row.text("id"),
        start=row.text("start", "arrival"),
        end=row.text("end", ""),
        within=row.read("within", q.length, 0.0),
        clock=row.text("clock", ""),
        locks=row.texts("locks"),
        extended=row.number("extended", 0.0, 0.0, 1.0),
    )
    if not made.clock and not row.has("within"):
        row.wrong("within", "within is missing: how long may it take?")
    row.no_more()
    return made


def _block(row: Table) -> Block:
    made = Block(
        id=row.text("id"),
        share=row.number("share", None, 0.0, 1.0),
        at=row.text("at"),
        length=row.read("length", q.distribution, q.NOTHING),
        stops=row.texts("stops"),
        opens=row.text("opens", ""),
        closes=row.text("closes", ""),
        isolates=row.flag("isolates"),
        minors=row.flag("minors"),
    )
    row.no_more()
    return made


def _leaving(book: Book) -> Leaving | None:
    row = book.table("leaving")
    if not row.raw:
        return None
    made = Leaving(
        share=row.number("share", None, 0.0, 1.0),
        after=row.read("after", q.distribution, q.NOTHING),
        stage=row.text("stage"),
    )
    row.no_more()
    return made


def _goal(row: Table) -> Goal:
    made = Goal(limit=row.text("limit"), late=row.number("late", None, 0.0, 1.0))
    row.no_more()
    return made


def recheck(plan: Plan) -> None:
    """Check a plan again after values were changed; Unreadable when it no longer holds together."""
    book = Book("")
    check(book, plan)
    book.finish()
