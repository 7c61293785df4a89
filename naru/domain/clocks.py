"""Clocks: how long the state, the person or the staff has, counted as the law counts.

A clock that limits the state counts the first day, never rolls over a holiday, never pauses and
never starts again. A clock that limits the person leaves out the first day and rolls to the next
working day (domain.md 3.2; Framework Act on Administration art. 6, not verified).
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, count
from typing import Any, Literal, cast
from zoneinfo import ZoneInfo

from naru.domain import clock_sayings  # noqa: F401  (registers the texts)
from naru.domain.calendars import Calendar
from naru.domain.refusals import Refusal

Unit = Literal["minute", "hour", "day", "working_day", "week", "month"]
Kind = Literal["running", "warned", "expired", "stopped", "paused", "unknown"]
ONE_DAY = timedelta(days=1)
MONTHS = 12
SHORT: Mapping[str, timedelta] = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1)}


@dataclass(frozen=True, slots=True)
class Extension:
    """How a clock may be lengthened: how often, by how much, by which body."""

    max: int
    length: int
    unit: str
    body: str
    reasons_required: bool


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A clock of the profile; `length` None means that no limit was found in the law.

    One with a `renew_event` awaits a further act of the kind at each of `again_at`, then in every
    `then_every` units, all counted from its start: a review on day 7, 30, 60 and then each week.
    """

    id: str
    name: Mapping[str, str]
    start_events: tuple[str, ...]
    stop_events: tuple[str, ...]
    length: int | None
    unit: Unit
    calendar: str
    tz: str
    count_first_day: bool
    roll_over: bool
    pausable: bool
    limits: Literal["state", "person", "staff"]
    warn_at: tuple[int, ...]
    extension: Extension | None
    on_expiry: tuple[str, ...]
    owner: str
    visible_to: tuple[str, ...]
    basis: str
    verified: bool
    renew_event: str = ""
    again_at: tuple[int, ...] = ()
    then_every: int = 0


