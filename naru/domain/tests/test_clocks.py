"""Clocks: the last lawful day, who may lengthen it, and that no clock ever runs backwards."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naru.domain.sayings  # noqa: F401  (the text of clock.not_running is there)
from naru.domain import clocks
from naru.domain.clocks import Clock, ClockRule, Extension
from naru.domain.refusals import Refusal, say

SEOUL, BERLIN = ZoneInfo("Asia/Seoul"), ZoneInfo("Europe/Berlin")
COUNCIL = Extension(1, 30, "day", "council", reasons_required=True)
STATE = ClockRule(
    id="C12",
    name={"ko": "보호·조사 기간", "en": "inquiry and stay"},
    start_events=("arrive",),
    stop_events=("depart",),
    length=90,
    unit="day",
    calendar="KR",
    tz="Asia/Seoul",
    count_first_day=True,
    roll_over=False,
    pausable=False,
    limits="state",
    warn_at=(60, 75, 85),
    extension=COUNCIL,
    on_expiry=("lock_interviews",),
    owner="director",
    visible_to=(),
    basis="art 12",
    verified=False,
)
PERSON = replace(
    STATE,
    id="C14",
    length=14,
    count_first_day=False,
    roll_over=True,
    limits="person",
    warn_at=(),
    extension=None,
)
STAFF = replace(
    STATE,
    id="C4",
    length=4,
    unit="hour",
    count_first_day=False,
    limits="staff",
    warn_at=(3,),
    extension=None,
)
ENTRY = datetime(2026, 3, 3, 22, 30, tzinfo=SEOUL)


def last_day(rule: ClockRule, at: datetime) -> date | None:
    return clocks.state(rule, clocks.start(rule, at), at).last_lawful_day


def granted(rule: ClockRule, clock: Clock, at: datetime, **said: str) -> Clock | Refusal:
    told = {"body": "council", "reasons": "부득이한 사유", "record": "2026-17", **said}
    return clocks.extend(rule, clock, at, **told)


def code(found: Clock | Refusal) -> str:
    assert isinstance(found, Refusal)
    for lang in ("ko", "en"):
        assert "{" not in say(found, lang).why + say(found, lang).next_step
    return found.code


# ---------------------------------------------------------------- counting


def test_a_clock_against_the_state_counts_its_first_day() -> None:
    assert last_day(STATE, ENTRY) == date(2026, 5, 31)
    assert last_day(replace(STATE, length=1), ENTRY) == date(2026, 3, 3)


def test_a_clock_against_the_person_leaves_its_first_day_out() -> None:
    assert last_day(PERSON, ENTRY) == date(2026, 3, 17)


@pytest.mark.parametrize(
    ("calendar", "served", "last"),
    [
        ("KR", datetime(2026, 2, 1, 9, tzinfo=SEOUL), date(2026, 2, 19)),
        ("KR", datetime(2025, 9, 22, 9, tzinfo=SEOUL), date(2025, 10, 10)),
        ("KR", datetime(2026, 2, 14, 9, tzinfo=SEOUL), date(2026, 3, 3)),
        ("DE", datetime(2026, 3, 20, 9, tzinfo=BERLIN), date(2026, 4, 7)),
        ("DE", datetime(2026, 4, 17, 9, tzinfo=BERLIN), date(2026, 5, 4)),
    ],
    ids=["Seollal", "Chuseok", "1 March on a Sunday", "Easter", "Labour Day"],
)
def test_a_persons_time_rolls_over_weekends_and_holidays(
    calendar: str, served: datetime, last: date
) -> None:
    rule = replace(
        PERSON, calendar=calendar, tz="Asia/Seoul" if calendar == "KR" else "Europe/Berlin"
    )
    assert last_day(rule, served) == last


def test_the_states_time_never_rolls_over() -> None:
    rule = replace(STATE, length=14, roll_over=True)
    assert last_day(rule, datetime(2026, 2, 4, tzinfo=SEOUL)) == date(2026, 2, 17), "Seollal"


def test_working_days_leave_weekends_and_holidays_out() -> None:
    rule = replace(PERSON, length=5, unit="working_day")
    assert last_day(rule, datetime(2026, 2, 13, 9, tzinfo=SEOUL)) == date(2026, 2, 25)
    counted = replace(rule, count_first_day=True)
    assert last_day(counted, datetime(2026, 2, 13, 9, tzinfo=SEOUL)) == date(2026, 2, 24)


@pytest.mark.parametrize(
    ("unit", "length", "first", "last"),
    [
        ("week", 2, datetime(2026, 3, 2, tzinfo=SEOUL), date(2026, 3, 16)),
        ("month", 1, datetime(2026, 1, 30, tzinfo=SEOUL), date(2026, 2, 28)),
        ("month", 2, datetime(2026, 12, 31, tzinfo=SEOUL), date(2027, 2, 28)),
        ("month", 12, datetime(2026, 7, 31, tzinfo=SEOUL), date(2027, 7, 31)),
    ],
)
def test_weeks_and_months(unit: str, length: int, first: datetime, last: date) -> None:
    rule = replace(PERSON, unit=unit, length=length, roll_over=False)  # type: ignore[arg-type]
    assert last_day(rule, first) == last


def test_hours_run_through_the_night_and_through_a_change_of_the_clocks() -> None:
    rule = replace(STAFF, tz="Europe/Berlin")
    evening = datetime(2026, 3, 28, 23, tzinfo=BERLIN)
    due = clocks.start(rule, evening.astimezone(UTC)).due
    assert due == datetime(2026, 3, 29, 4, tzinfo=BERLIN), "one hour of that night didn't exist"


def test_a_day_begins_at_the_centre_and_not_in_utc() -> None:
    early = datetime(2026, 3, 3, 0, 30, tzinfo=SEOUL).astimezone(UTC)
    assert early.date() == date(2026, 3, 2)
    assert last_day(replace(STATE, length=1), early) == date(2026, 3, 3)


def test_no_limit_in_law_is_unknown_and_never_expires() -> None:
    rule = replace(STATE, length=None, warn_at=())
    seen = clocks.state(rule, clocks.start(rule, ENTRY), ENTRY + timedelta(days=4000))
    assert (seen.kind, seen.left, seen.last_lawful_day) == ("unknown", None, None)


# ---------------------------------------------------------------- warnings and the end


def test_a_warning_comes_as_its_day_begins() -> None:
    clock = clocks.start(STATE, ENTRY)
    day60 = datetime(2026, 5, 1, tzinfo=SEOUL)
    assert clocks.warnings(STATE, clock)[0] == day60
    assert clocks.state(STATE, clock, day60 - timedelta(seconds=1)).warned == ()
    seen = clocks.state(STATE, clock, day60)
    assert (seen.kind, seen.day, seen.warned) == ("warned", 60, (60,))


def test_a_warning_in_hours_comes_when_they_are_over() -> None:
    clock = clocks.start(STAFF, ENTRY)
    assert clocks.warnings(STAFF, clock) == (ENTRY + timedelta(hours=3),)
    assert clocks.state(STAFF, clock, ENTRY + timedelta(hours=2)).kind == "running"


def test_it_expires_after_its_last_day_and_not_before() -> None:
    clock = clocks.start(STATE, ENTRY)
    midnight = datetime(2026, 6, 1, tzinfo=SEOUL)
    assert clocks.state(STATE, clock, midnight - timedelta(seconds=1)).kind == "warned"
    late = clocks.state(STATE, clock, midnight)
    assert (late.kind, late.day, late.left) == ("expired", 91, timedelta())


def test_a_stopped_clock_stays_as_it_ended() -> None:
    clock = clocks.stop(clocks.start(STATE, ENTRY), ENTRY + timedelta(days=5))
    assert clocks.stop(clock, ENTRY + timedelta(days=9)) == clock
    seen = clocks.state(STATE, clock, ENTRY + timedelta(days=400))
    assert (seen.kind, seen.day) == ("stopped", 6)


# ---------------------------------------------------------------- extension


def test_the_council_extends_once_with_reasons() -> None:
    clock, now = clocks.start(STATE, ENTRY), ENTRY + timedelta(days=80)
    longer = granted(STATE, clock, now)
    assert isinstance(longer, Clock)
    assert clocks.state(STATE, longer, now).last_lawful_day == date(2026, 6, 30)
    assert longer.extensions[0].reasons == "부득이한 사유"
    assert code(granted(STATE, longer, now)) == "clock.extension_used"


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"body": "director"}, "clock.body_required"),
        ({"record": " "}, "clock.body_required"),
        ({"reasons": "  "}, "clock.reasons_required"),
    ],
)
def test_an_extension_without_body_record_or_reasons(said: dict[str, str], refused: str) -> None:
    assert code(granted(STATE, clocks.start(STATE, ENTRY), ENTRY, **said)) == refused


def test_an_extension_comes_too_late_or_without_a_law() -> None:
    clock = clocks.start(STATE, ENTRY)
    assert clock.due is not None
    assert code(granted(STATE, clock, clock.due)) == "clock.already_expired"
    assert code(granted(STATE, clocks.stop(clock, ENTRY), ENTRY)) == "clock.not_running"
    bare = replace(STATE, extension=None)
    assert code(granted(bare, clock, ENTRY)) == "clock.no_extension"
    endless = replace(STATE, length=None)
    assert code(granted(endless, clocks.start(endless, ENTRY), ENTRY)) == "clock.no_extension"


@pytest.mark.parametrize(
    ("unit", "length", "last"), [("month", 2, date(2026, 7, 31)), ("hour", 48, date(2026, 6, 2))]
)
def test_an_extension_in_another_unit(unit: str, length: int, last: date) -> None:
    rule = replace(STATE, extension=Extension(1, length, unit, "council", reasons_required=False))
    longer = granted(rule, clocks.start(rule, ENTRY), ENTRY, reasons="")
    assert isinstance(longer, Clock)
    assert clocks.state(rule, longer, ENTRY).last_lawful_day == last


# ---------------------------------------------------------------- pause, restart, reinstatement


def test_the_states_clock_never_pauses() -> None:
    clock = clocks.start(STATE, ENTRY)
    assert code(clocks.pause(replace(STATE, pausable=True), clock, ENTRY)) == "clock.not_pausable"
    assert code(clocks.resume(STATE, clock, ENTRY)) == "clock.not_paused"


def test_a_pause_is_given_back() -> None:
    rule = replace(PERSON, pausable=True)
    clock = clocks.start(rule, ENTRY)
    paused = clocks.pause(rule, clock, ENTRY)
    assert isinstance(paused, Clock)
    assert clocks.state(rule, paused, ENTRY).kind == "paused"
    assert code(clocks.pause(rule, paused, ENTRY)) == "clock.not_running"
    resumed = clocks.resume(rule, paused, ENTRY + timedelta(days=3))
    assert isinstance(resumed, Clock)
    assert resumed.due is not None
    assert clock.due is not None
    assert resumed.due - clock.due == timedelta(days=3)


def test_the_states_clock_moves_only_to_an_earlier_start() -> None:
    clock = clocks.start(STATE, ENTRY)
    assert code(clocks.restart(STATE, clock, ENTRY)) == "clock.never_restarts"
    earlier = clocks.restart(STATE, clock, ENTRY - timedelta(days=2))
    assert isinstance(earlier, Clock)
    assert clocks.state(STATE, earlier, ENTRY).last_lawful_day == date(2026, 5, 29)
    longer = granted(STATE, clock, ENTRY)
    assert isinstance(longer, Clock)
    back = clocks.restart(STATE, longer, ENTRY - timedelta(days=2))
    assert code(back) == "clock.extension_used"


def test_only_a_person_gets_lost_time_back() -> None:
    found = ENTRY + timedelta(days=40)
    anew = clocks.reinstate(PERSON, clocks.start(PERSON, ENTRY), found)
    assert isinstance(anew, Clock)
    assert anew == clocks.start(PERSON, found)
    assert (
        code(clocks.reinstate(STATE, clocks.start(STATE, ENTRY), found)) == "clock.not_reinstated"
    )


def test_a_clock_survives_being_kept() -> None:
    longer = granted(STATE, clocks.start(STATE, ENTRY), ENTRY)
    assert isinstance(longer, Clock)
    kept = clocks.stop(longer, ENTRY + timedelta(days=7))
    assert clocks.from_dict(clocks.to_dict(kept)) == kept


# ---------------------------------------------------------------- laws

LAW = settings(max_examples=60, deadline=None)
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(SEOUL))  # noqa: DTZ001
UNITS = st.sampled_from(["minute", "hour", "day", "working_day", "week", "month"])
RULES = st.builds(
    lambda base, unit, length: replace(base, unit=unit, length=length, warn_at=(1,)),
    st.sampled_from([STATE, PERSON, STAFF]),
    UNITS,
    st.integers(2, 40),
)


@LAW
@given(RULES, MOMENTS, st.lists(st.integers(0, 90 * 24 * 60), min_size=2, max_size=5))
def test_no_clock_runs_backwards(rule: ClockRule, at: datetime, minutes: list[int]) -> None:
    clock = clocks.start(rule, at)
    moments = [at.astimezone(UTC) + timedelta(minutes=each) for each in sorted(minutes)]
    seen = [clocks.state(rule, clock, moment) for moment in moments]
    for earlier, later in pairwise(seen):
        assert later.day >= earlier.day
        assert set(later.warned) >= set(earlier.warned)
        assert earlier.left is not None
        assert later.left is not None
        assert later.left <= earlier.left
        assert not (earlier.kind == "expired" and later.kind != "expired")


@LAW
@given(RULES, MOMENTS)
def test_every_clock_leaves_time_and_warns_before_it_ends(rule: ClockRule, at: datetime) -> None:
    clock = clocks.start(rule, at)
    assert clock.due is not None
    assert clock.due > at
    assert all(warning < clock.due for warning in clocks.warnings(rule, clock))


ACTS = st.sampled_from(["pause", "resume", "restart", "reinstate", "extend"])


@LAW
@given(UNITS, MOMENTS, st.lists(st.tuples(ACTS, st.integers(0, 5000)), max_size=8))
def test_staff_never_lengthen_a_clock_against_the_state(
    unit: str, at: datetime, acts: list[tuple[str, int]]
) -> None:
    rule = replace(STATE, unit=unit, length=30, warn_at=(), pausable=True)  # type: ignore[arg-type]
    clock = clocks.start(rule, at)
    first, now = clock.due, at
    assert first is not None
    for act, minutes in acts:
        now += timedelta(minutes=minutes)
        moved = _act(act, rule, clock, now)
        clock = moved if isinstance(moved, Clock) else clock
    assert clock.due is not None
    assert clock.due <= first
    assert clock.paused_at is None


def _act(act: str, rule: ClockRule, clock: Clock, now: datetime) -> Clock | Refusal:
    if act == "extend":
        return granted(rule, clock, now, body="director")
    return {
        "pause": clocks.pause,
        "resume": clocks.resume,
        "restart": clocks.restart,
        "reinstate": clocks.reinstate,
    }[act](rule, clock, now)
