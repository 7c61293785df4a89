"""One vector of standard normals to one possible history: its parameters, its levels, who arrived.

Rows of a vector x (d, n): the priors in their order, the level of January 2001, then two shocks (of
all, of men beside that) for every published figure and two for what comes after it. A shock moves
the level three months before its figure begins: about as long as those who arrive first have been
on the way. Before the data every row is standard normal and independent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from naru.outlook import flows, portable, priors
from naru.outlook.flows import State
from naru.outlook.official import Observed
from naru.outlook.portable import Floats

START = 2001 * 12
FIRST_SPREAD = 0.4
EARLY = 3
TINY = 1e-9
SIZES = ("half_life", "wander", "wander_men")


@dataclass(frozen=True, slots=True)
class Fitted:
    """Equally likely draws: parameters (n,) by name, and at the start of `month` (months since year
    0) the state and the level (2, n)."""

    month: int
    draws: Mapping[str, Floats]
    state: State
    level: Floats

    def __len__(self) -> int:
        return int(self.level.shape[1])


def size(observed: Sequence[Observed]) -> int:
    """d, the rows of a vector."""
    return len(priors.load()) + 1 + 2 * (len(observed) + 1)


def check(observed: Sequence[Observed]) -> None:
    """ValueError when figures overlap, leave a gap, start before 2002 or are no counts."""
    month = START + 12
    for number, part in enumerate(observed, 1):
        if part.start != month or part.months < EARLY or min(part.female, part.male) < 0:
            raise ValueError(
                f"figure {number} leaves a gap, overlaps, is under 3 months or no count of people"
            )
        month = part.end


def parameters(x: Floats) -> dict[str, Floats]:
    """The parameters of vectors (d, n), by name."""
    made = {}
    for row, prior in zip(x, priors.load(), strict=False):
        mean, spread = prior.ends()
        made[prior.id] = prior.straight(mean + spread * row)
    return made


def live(x: Floats, observed: Sequence[Observed]) -> tuple[Fitted, Floats]:
    """The draws at the end of the last figure, and the expected arrivals (figures, 2, n) they
    foretell."""
    draws = parameters(x)
    past, levels = _Past(draws), _levels(x, draws, observed)
    begun = observed[0].start if observed else START + 12
    state, _ = past.run(_balanced(draws), levels[0], START, begun - EARLY)
    state, _ = past.run(state, levels[1], begun - EARLY, begun)
    expected = np.empty((len(observed), 2, x.shape[1]))
    for number, part in enumerate(observed, 1):
        state, first = past.run(state, levels[number], part.start, part.end - EARLY)
        state, last = past.run(state, levels[number + 1], part.end - EARLY, part.end)
        expected[number - 1] = first + last
    end = observed[-1].end if observed else begun
    return Fitted(end, draws, state, levels[-1]), expected


def _levels(x: Floats, draws: Mapping[str, Floats], observed: Sequence[Observed]) -> list[Floats]:
    """The level of 2001, of every figure and of what comes after, (2, n) each."""
    first = len(priors.load())
    levels = [np.stack([FIRST_SPREAD * x[first], np.zeros_like(x[0])])]
    for z, months in zip(
        x[first + 1 :].reshape(-1, 2, x.shape[1]), _lengths(observed), strict=True
    ):
        levels.append(flows.wander(levels[-1], draws, z, months))
    return levels


def _lengths(observed: Sequence[Observed]) -> list[int]:
    return [*(part.months for part in observed), EARLY]


def _balanced(draws: Mapping[str, Floats]) -> State:
    """January 2001: the stock of the prior, the onward way as full as it would stay."""
    stock = flows.by_sex(draws["stock"], draws["stock_men"])
    rate = np.stack([draws["leaving"], draws["leaving"] * draws["leaving_men"]])
    leaving = stock * rate + flows.by_sex(draws["direct"], draws["direct_men"])
    return State(stock, np.stack([leaving * draws["lag"] / flows.STAGES] * flows.STAGES))


class _Past:
    """The months of the past for some draws: as many kinds as there are regimes."""

    def __init__(self, draws: Mapping[str, Floats]) -> None:
        self.draws = draws
        self.rates: dict[int, flows.Rates] = {}

    def _rates(self, month: int) -> flows.Rates:
        regime = priors.regime(month)
        if regime not in self.rates:
            passages = priors.passages(self.draws, month)
            self.rates[regime] = flows.rates(self.draws, flows.as_fitted(self.draws, *passages))
        return self.rates[regime]

    def run(self, state: State, level: Floats, start: int, end: int) -> tuple[State, Floats]:
        """The state at the start of month `end` and who arrived on the way there, (2, n)."""
        trying = flows.attempts(level, self.draws)
        arrived = np.zeros_like(state.stock)
        for month in range(start, end):
            rates = self._rates(month)
            state, moved = flows.step(state, rates, trying)
            arrived += moved.arrived + moved.abroad
        return state, arrived


def likelihood(x: Floats, expected: Floats, observed: Sequence[Observed]) -> Floats:
    """Log-probability (n,) of the figures. People come in groups: a count is negative binomial with
    variance (1 + bunching) times its mean, so counts of months add up to counts of years of the
    same kind."""
    counts = np.array([[[part.female], [part.male]] for part in observed], np.float64)
    bunching = parameters(x)["bunching"]
    shape = np.maximum(expected, TINY) / bunching
    part = portable.lgamma(shape + counts) - portable.lgamma(shape) - portable.lgamma(counts + 1.0)
    more = portable.log(1.0 + bunching)
    part += counts * (portable.log(bunching) - more) - shape * more
    return np.asarray(part.reshape(-1, x.shape[1]).sum(axis=0))


def resized(x: Floats, move: Floats, observed: Sequence[Observed]) -> tuple[Floats, Floats]:
    """The vectors after the rows of SIZES move by `move` (3, n) with every level left where it is,
    and the log of how much likelier they are before the data (the change of volume counted)."""
    ids, row = [prior.id for prior in priors.load()], len(priors.load()) + 1
    new = x.copy()
    for name, by in zip(SIZES, move, strict=True):
        new[ids.index(name)] += by
    before, after = parameters(x), parameters(new)
    levels = _levels(x, before, observed)
    gain = np.zeros(x.shape[1])
    for level, reached, months in zip(levels, levels[1:], _lengths(observed), strict=False):
        old, rows = x[row : row + 2], slice(row, row + 2)
        keep, size = flows.pull(after, months)
        new[rows] = flows.unstretched((reached - keep * level) / size)
        gain += _volume(old, flows.pull(before, months)[1]) - _volume(new[rows], size)
        row += 2
    return new, gain + ((x * x).sum(axis=0) - (new * new).sum(axis=0)) / 2.0


def _volume(z: Floats, size: Floats) -> Floats:
    """Log (n,) of how far levels (2, n) move when shocks do."""
    return np.asarray(portable.log(size * (2.0 + z * z)).sum(axis=0))
