"""Our own exp, log and quantiles: right, monotone, and the same bits whatever the processor
offers."""

import hashlib
import math
import os
import subprocess
import sys

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import special, stats

from naru.outlook import portable

SHARE = st.floats(0, 1, exclude_max=True)


def test_exp_and_log_are_right_to_the_last_place():
    x = np.linspace(-60, 60, 20_001)
    assert np.max(np.abs(portable.exp(x) / np.exp(x) - 1)) < 3e-16
    y = np.exp(np.linspace(-300, 300, 20_001))
    assert np.max(np.abs(portable.log(y) - np.log(y)) / np.maximum(np.abs(np.log(y)), 1)) < 3e-16


def test_normal_and_lgamma_agree_with_scipy():
    u = np.linspace(1e-12, 1 - 1e-12, 20_001)
    assert np.max(np.abs(portable.normal(u) - special.ndtri(u))) < 1e-13
    x = np.exp(np.linspace(-5, 14, 2_000))
    wanted = special.gammaln(x)
    assert np.max(np.abs(portable.lgamma(x) - wanted) / np.maximum(1, np.abs(wanted))) < 1e-10


@settings(deadline=None)
@given(mean=st.floats(0.01, 23), bunching=st.floats(0.05, 10), u=st.floats(0, 0.9999))
def test_a_count_is_the_exact_quantile_while_it_is_searched(mean, bunching, u):
    got = portable.bunched(np.array([mean]), np.array([bunching]), np.array([u]))[0]
    law = stats.nbinom(mean / bunching, 1 / (1 + bunching))
    assert law.cdf(got) >= u - 1e-9
    assert got == 0 or law.cdf(got - 1) <= u + 1e-9


@settings(deadline=None)
@example(means=(130.0, 131.0), bunching=10.0, chances=(1e-300, 1e-12))
@example(means=(130.0, 131.0), bunching=10.0, chances=(0.0, 1e-9))
@given(
    means=st.tuples(st.floats(0, 400), st.floats(0, 400)),
    bunching=st.floats(0.05, 10),
    chances=st.tuples(SHARE, SHARE),
)
def test_more_people_or_more_luck_never_give_a_smaller_count(means, bunching, chances):
    mean, u = np.sort(means), np.sort(chances)
    counts = portable.bunched(mean[:, None], np.array([bunching]), u[None, :])
    assert (np.diff(counts, axis=0) >= 0).all()
    assert (np.diff(counts, axis=1) >= 0).all()


def test_large_counts_keep_mean_and_variance():
    u = (np.arange(200_000) + 0.5) / 200_000
    for mean, bunching in ((60.0, 2.0), (500.0, 5.0), (20_000.0, 5.0)):
        counts = portable.bunched(np.full(len(u), mean), np.array([bunching]), u)
        assert math.isclose(counts.mean(), mean, rel_tol=2e-3)
        assert math.isclose(counts.var(), mean * (1 + bunching), rel_tol=2e-2)


def test_nobody_expected_is_nobody_counted():
    u = np.linspace(0, 0.999999, 1000)
    assert not portable.bunched(np.zeros(1000), np.array([3.0]), u).any()


PROGRAM = """
import hashlib
from naru.outlook import fitting, official, posterior, projecting, scenarios, tables
observed = official.load()[:9]
fit = fitting.fit(observed, chains=160, steps=3)
text = posterior.text_of(fit, observed, seed=1)
run = projecting.run(scenarios.load("cameras"), posterior.load().fitted, draws=40)
print(hashlib.sha256((text + tables.to_csv(run)).encode()).hexdigest())
"""


def test_the_same_bytes_on_a_processor_without_vector_units_and_with_more_threads():
    from numpy._core import _multiarray_umath as core

    has = [name for name in core.__cpu_dispatch__ if core.__cpu_features__.get(name)]
    plain = {**os.environ, "NPY_DISABLE_CPU_FEATURES": " ".join(has), "OMP_NUM_THREADS": "7"}
    seen = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM], env=env, capture_output=True, text=True, check=True
        ).stdout
        for env in (dict(os.environ), plain)
    }
    assert len(seen) == 1
    assert len(seen.pop().strip()) == len(hashlib.sha256().hexdigest())
