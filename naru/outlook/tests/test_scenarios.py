"""Scenario files: those that ship are whole and sourced, and a wrong one is named by line."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.domain.lines import Unreadable
from naru.outlook import priors, reading, scenarios
from naru.outlook.scenario import INPUTS, Spread

DATA = Path(scenarios.__file__).parents[2] / "evidence" / "data"
TODAY = scenarios.text_of("today")
HEAD = (
    'id = "x"\nbased_on = "today"\nname = { ko = "가", en = "a" }\n'
    'summary = { ko = "가", en = "a" }\n'
)
ROW = (
    'name = { ko = "가", en = "a" }\nreason = { ko = "가", en = "a" }\nsource = []\n'
    'confidence = "low"\n'
)


def problems(text):
    with pytest.raises(Unreadable) as caught:
        reading.read(text, scenarios.shipped())
    return [(p.line, p.reason) for p in caught.value.problems]


def _rows():
    for scenario in scenarios.shipped().values():
        yield from (*scenario.assumptions.values(), *scenario.changes)
        if scenario.surge:
            yield scenario.surge
    yield from priors.load()


def test_every_assumption_says_why_in_both_languages():
    for row in _rows():
        for said in (row.name, row.reason):
            assert re.search("[가-힣]", said["ko"]), said
            assert re.search("[a-z]", said["en"]), said


def test_every_source_is_a_claim_of_the_evidence_book():
    """As far as its tables are here: a table that isn't is not checked."""
    known = {
        row["claim_id"]
        for table in DATA.glob("*.csv")
        for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())
        if "claim_id" in row
    }
    here = {claim.partition("-")[0] for claim in known}
    named = {claim for row in _rows() for claim in row.source}
    assert {claim for claim in named if claim.partition("-")[0] in here} <= known
    assert all(re.fullmatch(r"[A-Z]{2}-\d{3}", claim) for claim in named)


def test_no_way_place_or_person_is_named():
    text = " ".join(scenarios.text_of(name) for name in scenarios.NAMES)
    for word in ("Yalu", "Tumen", "압록", "두만", "Laos", "라오스", "Mongolia", "몽골", "브로커"):
        assert word not in text


def test_the_slope_stays_within_the_judgement():
    spread = scenarios.load("today").assumptions["slope"].spread
    assert (spread.low, spread.high) == (-1.2, 0)
    wide = TODAY.replace("low = -1.2", "low = -1.3")
    assert problems(wide)[0][1] == "low must lie from -1.2 to 0, not -1.3"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (HEAD + "[[changes]]\nid = 3\n", 6, "id must be a str, not 3"),
        (HEAD + '[[changes]]\nid = "slop"\n', 6, "'slop' is none of"),
        (HEAD + "months = 601\n", 5, "months must lie from 1 to 600, not 601"),
        (HEAD + 'start = "2026-13"\n', 5, "there is no month 13"),
        (HEAD + 'start = "1999-01"\n', 5, "must lie from 2026-01"),
        (HEAD + "colour = 1\n", 5, "'colour' is not a key here"),
        (HEAD.replace("today", "nowhere"), 2, "'nowhere' is no shipped scenario"),
        (HEAD + "[surge]\nmonths = 0\n", 6, "months must lie from 1 to 600, not 0"),
        (HEAD + "surge = 3\n", 5, "surge must be a table"),
        (HEAD + "changes = 3\n", 5, "changes must be tables"),
        (HEAD + "x = \n", 5, "this is not TOML"),
        ("id = 'x'\n", 0, "name is missing"),
        ("id = 'x'\n", 0, "nothing is assumed for 'slope'"),
    ],
)
def test_an_error_is_named_with_its_line(text, line, reason):
    assert any(at == line and reason in why for at, why in problems(text))


@pytest.mark.parametrize(
    ("figure", "reason"),
    [
        ("to = [0.5, 0.4, 0.6]", "low must not be above value"),
        ("to = [0.5, 0.5]", "to must be [low, value, high]"),
        ("to = [0.5, nan, 0.6]", "must be a finite number"),
        ("to = [0.5, inf, 0.6]", "must be a finite number"),
        ("to = [0.5, true, 0.6]", "must be a finite number"),
        ("to = [0.5, 0.6, 1.5]", "must lie from 0 to 1, not 1.5"),
        ("times = [-1, 0, 1]", "must lie from 0 to inf, not -1"),
        ('to = "much"', "to must be a list"),
    ],
)
def test_a_figure_that_cannot_be_is_named(figure, reason):
    text = HEAD + f'[[changes]]\nid = "passage.border"\nfrom = "2027-01"\n{figure}\n' + ROW
    found = problems(text)
    assert any(reason in why for _, why in found), found
    assert all(line == 8 for line, _ in found)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    try:
        reading.read(text, scenarios.shipped())
    except Unreadable as error:
        assert error.problems


@settings(deadline=None)
@given(
    st.integers(0, TODAY.count("\n")), st.sampled_from(["low = -5", "x = 1", "[", 'id = ""', ""])
)
def test_a_spoilt_line_is_read_or_refused(number, line):
    lines = TODAY.splitlines()
    lines[number : number + 1] = [line]
    try:
        reading.read("\n".join(lines), scenarios.shipped())
    except Unreadable as error:
        assert all(p.reason for p in error.problems)


@settings(deadline=None)
@given(st.lists(st.floats(-5, 5), min_size=3, max_size=3), st.floats(0, 1, exclude_max=True))
def test_a_spread_stays_between_its_ends(ends, u):
    import numpy as np

    spread = Spread(*sorted(ends))
    assert spread.low <= spread.at(np.array([u]))[0] <= spread.high


def test_every_input_is_assumed_today():
    assert scenarios.load("today").assumptions.keys() == INPUTS.keys()
