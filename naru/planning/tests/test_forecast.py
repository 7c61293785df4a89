"""Early warning: a row a day, read by the home, made once; by the scenario that was chosen."""

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from naru.domain.duties import Duty
from naru.ground.pathway.testing import make_case
from naru.planning import forecast, saving
from naru.planning.models import Forecast, SavedScenario
from naru.planning.scenario import Scenario

pytestmark = pytest.mark.django_db


def home(client: Any) -> str:
    return client.get("/").content.decode()


def test_the_morning_command_keeps_one_row_a_day() -> None:
    make_case(facts={"minor": False})
    said = StringIO()
    call_command("forecast", stdout=said)
    call_command("forecast", stdout=said)
    assert Forecast.objects.count() == 1
    assert "courses from 1 people" in said.getvalue()
    found = json.loads(Forecast.objects.get().found)
    assert found["people"] == 1
    assert len(found["curves"]["in use"][0]) == forecast.DAYS


def test_the_home_reads_it_and_only_the_directors(sits: Any) -> None:
    forecast.make()
    text = home(sits(Duty.DIRECTOR))
    assert "The next eight weeks" in text
    assert "Beds suffice" in text
    assert text.count("plan-panel__svg") == 4
    assert "The next eight weeks" not in home(sits(Duty.NURSE))


def test_without_one_the_home_says_that_it_is_coming(director: Any, monkeypatch: Any) -> None:
    begun = []
    monkeypatch.setattr(forecast, "freshen", lambda: begun.append(1))
    assert "The first forecast is being made" in home(director)
    assert begun == [1]


def test_yesterdays_is_shown_until_todays_is_there(director: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(forecast, "freshen", lambda: False)
    forecast.make(timezone.now() - timedelta(days=1))
    assert "until then you see the last one" in home(director)
    forecast.make()
    assert "until then you see the last one" not in home(director)


def test_it_reckons_by_the_chosen_scenario(director: Any) -> None:
    plain = forecast.make()
    scenario = Scenario("kr", "steady", 365, None, (("beds", 7.0), ("times", 20.0)))
    done = saving.save(by=director.account, now=timezone.now(), name="Ours", scenario=scenario)
    saving.choose(saved_id=done.subject)
    kept = forecast.make()
    assert (plain.places, kept.places) == (120, 7)
    assert kept.scenario == "Ours"
    assert "Beds run out around" in home(director)


def test_a_damaged_scenario_falls_back_to_the_plan(director: Any) -> None:
    SavedScenario.objects.create(
        name="Old", profile="kr", query="profile=kr&gone=1", made_by=director.account,
        made_at=timezone.now(), chosen=True,
    )  # fmt: skip
    assert forecast.make().scenario == ""
