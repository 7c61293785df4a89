"""Scores and forecasts: right by their definitions, and the stored result belongs to the official
figures."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.outlook import backtest, official, peers, scoring

PAST = [1142, 1285, 1898, 1384, 2028, 2554, 2803, 2914, 2402]
DRAWS = st.lists(st.integers(0, 500), min_size=1, max_size=30)


@settings(deadline=None)
@given(DRAWS, st.integers(0, 500))
def test_crps_is_what_its_definition_says(values, seen):
    draws = np.array(values, np.float64)
    pairs = np.abs(draws[:, None] - draws[None, :]).mean()
    assert scoring.crps(draws, seen) == pytest.approx(
        np.abs(draws - seen).mean() - pairs / 2, abs=1e-6
    )


@settings(deadline=None)
@given(st.floats(0, 1e4), st.floats(0, 1e4))
def test_a_single_number_scores_its_error(said, seen):
    assert scoring.crps(np.array([said]), seen) == pytest.approx(abs(said - seen))
    assert scoring.error(np.array([said]), seen) == pytest.approx(abs(said - seen))


@settings(deadline=None)
@given(DRAWS, st.integers(0, 500))
def test_the_wide_band_holds_what_the_narrow_one_does(values, seen):
    draws = np.array(values, np.float64)
    assert scoring.covered(draws, seen, 0.9) or not scoring.covered(draws, seen, 0.5)


@pytest.mark.parametrize("name", peers.PEERS)
def test_a_peer_foretells_people(name):
    fans = peers.PEERS[name](PAST, 3)
    assert len(fans) == 3
    for fan in fans:
        assert np.isfinite(fan).all()
        assert (np.diff(fan) > 0).all()
        assert 300 < np.median(fan) < 6000


def test_the_last_value_and_the_mean_are_what_they_are_called():
    assert np.median(peers.naive(PAST, 2)[1]) == pytest.approx(PAST[-1])
    assert np.median(peers.five_years(PAST, 2)[0]) == pytest.approx(np.mean(PAST[-5:]))


def test_without_statsmodels_the_reason_is_said(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "statsmodels", None)
    with pytest.raises(peers.Missing, match="statsmodels"):
        peers.ets(PAST, 1)


def test_a_small_backtest_runs_and_repeats_itself(monkeypatch):
    simple = {name: peers.PEERS[name] for name in ("naive", "5-year mean")}
    monkeypatch.setattr(peers, "PEERS", simple)
    observed = official.load()
    first, again = (backtest.run(observed, first=2024, chains=60, steps=4) for _ in range(2))
    assert first == again
    assert {score.method for score in first} == {backtest.MODEL, *simple}
    assert {(score.year, score.ahead, score.seen) for score in first} == {(2024, 1, 223)}


def test_the_stored_backtest_is_of_the_official_figures():
    found, totals = backtest.shipped(), official.total_of_years(official.load())
    for row in found["forecasts"]:
        assert row["seen"] == totals[row["after"] + row["ahead"]]
    assert {row["after"] for row in found["forecasts"]} == set(range(2010, 2025))
    assert found["table"][0]["method"] == backtest.MODEL


def test_the_report_says_where_the_model_loses():
    lines = "\n".join(backtest.report(backtest.shipped()))
    assert "Where Naru scores worse" in lines
    assert "naive        +1" in lines
    assert "*" in lines


def test_losses_are_counted_by_target_year():
    scores = [
        backtest.Score(backtest.MODEL, 2010, 1, 100, 90, 9.0, (True, True), 10.0),
        backtest.Score("naive", 2010, 1, 100, 95, 5.0, (True, True), 5.0),
    ]
    assert backtest.losses(scores)[0] == {"against": "naive", "ahead": 1, "of": 1, "lost": [2011]}
