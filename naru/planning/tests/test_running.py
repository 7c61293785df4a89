"""Jobs take turns; what nobody asks for any more ends; a failure is told and tried again."""

import threading

import pytest

from naru.planning.preventing import ask as ask_remedy
from naru.planning.running import Desk, ask, steps
from naru.planning.scenario import Scenario, plan_of
from naru.planning.tests.test_scenario import TODAY

SOON = 20


def test_a_newer_question_ends_the_older_one():
    desk, begun, go_on, ends = Desk(), threading.Event(), threading.Event(), []

    def long(job):
        desk.piece(job, begun.set)
        go_on.wait(SOON)
        desk.piece(job, lambda: ends.append("worked on"))

    old = desk.ask(("scenario", 1), long, "me")
    assert begun.wait(SOON)
    new = desk.ask(("scenario", 2), lambda job: job.tell(1, 1, "found"), "me")
    go_on.set()
    for job in (old, new):
        job.wait(lambda _job: False, SOON)
    assert ends == []
    assert old.failed
    assert new.found == "found"


def test_what_somebody_else_asked_goes_on():
    desk, go_on = Desk(), threading.Event()

    def long(job):
        go_on.wait(SOON)
        job.tell(1, 1, desk.piece(job, lambda: "found"))

    shared = desk.ask(("scenario", 1), long, "me")
    assert desk.ask(("scenario", 1), long, "you") is shared
    desk.ask(("scenario", 2), lambda job: job.tell(1, 1, ""), "me")
    go_on.set()
    shared.wait(lambda job: job.found is not None, SOON)
    assert shared.found == "found"


@pytest.mark.filterwarnings("ignore")
def test_a_failure_is_told_and_the_next_asker_tries_again():
    desk, tries = Desk(), []

    def work(job):
        tries.append(1)
        if len(tries) == 1:
            msg = "no luck"
            raise ArithmeticError(msg)
        job.tell(1, 1, "found")

    first = desk.ask(("scenario", 1), work, "me")
    first.wait(lambda _job: False, SOON)
    assert first.failed == "failed"
    second = desk.ask(("scenario", 1), work, "me")
    second.wait(lambda job: job.found is not None, SOON)
    assert second.found == "found"


def test_a_quick_answer_comes_before_the_whole_one():
    job = ask(Scenario("ngo", "empty", 56), "", TODAY, "me")
    job.wait(lambda job: job.found is not None, 60)
    assert job.found.replications >= 6
    job.wait(lambda job: job.found is not None and job.found.complete, 60)
    assert job.found.replications == job.found.wanted == 200


def test_more_people_mean_fewer_replications():
    few, many = (
        steps(plan_of(Scenario("kr", "empty", 365, None, changes), TODAY), 0)
        for changes in ((), (("arrivals", 6.0), ("times", 10.0)))
    )
    assert few == (20, 200, 50)
    assert all(a > b for a, b in zip(few, many, strict=True))


def test_what_prevents_a_break_does_so_and_not_more_than_needed():
    scenario = Scenario("ngo", "empty", 182, None, (("times", 3.0),))
    job = ask_remedy(scenario, "", TODAY, "me")
    job.wait(lambda job: job.found is not None, 120)
    found = job.found
    assert found.before > 0.5
    assert found.holds
    assert found.share <= 0.1
    assert dict(found.added)["beds"] > 0
    assert found.cost == pytest.approx(dict(found.added)["beds"] * 25 * 30.4, rel=0.5)
    beside = found.scenario(scenario)
    assert dict(beside.other)["beds"] == 40 + dict(found.added)["beds"]
