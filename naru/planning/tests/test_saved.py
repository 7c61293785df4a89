"""Scenarios under a name: shared by those who plan, removed by whoever saved them."""

from typing import Any

import pytest

from naru.domain.duties import Duty
from naru.planning import saving
from naru.planning.models import SavedScenario
from naru.planning.tests.conftest import SMALL

pytestmark = pytest.mark.django_db


def save(client: Any, name: str = "Summer") -> Any:
    return client.post(f"/plan/save/?{SMALL}&times=3", {"name": name}, follow=True)


def test_saved_by_one_seen_by_all_who_plan(sits: Any) -> None:
    answer = save(sits(Duty.DIRECTOR))
    assert b"The scenario is saved." in answer.content
    text = sits(Duty.STATISTICIAN).get(f"/plan/?{SMALL}").content.decode()
    assert 'href="/plan/?profile=ngo&amp;from=empty&amp;days=56&amp;times=3">Summer</a>' in text
    assert "Remove" not in text
    assert "Use for the forecast" not in text


def test_a_name_is_given_once(director: Any) -> None:
    save(director)
    again = save(director)
    assert again.status_code == 409
    assert b"There is already a scenario called Summer" in again.content
    assert SavedScenario.objects.count() == 1


def test_a_name_is_needed_and_not_endless(director: Any) -> None:
    assert save(director, "").status_code == 422
    assert save(director, "x" * 81).status_code == 422


def test_an_impossible_scenario_is_not_saved(director: Any) -> None:
    answer = director.post("/plan/save/?beds=0", {"name": "x"})
    assert answer.status_code == 303
    assert not SavedScenario.objects.exists()


def test_only_so_many_are_kept(director: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(saving, "MOST", 1)
    save(director)
    assert save(director, "Autumn").status_code == 409


def test_only_whoever_saved_it_removes_it(sits: Any) -> None:
    mine, other = sits(Duty.DIRECTOR), sits(Duty.DIRECTOR)
    save(mine)
    row = SavedScenario.objects.get()
    answer = other.post(f"/plan/saved/{row.pk}/remove/", follow=True)
    assert b"Only whoever saved it" in answer.content
    assert SavedScenario.objects.exists()
    mine.post(f"/plan/saved/{row.pk}/remove/")
    assert not SavedScenario.objects.exists()
    gone = mine.post(f"/plan/saved/{row.pk}/remove/", follow=True)
    assert b"has been removed" in gone.content


def test_one_is_chosen_for_the_forecast(sits: Any) -> None:
    director = sits(Duty.DIRECTOR)
    save(director)
    save(director, "Autumn")
    for row in SavedScenario.objects.all():
        director.post(f"/plan/saved/{row.pk}/choose/")
    assert SavedScenario.objects.filter(chosen=True).count() == 1
    assert sits(Duty.STATISTICIAN).post(f"/plan/saved/{row.pk}/choose/").status_code == 403