@dataclass(frozen=True, slots=True)
class Granted:
    """One extension on record: when, by which body, why, under which number, until when."""

    at: datetime
    body: str
    reasons: str
    record: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that was started; times are aware. `due` is the first moment that is too late.

    `awaits` is the unit by which a renewed clock awaits its act; 0 for the rule's own length.
    """

    rule_id: str
    started: datetime
    due: datetime | None
    ended: datetime | None = None
    extensions: tuple[Granted, ...] = ()
    paused_at: datetime | None = None
    awaits: int = 0


@dataclass(frozen=True, slots=True)
class ClockState:
    """What a clock says at one moment: `day` is the nth unit running, counted from 1."""

    kind: Kind
    day: int
    left: timedelta | None
    warned: tuple[int, ...]
    last_lawful_day: date | None


def start(rule: ClockRule, at: datetime) -> Clock:
    """Start the clock at an aware moment, which may be in the past (entry into the country)."""
    return Clock(rule.id, at, _due(rule, at))


def stop(clock: Clock, at: datetime) -> Clock:
    """End the clock; one that has ended stays as it ended."""
    return clock if clock.ended else replace(clock, ended=at)


def renew(rule: ClockRule, clock: Clock, at: datetime) -> Clock:
    """Go on to the next act awaited; one before the first warning is extra, and changes nothing."""
    first = rule.length or 0
    lead = first - max(rule.warn_at, default=first)
    counts_for = _nth(rule, clock, at) + lead
    awaited = next(unit for unit in _awaited(rule) if unit > counts_for)
    if clock.ended or awaited <= (clock.awaits or first):
        return clock
    return replace(clock, awaits=awaited, due=_mark(rule, clock.started, awaited))


def warnings(rule: ClockRule, clock: Clock) -> tuple[datetime, ...]:
    """When each warning is due: when so many minutes or hours are over, or as that day begins."""
    later = clock.awaits - (rule.length or 0) if clock.awaits else 0
    return tuple(_warning(rule, clock.started, later + unit) for unit in rule.warn_at)


def state(rule: ClockRule, clock: Clock, now: datetime) -> ClockState:
    """What the clock says at an aware moment."""
    moment = min(now, clock.ended) if clock.ended else now
    warned = tuple(
        count for count, at in zip(rule.warn_at, warnings(rule, clock), strict=True) if at <= moment
    )
    left = clock.due.astimezone(UTC) - moment.astimezone(UTC) if clock.due else None
    return ClockState(
        _kind(clock, moment, warned),
        _nth(rule, clock, moment),
        left,
        warned,
        _last_day(rule, clock),
    )


def extend(
    rule: ClockRule, clock: Clock, now: datetime, *, body: str, reasons: str, record: str
) -> Clock | Refusal:
    """Lengthen the clock by a decision of the body the law names, before it runs out."""
    against = _against_extension(rule, clock, now, body, reasons, record)
    if against:
        return against
    extension, due = rule.extension, clock.due
    if extension is None or due is None:  # _against_extension refuses both
        return Refusal("clock.no_extension", {"clock": rule.name})
    longer = _longer(rule, extension, due)
    granted = Granted(now, body, reasons, record, longer)
    return replace(clock, due=longer, extensions=(*clock.extensions, granted))


def pause(rule: ClockRule, clock: Clock, now: datetime) -> Clock | Refusal:
    """Pause a clock that may pause; one that limits the state never does."""
    if rule.limits == "state" or not rule.pausable:
        return Refusal("clock.not_pausable", {"clock": rule.name})
    if clock.paused_at or clock.ended:
        return Refusal("clock.not_running", {"clock": rule.name})
    return replace(clock, paused_at=now)


def resume(rule: ClockRule, clock: Clock, now: datetime) -> Clock | Refusal:
    """Let a paused clock run on; what it stood still is added to its end."""
    if clock.paused_at is None:
        return Refusal("clock.not_paused", {"clock": rule.name})
    still = now.astimezone(UTC) - clock.paused_at.astimezone(UTC)
    due = clock.due.astimezone(UTC) + still if clock.due else None
    return replace(clock, due=due, paused_at=None)


def restart(rule: ClockRule, clock: Clock, at: datetime) -> Clock | Refusal:
    """Count from another moment: against the state only from an earlier one, never a later."""
    if rule.limits == "state" and at >= clock.started:
        return Refusal("clock.never_restarts", {"clock": rule.name})
    if rule.limits == "state" and clock.extensions:
        return Refusal("clock.extension_used", {"clock": rule.name})
    return replace(clock, started=at, due=_due(rule, at))


def reinstate(rule: ClockRule, clock: Clock, at: datetime) -> Clock | Refusal:
    """Give a person a lost time limit anew, with the full length."""
    if rule.limits != "person":
        return Refusal("clock.not_reinstated", {"clock": rule.name})
    return Clock(rule.id, at, _due(rule, at), extensions=clock.extensions)


def to_dict(clock: Clock) -> dict[str, Any]:
    """The clock as JSON-able data."""
    renewed = {"awaits": clock.awaits} if clock.awaits else {}
    return renewed | {
        "rule": clock.rule_id,
        "started": clock.started.isoformat(),
        "due": _iso(clock.due),
        "ended": _iso(clock.ended),
        "paused_at": _iso(clock.paused_at),
        "extensions": [
            [g.at.isoformat(), g.body, g.reasons, g.record, g.due.isoformat()]
            for g in clock.extensions
        ],
    }


def from_dict(data: Mapping[str, Any]) -> Clock:
    """The clock that `to_dict` wrote."""
    return Clock(
        rule_id=data["rule"],
        started=datetime.fromisoformat(data["started"]),
        due=_time(data["due"]),
        ended=_time(data["ended"]),
        paused_at=_time(data["paused_at"]),
        awaits=data.get("awaits", 0),
        extensions=tuple(
            Granted(datetime.fromisoformat(at), body, reasons, record, datetime.fromisoformat(due))
            for at, body, reasons, record, due in data["extensions"]
        ),
    )


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _time(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


def _against_extension(
    rule: ClockRule, clock: Clock, now: datetime, body: str, reasons: str, record: str
) -> Refusal | None:
    """The first thing that stands against an extension, in the order in which it is told."""
    extension = rule.extension
    if extension is None or clock.due is None:
        return Refusal("clock.no_extension", {"clock": rule.name})
    unreasoned = extension.reasons_required and not reasons.strip()
    checks = (
        (clock.ended is not None, "clock.not_running"),
        (now >= clock.due, "clock.already_expired"),
        (len(clock.extensions) >= extension.max, "clock.extension_used"),
        (body != extension.body or not record.strip(), "clock.body_required"),
        (unreasoned, "clock.reasons_required"),
    )
    code = next((code for wrong, code in checks if wrong), None)
    return Refusal(code, {"clock": rule.name, "body": extension.body}) if code else None


def _due(rule: ClockRule, at: datetime) -> datetime | None:
    return None if rule.length is None else _mark(rule, at, rule.length, roll=rule.roll_over)


def _awaited(rule: ClockRule) -> Iterator[int]:
    """The units by which a renewed clock awaits its act, in order and without end."""
    told = (rule.length or 0, *rule.again_at)
    every = rule.then_every or told[0]
    return chain(told, count(told[-1] + every, every))


def _mark(rule: ClockRule, at: datetime, length: int, *, roll: bool = False) -> datetime:
    """The moment at which `length` units are over."""
    if rule.unit in SHORT:
        return _after(at, length, rule.unit)
    zone = ZoneInfo(rule.tz)
    last = _last(rule, at.astimezone(zone).date(), length)
    if roll and rule.limits != "state":
        last = Calendar(rule.calendar).next_working_day(last)
    return _end_of(last, zone)


def _warning(rule: ClockRule, at: datetime, length: int) -> datetime:
    """When `length` minutes or hours are over, or as the last of so many days begins."""
    if rule.unit in SHORT:
        return _after(at, length, rule.unit)
    zone = ZoneInfo(rule.tz)
    return _end_of(_last(rule, at.astimezone(zone).date(), length) - ONE_DAY, zone)


def _after(at: datetime, length: int, unit: str) -> datetime:
    """Hours run on while a country sets its clocks: they are counted in UTC."""
    return (at.astimezone(UTC) + length * SHORT[unit]).astimezone(at.tzinfo)


def _last(rule: ClockRule, first: date, length: int) -> date:
    """The last day that still belongs to `length` units from the first day."""
    before = first - ONE_DAY if rule.count_first_day else first
    if rule.unit == "working_day":
        return Calendar(rule.calendar).add_working_days(before, length)
    if rule.unit == "month":
        return _last_of_months(first, length, counted=rule.count_first_day)
    return before + timedelta(days=length * (7 if rule.unit == "week" else 1))


def _last_of_months(first: date, months: int, *, counted: bool) -> date:
    """The day of the same number, or the one before it if the first day counts.

    Where the last month has no such day, that month's last day (BGB § 188; Regulation 1182/71
    art. 3; Civil Code art. 160 where the first day counts, as in every Korean clock in months).
    """
    year, month = divmod(first.year * MONTHS + first.month - 1 + months, MONTHS)
    begins = date(year, month + 1, 1)
    _, days = monthrange(year, month + 1)
    if first.day > days:
        return begins + timedelta(days=days - 1)
    return begins + timedelta(days=first.day - 1 - counted)


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + ONE_DAY, time(), zone)


def _longer(rule: ClockRule, extension: Extension, due: datetime) -> datetime:
    """What is granted begins where the clock would have ended, and its first day counts."""
    unit = cast("Unit", extension.unit)
    added = replace(rule, unit=unit, count_first_day=True)
    return _mark(added, due, extension.length, roll=rule.roll_over)


def _kind(clock: Clock, moment: datetime, warned: tuple[int, ...]) -> Kind:
    if clock.ended is not None:
        return "stopped"
    if clock.due is None:
        return "unknown"
    if clock.paused_at is not None:
        return "paused"
    if moment >= clock.due:
        return "expired"
    return "warned" if warned else "running"


def _nth(rule: ClockRule, clock: Clock, moment: datetime) -> int:
    if rule.unit in SHORT:
        return int((moment - clock.started) / SHORT[rule.unit]) + 1
    zone = ZoneInfo(rule.tz)
    days = (moment.astimezone(zone).date() - clock.started.astimezone(zone).date()).days
    return days + 1 if rule.count_first_day else days


def _last_day(rule: ClockRule, clock: Clock) -> date | None:
    if clock.due is None:
        return None
    return (clock.due - timedelta(microseconds=1)).astimezone(ZoneInfo(rule.tz)).date()
