"""The register of names follows the log: no rebuild, other processes, rollbacks, erasure."""

import uuid

import pytest
from django.db import connection, transaction
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Refusal
from naru.ground import people
from naru.ground.pathway.testing import make_account, make_person
from naru.ground.pathway.verbs import verb
from naru.ground.people import changes
from naru.ground.people.models import Change
from naru.ground.vault import Compartment, erase, searching
from naru.ground.vault.custody.core import Custodian
from naru.ground.vault.keeper import host_secret, keeper, standing_in
from naru.ground.vault.rings import own_ring

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def registrar():
    return make_account(Duty.CASEWORKER)


@pytest.fixture
def calls(monkeypatch):
    """What is asked of the register, by name."""
    said, ask = [], searching.ask

    def noted(what, *given):
        said.append(what)
        return ask(what, *given)

    monkeypatch.setattr(searching, "ask", noted)
    return said


def register(registrar, name):
    given = {"names": [{"text": name, "kind": "own"}], "birth": None, "sex": ""}
    return uuid.UUID(make_person(registrar, **given).subject)


def found(text):
    return [line.person_id for line in people.search(text)]


def test_a_new_and_a_changed_person_are_found_without_a_rebuild(registrar, calls):
    one = register(registrar, "리정아")
    assert found("리정아") == [one]
    calls.clear()
    other = register(registrar, "황보꽃")
    assert found("황보꽃") == [other]
    named = {"text": "Pak Sol", "kind": "alias"}
    people.claim(by=registrar, now=NOW(), person_id=one, kind="name", values=named)
    assert found("박솔") == [one]
    assert "begin" not in calls


def test_nothing_new_costs_no_opening(registrar, calls):
    register(registrar, "리정아")
    people.follow()
    calls.clear()
    people.follow()
    assert calls == ["place", "wanted", "place"]


def test_a_second_process_follows_on_its_own(registrar):
    one = register(registrar, "리정아")
    assert found("리정아") == [one]
    elsewhere = Custodian(host_secret())
    with standing_in(elsewhere), own_ring():
        assert found("Lee Jung-ah") == [one]
        other = register(registrar, "황보꽃")
    assert found("황보꽃") == [other]
    with standing_in(elsewhere), own_ring():
        assert found("황보꽃") == [other]


def test_what_is_rolled_back_is_not_found(registrar):
    register(registrar, "박철수")
    people.follow()

    @verb
    def regret(*, by, now):
        one = register(by, "황보꽃")
        assert found("황보꽃") == [one]
        return Refusal("same.itself")

    assert isinstance(regret(by=registrar), Refusal)
    assert found("황보꽃") == []


def test_a_log_that_was_set_back_is_read_anew(registrar, calls):
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL gives no number twice")
    register(registrar, "박철수")
    people.follow()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        register(registrar, "황보꽃")
        people.follow()
        raise ZeroDivisionError
    calls.clear()
    other = register(registrar, "리정아")
    assert found("황보꽃") == []
    assert found("리정아") == [other]
    assert "begin" in calls


def test_an_erased_person_is_found_no_more(registrar):
    one = register(registrar, "리정아")
    assert found("리정아") == [one]
    erase(one, [Compartment.IDENTITY], NOW())
    people.note_change([one])
    assert found("리정아") == []


def test_a_slow_start_shows_how_far_it_is(registrar, monkeypatch):
    monkeypatch.setattr(changes, "BATCH", 1)
    for name in ("리정아", "황보꽃", "박철수"):
        register(registrar, name)
    first = people.follow(0.0)
    assert (first.done, first.of, first.is_ready) == (0, 3, False)
    assert people.follow().is_ready
    assert keeper().register.place()["left"] == 0


def test_the_log_of_changes_tells_no_more_than_that_something_changed(registrar):
    register(registrar, "리정아")
    assert {field.name for field in Change._meta.fields} == {"id", "person_id", "mark", "moment"}


def test_a_newcomer_is_not_stopped_for_a_date_alone(registrar):
    born = {"value": "1984-02-09", "precision": "day", "calendar": "gregorian"}
    known = make_person(registrar, names=[{"text": "리정아", "kind": "own"}], birth=born)
    for day in ("1984-09-02", "1984-02-09"):
        assert people.candidates(["다온별"], [(day, day)], "female") == []
    (same,) = people.candidates(["Lee Jung-ah"], [("1984-02-09", "1984-02-09")], "female")
    assert str(same.person_id) == known.subject
