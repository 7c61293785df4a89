"""The fit: its parts obey their laws, it finds what made invented figures, and it repeats
itself."""

import numpy as np
import pytest

from naru.outlook import fitting, history, official, posterior, priors
from naru.outlook.official import Observed

JANUARY = 2002 * 12


@pytest.fixture(scope="module")
def observed():
    return official.load()


def test_moving_the_sizes_of_shocks_leaves_the_past_as_it_was(observed):
    rng = np.random.default_rng(3)
    x = rng.standard_normal((history.size(observed), 30))
    new, gain = history.resized(x, 0.2 * rng.standard_normal((3, 30)), observed)
    (before, old), (after, expected) = history.live(x, observed), history.live(new, observed)
    assert np.allclose(old, expected, rtol=1e-7)
    assert np.allclose(before.level, after.level, atol=1e-7)
    back, loss = history.resized(new, x[[_row(n) for n in history.SIZES]] - new[_rows()], observed)
    assert np.allclose(back, x, atol=1e-6)
    assert np.allclose(gain, -loss, atol=1e-5)


def _row(name):
    return [prior.id for prior in priors.load()].index(name)


def _rows():
    return [_row(name) for name in history.SIZES]


@pytest.mark.parametrize(("mean", "bunching"), [(0.5, 0.0), (20.0, 2.0), (60.0, -2.0)])
def test_the_chances_of_all_counts_sum_to_one(mean, bunching):
    x = np.zeros((history.size(()), 1))
    x[_row("bunching")] = bunching
    expected = np.array([[[mean], [1e-12]]])
    chances = [
        float(np.exp(history.likelihood(x, expected, [Observed(JANUARY, 12, count, 0)])[0]))
        for count in range(400)
    ]
    assert abs(sum(chances) - 1) < 1e-6


def test_the_root_times_itself_is_the_matrix():
    rows = np.random.default_rng(5).standard_normal((9, 40))
    matrix = rows @ rows.T
    root = fitting.cholesky(matrix)
    assert np.allclose(root @ root.T, matrix)


def test_no_figures_leave_the_priors():
    fit = fitting.fit((), chains=4000, steps=1)
    for prior in priors.load():
        low, high = np.quantile(fit.fitted.draws[prior.id], [0.05, 0.95])
        assert low == pytest.approx(prior.low, rel=0.15)
        assert high == pytest.approx(prior.high, rel=0.15)


@pytest.mark.parametrize(
    "parts",
    [
        [Observed(JANUARY + 1, 12, 5, 5)],
        [Observed(JANUARY, 12, 5, 5), Observed(JANUARY + 15, 12, 5, 5)],
        [Observed(JANUARY, 12, 5, 5), Observed(JANUARY + 6, 12, 5, 5)],
        [Observed(JANUARY, 2, 5, 5)],
        [Observed(JANUARY, 12, -1, 5)],
    ],
)
def test_figures_with_gaps_or_below_zero_are_refused(parts):
    with pytest.raises(ValueError, match="figure"):
        fitting.fit(parts, chains=10, steps=1)


def test_nobody_at_all_can_be_fitted():
    parts = [Observed(JANUARY + 12 * year, 12, 0, 0) for year in range(5)]
    fit = fitting.fit(parts, chains=200, steps=5)
    assert np.isfinite(fit.expected).all()
    assert np.median(fit.expected[-1]) < 60


def test_the_fit_follows_the_figures_and_repeats_itself(observed):
    known = observed[:12]
    first, again = (fitting.fit(known, chains=300, steps=40) for _ in range(2))
    assert (first.expected == again.expected).all()
    for part, made in zip(known, first.expected.sum(axis=1), strict=True):
        assert abs(np.median(made) / part.total - 1) < 0.15
    other = fitting.fit(known, chains=300, steps=40, seed=1)
    assert not (first.expected == other.expected).all()


def test_the_shipped_posterior_is_of_these_priors_and_figures(observed):
    shipped = posterior.load()
    figures = shipped.about["figures"]
    assert [row["observed"] for row in figures] == [part.total for part in observed]
    assert shipped.fitted.month == observed[-1].end
    assert len(shipped.fitted) == fitting.CHAINS
    inside = [row["made"][0] <= row["observed"] <= row["made"][-1] for row in figures]
    assert sum(inside) >= 0.8 * len(inside)


def test_what_arrivals_cannot_tell_stays_nearly_as_it_was_believed():
    learned = {row["id"]: row["learned"] for row in posterior.summary(posterior.load())}
    assert learned["caught"] < 0.2
    assert learned["border_shut"] < 0.2
    assert learned["onward_shut"] > 0.5


def test_a_posterior_of_another_model_is_refused():
    with pytest.raises(ValueError, match="columns"):
        posterior.parse('# {"until": "2025-12"}\na,b\n1,2\n')
