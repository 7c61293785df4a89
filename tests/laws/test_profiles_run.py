"""Each profile that ships runs live, from the gate to the end of a stay, and stays pinned."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from naru import profiles as shipped
from naru.domain.cases import Event
from naru.domain.duties import Duty
from naru.domain.profile import Profile
from naru.domain.refusals import Refusal
from naru.ground import ledger
from naru.ground.pathway import conductor, profiles
from naru.ground.pathway.models import CaseRow, ProfileText, TaskRow
from naru.ground.pathway.testing import make_account, make_person
from naru.ground.staff.models import Account
from tests.laws.stays import MONDAY, Search

each = pytest.mark.parametrize("name", shipped.NAMES)


def staff_of(profile: Profile) -> dict[str, Account]:
    """Two of every duty, and nobody who holds more than one."""
    accounts = [make_account(duty) for duty in profile.duties for _ in range(2)]
    return {str(account.pk): account for account in accounts}


def way_through(profile: Profile, staff: dict[str, Account]) -> list[Event]:
    duties = {pk: account.duties for pk, account in staff.items()}
    return Search(profile, duties).way()


def play(number: str, event: Event, by: Account) -> None:
    with transaction.atomic():
        row = conductor.load(number)
        said = {"facts": event.facts, "record": event.record, "outcome": event.outcome}
        moved = conductor.advance(row, event.id, by=by, now=MONDAY, **said)
    assert not isinstance(moved, Refusal), (event.id, moved)


@pytest.fixture(autouse=True)
def _fresh(db: None) -> Iterator[None]:
    """Texts read from a database that is gone must not answer for the next test's."""
    profiles._kept.cache_clear()
    yield
    profiles._kept.cache_clear()


def enter(staff: dict[str, Account]) -> CaseRow:
    """Somebody who stands at the gate."""
    person = make_person(next(iter(staff.values())), MONDAY)
    made = conductor.open_case(person.subject, MONDAY)
    return CaseRow.objects.select_related("person").get(pk=made.pk)


@each
def test_a_live_stay_goes_from_the_gate_to_its_end(name, settings):
    settings.NARU_PROFILE = name
    profile = shipped.load(name)
    staff = staff_of(profile)
    row = enter(staff)
    for event in way_through(profile, staff):
        play(row.person.number, event, staff[event.actor])
    row.refresh_from_db()
    kept = conductor.state(row)
    assert (kept.profile.id, kept.closed, bool(row.closed_at)) == (name, True, True)
    assert kept.outcome in profile.outcomes
    assert not TaskRow.objects.filter(case=row).exists()
    assert list(ledger.verify()) == []


@each
def test_a_running_case_stays_under_the_profile_it_entered_with(name, settings):
    settings.NARU_PROFILE = name
    profile = shipped.load(name)
    staff = staff_of(profile)
    row = enter(staff)
    way = way_through(profile, staff)
    settings.NARU_PROFILE = "de" if name == "kr" else "kr"
    for event in way:
        play(row.person.number, event, staff[event.actor])
    row.refresh_from_db()
    assert conductor.state(row).profile.id == name
    assert conductor.state(row).closed


def test_a_new_version_is_for_those_who_enter_later(settings, monkeypatch):
    settings.NARU_PROFILE = "kr"
    staff = staff_of(shipped.load("kr"))
    before = enter(staff)
    old = shipped.text_of("kr")
    new = old.replace('version = "2026.12"', 'version = "2027.1"', 1)
    monkeypatch.setattr(shipped, "text_of", lambda name: new)
    monkeypatch.setattr(shipped, "load", lambda name: profiles.read(new))
    after = enter(staff)
    assert [row.profile_version for row in (before, after)] == ["2026.12", "2027.1"]
    assert conductor.state(before).profile.version == "2026.12"
    assert conductor.state(after).profile.version == "2027.1"
    assert dict(ProfileText.objects.values_list("version", "text")) == {
        "2026.12": old,
        "2027.1": new,
    }


def test_a_step_that_only_the_other_profile_knows_is_unknown(settings):
    settings.NARU_PROFILE = "ngo"
    officer = make_account(*Duty)
    row = enter({"": officer})
    settings.NARU_PROFILE = "kr"
    moved = conductor.advance(row, "start_interview", by=officer, now=MONDAY)
    assert moved == Refusal("event.unknown", {"event": "start_interview"})
