"""Fits the model to the official arrivals and to nothing else.

Two steps, both by simulation. First an ensemble smoother with multiple data assimilation (Emerick
and Reynolds 2013) moves draws of the priors towards the logarithms of the figures. Its mean and
covariance then serve as the map for many short Markov chains (preconditioned Crank-Nicolson, Cotter
and others 2013), whose steps are accepted by the exact posterior: standard normal prior,
negative-binomial likelihood. The last state of every chain is one draw. Same bytes for a seed on
any processor and number of threads: see `naru.outlook.portable`; there is one thread.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from naru.outlook import history, portable
from naru.outlook.history import Fitted
from naru.outlook.official import Observed
from naru.outlook.portable import Floats

CHAINS, STEPS, SEED = 1500, 1200, 2026
ROUNDS = 8
# bunching assumed by the smoother only; the chains use each draw's own
BUNCHING = 2.0
STRIDE, WANTED, RESIZE = 0.25, 0.3, 0.4
RIDGE = 1e-10
ENSEMBLE, CHAIN = range(2)

Progress = Callable[[int, int], None]


def _silent(done: int, whole: int) -> None:
    """No report."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A fit: the draws, the expected arrivals (figures, 2, n) each foretells for the past, the
    share of steps accepted, and how far the mean of any coordinate moved in the second half, in
    deviations."""

    fitted: Fitted
    expected: Floats
    accepted: float
    drift: float


def stream(seed: int, *purpose: int) -> np.random.Generator:
    """The random stream of a seed and a purpose; streams never overlap (Philox, counter based)."""
    return np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, *purpose])))


def fit(
    observed: Sequence[Observed],
    chains: int = CHAINS,
    steps: int = STEPS,
    seed: int = SEED,
    progress: Progress = _silent,
) -> Fit:
    """The posterior given figures without gap from January 2002 on; ValueError for any others."""
    history.check(observed)
    rng = stream(seed, ENSEMBLE)
    x = portable.normal(rng.random((history.size(observed), chains)))
    if not observed:
        return Fit(*history.live(x, observed), accepted=1.0, drift=0.0)
    for turn in range(ROUNDS):
        x = _assimilate(x, observed, rng)
        progress(turn + 1, ROUNDS + steps)
    walk = _Chains(x, observed, stream(seed, CHAIN))
    for turn in range(steps):
        if turn in (steps // 4, steps // 2):
            walk.redraw_map()
        walk.step(tune=turn < steps // 2)
        progress(ROUNDS + turn + 1, ROUNDS + steps)
    return Fit(*history.live(walk.x, observed), accepted=walk.accepted(), drift=walk.drift())


def _assimilate(x: Floats, observed: Sequence[Observed], rng: np.random.Generator) -> Floats:
    """One round of the smoother: a linear step towards the figures blurred by ROUNDS times their
    error."""
    _, expected = history.live(x, observed)
    said = portable.log(np.maximum(expected.reshape(-1, x.shape[1]), 0.1))
    counts = np.array([[n] for part in observed for n in (part.female, part.male)], np.float64)
    wanted, error = portable.log(counts + 0.5), ROUNDS * (1.0 + BUNCHING) / (counts + 1.0)
    blurred = wanted + np.sqrt(error) * portable.normal(rng.random(said.shape)) - said
    deep, flat = _centred(x)[0], _centred(said)[0]
    root = cholesky(_products(flat, flat) + np.diag(error[:, 0]))
    step = _solve(root, blurred)
    return x + _times(_products(deep, flat), step)


def _centred(rows: Floats) -> tuple[Floats, Floats]:
    mean = np.asarray(rows.sum(axis=1, keepdims=True) / rows.shape[1])
    return np.asarray(rows - mean), mean


def _products(left: Floats, right: Floats) -> Floats:
    """The covariance of centred rows. No matrix library: those choose their order of sums by
    processor."""
    sums = np.array([(right * row).sum(axis=1) for row in left])
    return np.asarray(sums / (left.shape[1] - 1))


def _times(matrix: Floats, rows: Floats) -> Floats:
    out = np.zeros((matrix.shape[0], rows.shape[1]))
    for column, row in zip(matrix.T, rows, strict=True):
        out += column[:, None] * row
    return out


def cholesky(matrix: Floats) -> Floats:
    """The lower root of a symmetric positive matrix, column by column in plain arithmetic."""
    root = matrix.copy()
    for j in range(len(root)):
        root[j, j] = np.sqrt(max(root[j, j], RIDGE))
        root[j + 1 :, j] /= root[j, j]
        root[j + 1 :, j + 1 :] -= root[j + 1 :, j, None] * root[None, j + 1 :, j]
    return np.tril(root)


def _solve(root: Floats, rows: Floats) -> Floats:
    """Solves (root rootᵀ) y = rows by substitution."""
    y = rows.copy()
    for i in range(len(root)):
        y[i] /= root[i, i]
        y[i + 1 :] -= root[i + 1 :, i, None] * y[i]
    for i in range(len(root) - 1, -1, -1):
        y[i] /= root[i, i]
        y[:i] -= root[i, :i, None] * y[i]
    return y


def _tilt(x: Floats, w: Floats) -> Floats:
    """Log-density of the prior less that of the map, (n,)."""
    return np.asarray(((w * w).sum(axis=0) - (x * x).sum(axis=0)) / 2.0)


class _Chains:
    """Many chains at once in the coordinates w of the map x = middle + root w."""

    def __init__(self, x: Floats, observed: Sequence[Observed], rng: np.random.Generator) -> None:
        self.observed, self.rng, self.stride = observed, rng, STRIDE
        self.kept: list[Floats] = []
        self.taken: list[float] = []
        self._map(x)
        self.w = portable.normal(rng.random(x.shape))
        self.x = self.middle + self._spread(self.w)
        self.fits = self._likelihood(self.x)

    def _map(self, x: Floats) -> None:
        rest, self.middle = _centred(x)
        self.root = cholesky(_products(rest, rest) + RIDGE * np.eye(len(rest)))

    def redraw_map(self) -> None:
        """Take mean and covariance from where the chains are now."""
        self._map(self.x)
        self.w = self._whitened(self.x)

    def _whitened(self, x: Floats) -> Floats:
        w = x - self.middle
        for i in range(len(self.root)):
            w[i] /= self.root[i, i]
            w[i + 1 :] -= self.root[i + 1 :, i, None] * w[i]
        return w

    def _spread(self, w: Floats) -> Floats:
        out = np.zeros_like(w)
        for j, row in enumerate(w):
            out[j:] += self.root[j:, j, None] * row
        return out

    def _likelihood(self, x: Floats) -> Floats:
        return history.likelihood(x, history.live(x, self.observed)[1], self.observed)

    def step(self, *, tune: bool) -> None:
        """One step of every chain; while tuning the stride follows the share accepted."""
        self._resize()
        keep = float(np.sqrt(1.0 - self.stride**2))
        w = keep * self.w + self.stride * portable.normal(self.rng.random(self.w.shape))
        x = self.middle + self._spread(w)
        fits = self._likelihood(x)
        gain = fits - self.fits + _tilt(x, w) - _tilt(self.x, self.w)
        yes = self.rng.random(len(gain)) < portable.exp(np.minimum(gain, 0.0))
        self.w, self.x = np.where(yes, w, self.w), np.where(yes, x, self.x)
        self.fits = np.where(yes, fits, self.fits)
        share = float(yes.sum()) / len(yes)
        if tune:
            self.stride = min(max(self.stride * (1.1 if share > WANTED else 1 / 1.1), 0.02), 0.95)
        else:
            self.taken.append(share)
            self.kept = [*self.kept[:1], self.x]

    def _resize(self) -> None:
        """A step of the sizes of shocks with the levels held: the figures are foretold as before,
        so only the prior decides (the centred half of an interweaving, Yu and Meng 2011)."""
        z = portable.normal(self.rng.random((len(history.SIZES), len(self.fits))))
        x, gain = history.resized(self.x, RESIZE * z, self.observed)
        yes = self.rng.random(len(gain)) < portable.exp(np.minimum(gain, 0.0))
        self.x = np.where(yes, x, self.x)
        self.w = self._whitened(self.x)

    def accepted(self) -> float:
        """Share of steps accepted after tuning."""
        return sum(self.taken) / max(1, len(self.taken))

    def drift(self) -> float:
        """How far the mean of any row of x moved from the middle of the kept steps to the end, in
        its own standard deviations; with many chains of few steps this, and not R-hat, tells
        whether they have arrived."""
        if not self.kept:
            return float("inf")
        before, after = self.kept[0], self.kept[-1]
        rest, mean = _centred(after)
        spread = np.sqrt((rest * rest).sum(axis=1) / after.shape[1])
        return float((np.abs(mean - _centred(before)[1])[:, 0] / spread).max())
