"""Laws of the stock and its flows: nobody lost or doubled, and a shut way never lets more
through."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.outlook import flows, history, priors

N, MONTHS = 12, 40
SEEDS = st.integers(0, 2**32 - 1)
SHARES = st.floats(0, 1)


def _draws(seed):
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((history.size(()), N))
    return history.live(x, ())[0]


def _lived(start, months):
    """Cumulative flows, and the states on the way."""
    trying = flows.attempts(start.level, start.draws)
    state, seen = start.state, []
    for month in months:
        before = state
        state, moved = flows.step(state, flows.rates(start.draws, month), trying)
        seen.append((before, moved, state))
    return seen


def _month(start, border, onward, **others):
    one = np.ones(N)
    fitted = flows.as_fitted(start.draws, border * one, onward * one)
    return flows.Month(
        **{
            name: others.get(name, getattr(fitted, name)) * one
            for name in flows.Month.__dataclass_fields__
        }
    )


@settings(deadline=None, max_examples=40)
@given(SEEDS, SHARES, SHARES)
def test_nobody_is_lost_or_doubled(seed, border, onward):
    start = _draws(seed)
    for before, moved, after in _lived(start, [_month(start, border, onward)] * MONTHS):
        out = moved.left + moved.caught + moved.returned + moved.gone
        stock = before.stock + moved.crossed - moved.sold - out
        assert np.allclose(stock, after.stock, rtol=1e-9, atol=1e-9)
        way = before.way.sum(axis=0) + moved.left + moved.direct - moved.arrived
        assert np.allclose(way, after.way.sum(axis=0), rtol=1e-9, atol=1e-9)
        assert min(after.stock.min(), after.way.min(), out.min(), moved.sold.min()) >= 0


def _arrived(lived):
    return np.cumsum([moved.arrived for _, moved, _ in lived], axis=0)


@settings(deadline=None, max_examples=40)
@given(SEEDS, st.lists(st.tuples(SHARES, SHARES, SHARES, SHARES), min_size=3, max_size=20))
def test_more_closure_never_brings_more_people_by_any_month(seed, ways):
    """Month by month, whatever opens and shuts: of two centres that see the same years, the one
    whose ways are never more open has never had more arrivals in all."""
    start = _draws(seed)
    wide = _lived(start, [_month(start, max(a, b), max(c, d)) for a, b, c, d in ways])
    tight = _lived(start, [_month(start, min(a, b), min(c, d)) for a, b, c, d in ways])
    assert (_arrived(tight) <= _arrived(wide) * (1 + 1e-9) + 1e-9).all()


@settings(deadline=None, max_examples=40)
@given(SEEDS, st.floats(0, 0.98), st.floats(0, 0.98))
def test_more_arrests_never_bring_more_people(seed, one, other):
    start = _draws(seed)
    low, high = sorted((one, other))
    few = _arrived(_lived(start, [_month(start, 1, 1, caught=high)] * MONTHS))
    many = _arrived(_lived(start, [_month(start, 1, 1, caught=low)] * MONTHS))
    assert (few <= many * (1 + 1e-9) + 1e-9).all()


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_shut_ways_stop_everyone_who_comes_through_china(seed):
    start = _draws(seed)
    for _, moved, _ in _lived(start, [_month(start, 0, 0)] * 5):
        assert not moved.crossed.any()
        assert not moved.left.any()
        assert not moved.arrived.any()
        assert moved.abroad.all()


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_those_who_are_sold_never_arrive(seed):
    start = _draws(seed)
    lived = _lived(start, [_month(start, 1, 1, marriage=1.0)] * 5)
    for _, moved, _ in lived:
        assert np.allclose(moved.sold[flows.FEMALE], moved.crossed[flows.FEMALE])
        assert not moved.sold[flows.MALE].any()


@settings(deadline=None, max_examples=40)
@given(st.floats(-30, 30))
def test_stretching_a_shock_can_be_undone(z):
    back = flows.unstretched(flows.stretched(np.array([z])))[0]
    assert abs(back - z) < 1e-9 * max(1, abs(z))


def test_the_passages_of_the_past_follow_the_regimes():
    draws = _draws(1).draws
    months = [priors.month_number(text) for text in ("2020-01", "2020-02", "2023-03", "2023-04")]
    borders = [priors.passages(draws, month)[0] for month in months]
    assert (borders[0] == 1).all()
    assert (borders[1] == draws["border_shut"]).all()
    assert (priors.passages(draws, months[2])[1] == draws["onward_shut"]).all()
    assert (priors.passages(draws, months[3])[1] == draws["onward_now"]).all()
