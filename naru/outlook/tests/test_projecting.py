"""Runs: repeatable, comparable, conserving, and moved the right way by what is assumed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.outlook import posterior, projecting, reading, report, scenarios, tables

HEAD = (
    'id = "x"\nbased_on = "today"\nmonths = {months}\nname = {{ ko = "가", en = "a" }}\n'
    'summary = {{ ko = "가", en = "a" }}\n'
)
ROW = (
    'name = { ko = "가", en = "a" }\nreason = { ko = "가", en = "a" }\nsource = []\n'
    'confidence = "low"\n'
)


def scenario(*changes, months=36, since="2026-01"):
    text = HEAD.format(months=months)
    for name, figure in changes:
        text += f'[[changes]]\nid = "{name}"\nfrom = "{since}"\n{figure}\n' + ROW
    return reading.read(text, scenarios.shipped())


def run(made, draws=300, seed=1):
    return projecting.run(made, posterior.load().fitted, draws, seed)


def arrived(made, **how):
    """Expected people through the onward way by the end, draw by draw."""
    return run(made, **how).ledger["way_out"]


def test_the_same_seed_gives_the_same_bytes_and_another_does_not():
    made = scenario(months=24)
    first, again, other = (tables.to_csv(run(made, seed=seed)) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_a_longer_horizon_repeats_the_shorter_one():
    short, long = run(scenario(months=12)), run(scenario(months=30))
    assert (short.counts == long.counts[:12]).all()


def test_nobody_is_lost_or_doubled():
    for name in scenarios.NAMES:
        ledger = run(scenarios.load(name), draws=50).ledger
        stock = ledger["first"] + ledger["in"] - ledger["out"]
        assert np.allclose(stock, ledger["last"], rtol=1e-9)
        way = ledger["way_first"] + ledger["way_in"] - ledger["way_out"]
        assert np.allclose(way, ledger["way_last"], rtol=1e-9, atol=1e-6)


@settings(max_examples=12, deadline=None)
@given(
    st.sampled_from(["passage.border", "passage.onward"]),
    st.lists(st.floats(0, 1), min_size=2, max_size=2),
)
def test_more_closure_never_brings_more_people(way, shares):
    tight, wide = (arrived(scenario((way, f"times = [{s}, {s}, {s}]"))) for s in sorted(shares))
    assert (tight <= wide * (1 + 1e-9)).all()


def test_shut_ways_leave_those_who_are_abroad_already():
    shut = scenario(
        ("passage.border", "to = [0, 0, 0]"), ("passage.onward", "to = [0, 0, 0]"), months=12
    )
    made = run(shut)
    assert (made.ledger["way_out"] == 0).all()
    assert 0 < made.counts.sum(axis=(0, 1)).mean() < 12 * 12


def test_no_children_and_no_purse():
    made = run(scenario(("children.of_female", "to = [0, 0, 0]"), months=12))
    assert not made.counts[:, 1].any()
    none = [(f"budget.{who}", "to = [0, 0, 0]") for who in ("relatives", "groups")]
    ledger = run(scenario(*none, months=12)).ledger
    assert (ledger["way_in"] == 0).all()


def test_a_slope_of_zero_makes_price_irrelevant():
    flat = ("slope", "to = [0, 0, 0]")
    dear = ("onward.costs", "times = [9, 9, 9]")
    assert (arrived(scenario(flat)) == arrived(scenario(flat, dear))).all()
    assert (arrived(scenario(dear)) < arrived(scenario())).all()


def test_a_changed_assumption_moves_arrivals_as_a_change_does():
    text = scenarios.text_of("today").replace(
        'id = "budget.relatives"', 'id = "budget.relatives"', 1
    )
    at = text.index('id = "budget.relatives"')
    text = text[:at] + text[at:].replace(
        "low = 1\nvalue = 1\nhigh = 1", "low = 2\nvalue = 2\nhigh = 2", 1
    )
    richer = reading.read(text, scenarios.shipped())
    assert run(richer).counts.sum() > 1.2 * run(scenarios.load("today")).counts.sum()


def test_the_ranking_of_constraints_is_closure_then_enforcement_then_price():
    base = arrived(scenario()).mean()
    before_2020 = arrived(
        scenario(("passage.border", "to = [1, 1, 1]"), ("passage.onward", "to = [1, 1, 1]"))
    )
    caught = arrived(
        scenario(*((f"{leg}.caught", "times = [0.5, 0.5, 0.5]") for leg in ("border", "onward")))
    )
    price = arrived(
        scenario(*((f"{leg}.costs", "times = [0.5, 0.5, 0.5]") for leg in ("border", "onward")))
    )
    assert before_2020.mean() > caught.mean() > price.mean() > base


def test_a_surge_is_as_many_times_as_it_says():
    calm, wild = (run(scenarios.load(name), draws=500) for name in ("today", "hundredfold"))
    month = 14
    ratio = wild.counts[month : month + 6].sum() / calm.counts[month : month + 6].sum()
    assert ratio == pytest.approx(100, rel=0.05)
    assert (calm.counts[:month] == wild.counts[:month]).all()
    assert (wild.counts >= calm.counts)[:, [1, 3]].mean() > 0.99


def test_bands_are_in_order_and_rows_are_whole():
    made = run(scenario(months=24), draws=7)
    rows = tables.arrivals(made)
    assert len(rows) == 24 * 9
    for row in rows:
        band = [row[name] for name in tables.NAMES]
        assert band == sorted(band)
        assert band[0] >= 0
        assert list(row) == list(tables.COLUMNS)
    totals = [row["mean"] for row in rows if (row["sex"], row["age"]) == ("all", "all")]
    parts = [row["mean"] for row in rows if row["sex"] != "all" and row["age"] == "all"]
    assert sum(totals) == pytest.approx(sum(parts), abs=0.5)


def test_years_are_calendar_years_that_are_whole():
    text = HEAD.format(months=20) + 'start = "2026-07"\n'
    made = run(reading.read(text, scenarios.shipped()), draws=5)
    assert {row["year"] for row in tables.years(made)} == {2027}


@settings(deadline=None)
@given(st.lists(st.integers(0, 99), min_size=1, max_size=60))
def test_a_band_is_the_smallest_value_not_exceeded_by_its_share(values):
    got = tables.bands(np.array(values))
    for share, value in zip(tables.BANDS, got, strict=True):
        assert sum(v <= value for v in values) >= share * len(values) - 1e-9
        assert sum(v < value for v in values) < share * len(values)


def test_one_draw_runs_and_none_is_refused():
    assert run(scenario(months=2), draws=1).counts.shape == (2, 4, 1)
    with pytest.raises(ValueError, match="at least 1 draw"):
        run(scenario(months=2), draws=0)


def test_a_run_says_what_it_came_from():
    made = tables.to_json(run(scenarios.load("cameras"), draws=20), posterior.load())
    assert made["seed"] == 1
    assert len(made["posterior"]["sha256"]) == 64
    assert {row["kind"] for row in made["harm"]} == {"sold", "caught", "returned"}
    assert {row["figure"] for row in made["costs"]} == {
        "border",
        "onward",
        "brings.onward",
        "brings.whole",
    }
    for lang in ("ko", "en"):
        lines = report.report(run(scenarios.load("cameras"), draws=20), lang)
        assert lines[0] == scenarios.load("cameras").name[lang]
        assert tables.NOTES[lang] in lines


def test_a_run_that_would_not_fit_into_memory_is_refused():
    with pytest.raises(ValueError, match="600 months allow at most 10,000 draws, not 10,001"):
        run(scenario(months=600), draws=10_001)
