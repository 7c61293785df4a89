"""The random numbers and the functions of our own, against published and reference values."""

import math

import numpy as np
from scipy.special import ndtr, ndtri

from naru.engine.chance import exp, log, normal, normal_tail, threefry, unit
from naru.engine.jit import entry

U = np.uint64


@entry
def probe(x, logs, exps, quantiles, words):  # type: ignore[no-untyped-def]
    for i in range(x.size):
        logs[i] = log(x[i])
        exps[i] = exp(20.0 * x[i] - 10.0)
    normal(x, quantiles)
    for i in range(words.shape[0]):
        a, b = threefry(words[i, 0], words[i, 1], words[i, 2], words[i, 3])
        words[i, 0], words[i, 1] = a, b


def test_threefry_gives_the_published_answers() -> None:
    """Known answers of Random123 for threefry2x64 with 13 rounds."""
    ones = U(0xFFFFFFFFFFFFFFFF)
    words = np.array([[U(0)] * 4, [ones] * 4], U)
    empty = np.empty(0)
    probe(empty, empty, empty, empty, words)
    assert [hex(w) for w in words[0, :2]] == ["0xf167b032c3b480bd", "0xe91f9fee4b7a6fb5"]
    assert [hex(w) for w in words[1, :2]] == ["0xccdec5c917a874b1", "0x4df53abca26ceb01"]


def test_own_functions_are_as_exact_as_the_libraries() -> None:
    x = np.concatenate([np.linspace(1e-9, 1 - 1e-9, 20_001), 10.0 ** -np.linspace(1, 15, 500)])
    logs, exps, quantiles = np.empty_like(x), np.empty_like(x), np.empty_like(x)
    probe(x, logs, exps, quantiles, np.empty((0, 4), U))
    assert np.allclose(logs, np.log(x), rtol=5e-16, atol=1e-18)
    assert np.allclose(exps, np.exp(20 * x - 10), rtol=5e-16, atol=0)
    assert np.allclose(quantiles, ndtri(x), rtol=2e-15, atol=1e-16)


@entry
def tails(z):  # type: ignore[no-untyped-def]
    for i in range(z.size):
        z[i] = normal_tail(z[i])


def test_the_tail_of_the_normal_law_is_the_libraries() -> None:
    z = np.linspace(-12, 36, 20_001)
    found = z.copy()
    tails(found)
    assert np.allclose(found, ndtr(-z), rtol=1e-12, atol=0)


def test_a_unit_number_never_reaches_its_ends() -> None:
    assert 0 < float(unit.py_func(U(0))) < float(unit.py_func(U(2**64 - 1))) < 1
    assert math.isclose(float(unit.py_func(U(1 << 63))), 0.5, abs_tol=1e-15)
