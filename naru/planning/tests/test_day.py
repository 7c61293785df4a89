"""A day in the house: everybody is in one room, nobody is lost, the days have ends."""

import json
import re
from typing import Any

import pytest

from naru.planning import floor
from naru.planning.oneday import AWAY, HALL, LIVING, day_of
from naru.planning.scenario import Scenario
from naru.planning.tests.conftest import SMALL
from naru.planning.tests.test_scenario import TODAY


@pytest.fixture(scope="module")
def found() -> Any:
    return day_of(Scenario("kr", "steady", 56, None, (("times", 4.0),)), "", TODAY, 9)


def test_everybody_is_in_one_room_of_the_plan(found: Any) -> None:
    assert found.inside == found.shown > 10
    for track in found.tracks:
        minutes = [minute for minute, _room in track]
        assert minutes == sorted(set(minutes))
        assert {room for _minute, room in track} <= {*found.rooms, AWAY}
    for minute in range(0, 1440, 60):
        assert sum(found.at(minute).values()) <= found.shown


def test_people_are_served_by_day_and_live_in_their_rooms_by_night(found: Any) -> None:
    night, noon = found.at(3 * 60), found.at(11 * 60)
    assert night[LIVING] > 0.8 * sum(night.values())
    busy = sum(n for room, n in noon.items() if room not in {LIVING, HALL})
    assert busy > 0


def test_who_has_left_and_waits_for_their_file_to_be_closed_is_in_no_room() -> None:
    here = "2026-01-02,S00 S07,yes\n2026-01-02,S00,no\n"
    gone = "2026-01-02,S00 S15,no\n" * 3
    now = Scenario("kr", "now", 56, TODAY, (("arrivals", 0.0),))
    assert day_of(now, f"arrived,done,bed\n{here}{gone}", TODAY, 0).inside == 2


def test_dots_stay_within_their_room(found: Any) -> None:
    for box in floor.boxes(found):
        for count in (1, 30, 300):
            for x, y in box.slots(count):
                assert box.x < x < box.x + box.width
                assert box.y < y < box.y + box.height + floor.PITCH


@pytest.mark.django_db
def test_the_page_has_pictures_a_table_and_the_moves(director: Any) -> None:
    text = director.get(f"/plan/day/?{SMALL}").content.decode()
    assert text.count('<svg class="plan-floor"') == 7
    assert "How many people are in each room" in text
    data = json.loads(re.search(r'id="day-data"[^>]*>(.*?)</script>', text)[1])
    assert data["tracks"]
    assert " style=" not in text


@pytest.mark.django_db
@pytest.mark.parametrize("on", ["2001-01-01", "2099-01-01", "never", "9" * 400])
def test_a_day_outside_says_which_there_are(director: Any, on: str) -> None:
    response = director.get(f"/plan/day/?{SMALL}&on={on}")
    assert response.status_code == 422
    assert b"The scenario runs from" in response.content
