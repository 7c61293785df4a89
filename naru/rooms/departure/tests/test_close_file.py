"""Closing the file: relatives are forgotten, the rest is timed, the proof stays."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from naru.domain.duties import Duty
from naru.domain.refusals import Refusal
from naru.ground import people
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, make_case, state_facts
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, AppendOnlyError, open_row
from naru.ground.vault.models import DataKey
from naru.rooms.departure import actions, queries
from naru.rooms.departure.models import Closure
from naru.rooms.departure.retention import RULES, timers
from naru.rooms.departure.tests.parts import caseworker, decided, fresh, leaving


def officer() -> Account:
    return make_account(Duty.DATA_PROTECTION_OFFICER)


def departed() -> CaseRow:
    row, by = decided(), caseworker()
    people.add_kin(
        by=by,
        now=row.opened_at,
        person_id=row.person_id,
        relation="mother",
        alive="unknown",
        country="KP",
        wish="none",
    )
    actions.prepare_departure(by=by, number=row.person.number)
    actions.depart(by=by, number=row.person.number, leaving=leaving(row))
    return fresh(row)


def kin_keys(row: CaseRow) -> int:
    return DataKey.objects.filter(person_id=row.person_id, compartment="kin").count()


@given(st.integers(0, 5_000_000_000))
def test_nothing_is_kept_for_less_than_nothing(second: int) -> None:
    closed_at = datetime.fromtimestamp(second, UTC)
    days = timers(closed_at)
    assert days.keys() == {rule.id for rule in RULES}
    assert days["kin"] == closed_at.date().isoformat()
    assert all(day >= days["kin"] for day in days.values())


@pytest.mark.django_db
def test_a_file_is_closed_with_its_certificate() -> None:
    row, by = departed(), officer()
    assert kin_keys(row) == 1
    result = actions.close_file(by=by, number=row.person.number, once="c")
    assert not isinstance(result, Refusal), result
    assert actions.close_file(by=by, number=row.person.number, once="c").repeated
    assert kin_keys(row) == 0
    assert people.kin(by, row.person_id) == []
    assert fresh(row).closed_at is not None
    closure = Closure.objects.get()
    assert open_row(SYSTEM, closure, "test")["erased"] == ["kin"]
    with pytest.raises(AppendOnlyError):
        closure.save()
    panel = queries.panel(by, pathway.case(by, row.person.number))
    assert panel is not None
    assert panel.closed is not None
    assert not panel.closed.kin_kept
    assert panel.record_id is None


@pytest.mark.django_db
def test_relatives_are_kept_at_the_persons_wish() -> None:
    row = departed()
    actions.close_file(by=officer(), number=row.person.number, keep_kin=True)
    assert kin_keys(row) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("facts", [{"data_request_open": True}, {"departed": False}])
def test_an_open_file_is_not_closed(facts: dict[str, bool]) -> None:
    row = state_facts(departed(), **facts)
    result = actions.close_file(by=officer(), number=row.person.number)
    assert isinstance(result, Refusal)
    assert kin_keys(row) == 1
    assert not Closure.objects.exists()


@pytest.mark.django_db
def test_the_page(client: Client) -> None:
    row = departed()
    url = reverse("departure:close_file", args=[row.person.number])
    client.force_login(officer())
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    early = reverse("departure:close_file", args=[decided().person.number])
    assert client.post(early, {"sure": "on"}).status_code == 409
    assert client.post(url, {"sure": "on"}).status_code == 303
    assert client.get(f"/p/{row.person.number}/").status_code == 200
    client.force_login(caseworker())
    assert client.get(url).status_code == 403
    assert client.get(f"/p/{row.person.number}/").status_code == 200


@pytest.mark.django_db
def test_there_is_no_panel_before_an_outcome() -> None:
    row, by = make_case(), caseworker()
    assert queries.panel(by, pathway.case(by, row.person.number)) is None
