"""The live centre as a start: rebuilt from the ledger alone, with nothing opened or named."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from naru.domain.duties import Duty
from naru.domain.refusals import Refusal
from naru.engine import reading, staffing, starting
from naru.engine.model import run
from naru.ground.pathway import conductor
from naru.ground.pathway.testing import make_account, make_case, state_facts
from naru.planning import history, present

ARRIVED = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse():
    return make_account(Duty.NURSE, Duty.CASEWORKER, Duty.LODGING_OFFICER, Duty.INSTRUCTOR)


def act(row, event, by, at, **facts):
    moved = conductor.advance(row, event, by=by, now=at, facts=facts)
    assert not isinstance(moved, Refusal), moved


def rows(at=None):
    return list(csv.DictReader(io.StringIO(present.table("kr", at))))


def test_nobody_is_an_empty_table_that_the_simulator_reads():
    assert rows() == []
    model, said = present.started(reading.read(staffing.text_of("kr")))
    assert said[0].endswith("with 0 people of the centre")
    assert run(model, replications=1).events >= 0


def test_stages_beds_and_the_entry_come_from_acts_and_open_promises(nurse):
    row = make_case(now=ARRIVED, facts={"country_entry": "2026-02-26"})
    act(row, "triage", nurse, ARRIVED + DAY, triage_code="green")
    (one,) = rows(ARRIVED + 3 * DAY)
    assert one == {
        "arrived": "2026-03-02T10:00",
        "entered": "2026-02-26",
        "done": "S00@2026-03-02T10:00 S01@2026-03-03T10:00",
        "visits": "",
        "served": "",
        "blocks": "urgent medical care?2026-03-03T10:00; child alone?2026-03-02T10:00",
        "bed": "no",
    }
    state_facts(
        row,
        nurse_seen=True,
        needs_looked_at=True,
        isolation=False,
        done={"S05": ARRIVED, "S04": ARRIVED},
    )
    act(row, "assign_bed", nurse, ARRIVED + 2 * DAY)
    assert rows(ARRIVED + 3 * DAY)[0]["bed"] == "yes"
    assert rows(ARRIVED + 1.5 * DAY)[0]["bed"] == "no"


def test_a_past_moment_knows_nothing_of_what_came_later(nurse):
    row = make_case(now=ARRIVED)
    act(row, "triage", nurse, ARRIVED + DAY, triage_code="green")
    assert rows(ARRIVED - DAY) == []
    assert rows(ARRIVED + DAY / 2)[0]["done"] == "S00@2026-03-02T10:00"
    assert rows(ARRIVED + DAY)[0]["done"].split()[1] == "S01@2026-03-03T00:00"


def test_a_block_is_open_from_its_act_to_the_act_that_closes_it(nurse):
    row = make_case(now=ARRIVED)
    act(row, "request_counsel", nurse, ARRIVED + DAY)
    act(row, "contact_counsel", nurse, ARRIVED + 2 * DAY)
    said = [rows(ARRIVED + days * DAY)[0]["blocks"].split("; ") for days in (0.5, 1.5, 2.5)]
    assert ["counsel@2026-03-03T10:00" in one for one in said] == [False, True, False]


def test_what_a_sealed_body_says_may_be_so_until_what_it_stops_has_begun(nurse):
    row = make_case(now=ARRIVED)
    assert "child alone?2026-03-02T10:00" in rows(ARRIVED + DAY)[0]["blocks"]
    plan = reading.read(staffing.text_of("kr"))
    block = next(one for one in plan.blocks if one.id == "child alone")
    stay = history.stays(conductor.state(row).profile)[0]
    assert not present._passed(plan, block, stay, {})
    assert present._passed(plan, block, stay, {"S12": ARRIVED + DAY})


def test_what_was_taken_back_is_not_done(nurse):
    row = make_case(now=ARRIVED)
    act(row, "lend", nurse, ARRIVED + DAY)
    before = history.stays(conductor.state(row).profile)[0]
    moved = conductor.undo(row, by=nurse, now=ARRIVED + DAY + timedelta(minutes=2))
    assert not isinstance(moved, Refusal), moved
    after = history.stays(conductor.state(row).profile)[0]
    assert [done.act for done in before.acts] == ["arrive", "lend"]
    assert [done.act for done in after.acts] == ["arrive"]


def test_nothing_sealed_is_read_and_nobody_is_named():
    row = make_case(now=ARRIVED)
    with CaptureQueriesContext(connection) as asked:
        said = present.table("kr")
    assert row.person.number not in said
    assert str(row.person_id) not in said
    assert asked.captured_queries
    assert not [q["sql"] for q in asked.captured_queries if "sealed" in q["sql"]]


def test_a_plan_begins_at_the_nearest_midnight_of_the_centre():
    plan = reading.read(staffing.text_of("kr"))
    morning = datetime(2026, 3, 1, 23, 0, tzinfo=UTC)
    assert str(present.begins(plan, morning)) == "2026-03-02"
    assert str(present.begins(plan, morning + DAY / 2)) == "2026-03-03"
    make_case(now=morning)
    model, _said = present.started(plan, morning + timedelta(hours=1))
    assert str(model.plan.start) == "2026-03-02"


def test_another_kind_of_centre_is_refused(settings):
    with pytest.raises(present.OtherCentre, match="works by kr"):
        present.table("de")
    with pytest.raises(present.OtherCentre, match="network of its own"):
        present.started(reading.read(staffing.text_of("w1")))
    settings.NARU_PROFILE = "de"
    assert present.table("de").startswith(",".join(starting.COLUMNS))
