"""The four profiles that ship: whole, bilingual, walkable, and each true to its own centre."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from naru import profiles
from naru.domain.calendars import Calendar
from naru.domain.cases import Case, Event
from naru.domain.duties import Duty
from naru.domain.pathway import advance
from naru.domain.profile import EventRule, FactValue, Profile
from naru.domain.refusals import Refusal

EVERY = {name: profiles.load(name) for name in profiles.NAMES}
KR, DE, EU, NGO = EVERY.values()
each = pytest.mark.parametrize("profile", list(EVERY.values()), ids=profiles.NAMES)
EVERY_DUTY = frozenset(Duty)
HANGUL = re.compile(r"[가-힣]")
MONDAY = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Berlin"))


def walk(case: Case, *steps: tuple[str, dict[str, FactValue]], at: datetime = MONDAY) -> Case:
    """The case after the steps, each by another person; fails on a refusal."""
    for number, (name, facts) in enumerate(steps):
        moved = advance(case, Event(name, f"officer{number}", EVERY_DUTY, facts), at)
        assert not isinstance(moved, Refusal), (name, moved)
        case = moved
    return case


# ---------------------------------------------------------------- whole


def test_each_ships_under_its_name_and_a_version_of_its_own() -> None:
    assert {profile.id for profile in EVERY.values()} == set(profiles.NAMES)
    assert len({profile.version for profile in EVERY.values()}) == len(EVERY)


def test_a_name_that_does_not_ship() -> None:
    with pytest.raises(KeyError):
        profiles.text_of("atlantis")


def words(profile: Profile) -> Iterator[tuple[str, dict[str, str]]]:
    yield "profile", dict(profile.name)
    yield "law", profile.law["basis"]
    for book in (
        profile.stages,
        profile.events,
        profile.facts,
        profile.clocks,
        profile.branches,
        profile.outcomes,
        profile.duties,
    ):
        for key, item in book.items():
            yield key, dict(item.name)
    for branch in profile.branches.values():
        yield f"effect of {branch.id}", dict(branch.effect)


@each
def test_every_text_is_korean_in_korean_and_english_in_english(profile: Profile) -> None:
    for where, said in words(profile):
        assert said.keys() == {"ko", "en"}, where
        assert HANGUL.search(said["ko"]), where
        assert not HANGUL.search(said["en"]), where


@each
def test_two_things_on_one_page_never_have_one_name(profile: Profile) -> None:
    for lang in ("ko", "en"):
        for book in (profile.stages, profile.events, profile.outcomes, profile.duties):
            names = Counter(item.name[lang] for item in book.values())
            assert max(names.values()) == 1, names.most_common(2)


@each
def test_no_length_claims_a_check_that_nobody_made(profile: Profile) -> None:
    assert not profile.law.get("checked_on"), "a date here needs a lawyer and verified clocks"
    assert len(profile.unverified_clocks()) == len(profile.clocks)
    assert all(clock.basis for clock in profile.clocks.values())


@each
def test_its_calendar_and_its_zone_exist(profile: Profile) -> None:
    assert ZoneInfo(profile.tz)
    assert Calendar(profile.country).holidays(2026)
    for clock in profile.clocks.values():
        assert (clock.calendar, clock.tz) == (profile.country, profile.tz)


@each
def test_the_same_rooms_can_perform_it(profile: Profile) -> None:
    for event in profile.events.values():
        known = KR.events[event.id]
        assert event.room == known.room
        assert set(event.facts) == set(known.facts)
    for fact in profile.facts.values():
        known_fact = KR.facts[fact.id]
        assert (fact.type, fact.codes) == (known_fact.type, known_fact.codes)


@each
def test_nobody_sees_more_than_at_the_reference_centre(profile: Profile) -> None:
    for fact in profile.facts.values():
        added = fact.seen_by - KR.facts[fact.id].seen_by
        assert not added, (fact.id, added)
    for duty, rule in profile.duties.items():
        for part, need in rule.sees.items():
            assert need == KR.duties[duty].sees[part]


@each
def test_everybody_may_ask_for_counsel_and_may_want_to_leave(profile: Profile) -> None:
    assert Duty.RESIDENT in profile.events["request_counsel"].by
    assert Duty.RESIDENT in profile.events["wish_to_leave"].by
    assert not profile.events["request_counsel"].guards
    assert not profile.events["wish_to_leave"].guards


@each
def test_nobody_leaves_while_belongings_are_held(profile: Profile) -> None:
    guards = {str(guard) for guard in profile.events["depart"].guards}
    assert any(guard.startswith("zero(items_held, medicine_pending") for guard in guards)


# ---------------------------------------------------------------- walkable

ARRIVED: dict[str, FactValue] = {
    "country_entry": "2026-02-27",
    "minor": False,
    "unaccompanied": False,
}
ALONE: dict[str, FactValue] = {**ARRIVED, "minor": True, "unaccompanied": True}
WELCOME: dict[str, FactValue] = {
    "rights_notice": True,
    "consent": "given",
    "language_matched": True,
}
SESSION: dict[str, FactValue] = {
    "session_rights": True,
    "interpreter_ok": True,
    "recording_on": True,
}
WAY: list[tuple[str, dict[str, FactValue]]] = [
    ("arrive", ARRIVED),
    ("triage", {"triage_code": "green"}),
    ("welcome", WELCOME),
    ("search_person", {"search_lawful": True}),
    ("sign_inventory", {"inventory_signed": True}),
    ("examine_nurse", {"isolation": False}),
    ("examine", {"isolation": False, "fit_for_interview": True}),
    ("look_at_needs", {}),
    ("register", {}),
    ("screen_needs", {}),
    ("assign_bed", {}),
    ("orient", {"rights_officer_offered": True}),
    ("start_settlement", {}),
    ("plan_interview", {}),
    ("start_interview", SESSION),
    ("end_interview", {"interviews_done": 1}),
    ("finish_interviews", {}),
    ("read_back", {}),
    ("confirm_statement", {}),
    ("draft_findings", {}),
    ("sign_findings", {}),
    ("disclose_file", {}),
    ("draft_ruling", {}),
    ("decide", {}),
    ("serve", {}),
    ("free_bed", {}),
    ("summarise_health", {}),
    ("give_file_copy", {}),
    ("wish_to_leave", {}),
    ("answer_leave", {"leave_answer": "gate_open", "counselled": True}),
    ("prepare_departure", {}),
    ("depart", {"destination_informed": True}),
    ("close_file", {}),
]


def straight(profile: Profile) -> list[Case]:
    """Every state of the plainest stay, each act by another person."""
    passed = [Case(profile)]
    for name, facts in (step for step in WAY if step[0] in profile.events):
        outcome = "withdrawn_voluntary" if name == "answer_leave" else ""
        event = Event(name, f"officer{len(passed)}", EVERY_DUTY, facts, outcome=outcome)
        moved = advance(passed[-1], event, MONDAY)
        assert not isinstance(moved, Refusal), (name, moved)
        passed.append(moved)
    return passed


def tellings(profile: Profile, rule: EventRule) -> Iterator[Event]:
    """The act with every yes, then with every no, and with each outcome it can give."""
    body = next((c.extension.body for c in profile.clocks.values() if c.extension), "")
    record = {"body": body, "reasons": "reasons", "record": "2026-1"}
    for yes in (True, False):
        facts: dict[str, FactValue] = {}
        for fact in (profile.facts[name] for name in rule.facts):
            code = fact.codes[0 if yes else -1] if fact.codes else "2026-02-20"
            facts[fact.id] = {"bool": yes, "count": int(yes)}.get(fact.type, code)
        for outcome in rule.outcomes or ("",):
            yield Event(rule.id, "somebody", EVERY_DUTY, facts, record, outcome)


def turns(profile: Profile) -> list[Case]:
    """The states of the straight way and of every turn off it that leads to something new."""
    siblings = walk(Case(profile), ("arrive", ALONE), ("bind_family", {"in_family": True}))
    passed, seen = [*straight(profile), siblings], set[tuple[str, str]]()
    for case in passed:  # grows: a turn may be taken from a turn
        for rule in profile.events.values():
            for event in tellings(profile, rule):
                if (event.id, event.outcome) in seen:
                    continue
                moved = advance(case, event, MONDAY)
                if not isinstance(moved, Refusal):
                    seen.add((event.id, event.outcome))
                    passed.append(moved)
    return passed


@each
def test_a_stay_can_go_straight_through(profile: Profile) -> None:
    last = straight(profile)[-1]
    assert last.closed
    assert not last.blocks
    assert {
        stage.id for stage in profile.stages.values() if not stage.on_request
    } <= last.done.keys()


@each
def test_every_act_branch_outcome_and_clock_is_reached_by_some_stay(profile: Profile) -> None:
    passed = turns(profile)
    acts = {name for case in passed for name in case.actors}
    assert profile.events.keys() - acts == set()
    assert profile.branches.keys() - {name for case in passed for name in case.blocks} == set()
    assert profile.outcomes.keys() - {case.outcome for case in passed} == set()
    assert profile.clocks.keys() - {name for case in passed for name in case.clocks} == set()
