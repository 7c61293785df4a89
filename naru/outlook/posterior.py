"""The calibrated draws that ship with Naru: one text file, so that a run answers at once and a
change shows in a diff. `naru outlook fit` makes it again, byte for byte."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from naru.outlook import fitting, portable, priors
from naru.outlook.flows import State
from naru.outlook.history import Fitted
from naru.outlook.official import Observed
from naru.outlook.portable import Floats

STATE = (
    "now.stock.female",
    "now.stock.male",
    "now.way1.female",
    "now.way1.male",
    "now.way2.female",
    "now.way2.male",
    "now.level",
    "now.level.men",
)
DIGITS = ".5g"
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
CHECK = 3


@dataclass(frozen=True, slots=True)
class Posterior:
    """Draws with what they came from: `about` holds months, seed, chains, steps, acceptance and
    R-hat, the figures fitted to, and beside each what the fit foretells for it; `digest` is the
    file's SHA-256."""

    fitted: Fitted
    about: Mapping[str, Any]
    digest: str


@cache
def load() -> Posterior:
    """The posterior that ships."""
    place = files("naru.outlook").joinpath("data", "posterior.csv")
    return parse(place.read_text(encoding="utf-8"))


def parse(text: str) -> Posterior:
    """A posterior from its text; ValueError when it is not one."""
    head, names, *rows = text.splitlines()
    about = json.loads(head.removeprefix("# "))
    if tuple(names.split(",")) != _columns():
        raise ValueError("the posterior has other columns than the model")
    table = np.array([[float(cell) for cell in row.split(",")] for row in rows]).T.copy()
    count = len(priors.load())
    draws = {prior.id: table[row] for row, prior in enumerate(priors.load())}
    rest = table[count:]
    state = State(rest[:2], rest[2:6].reshape(2, 2, -1))
    month = priors.month_number(about["until"]) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Posterior(Fitted(month, draws, state, rest[6:8]), about, digest)


def text_of(fit: fitting.Fit, observed: Sequence[Observed], **settings: int) -> str:
    """The file of a fit: what it came from, the names, the draws to five digits."""
    fitted = fit.fitted
    columns = [fitted.draws[prior.id] for prior in priors.load()]
    columns += [*fitted.state.stock, *fitted.state.way.reshape(4, -1), *fitted.level]
    about = {
        "until": priors.month_text(fitted.month - 1),
        **settings,
        "accepted": round(fit.accepted, 3),
        "drift": round(fit.drift, 3),
        "figures": _checked(fit, observed),
    }
    rows = (",".join(format(float(v), DIGITS) for v in row) for row in zip(*columns, strict=True))
    head = "# " + json.dumps(about, separators=(",", ":"))
    return "\n".join([head, ",".join(_columns()), *rows]) + "\n"


def _columns() -> tuple[str, ...]:
    return (*(prior.id for prior in priors.load()), *STATE)


def _checked(fit: fitting.Fit, observed: Sequence[Observed]) -> list[dict[str, Any]]:
    """Posterior predictive check: every figure beside counts made anew by the fitted draws; `rank`
    is the share of made counts below the figure (ties halved)."""
    rng = fitting.stream(fitting.SEED, CHECK)
    made = portable.bunched(
        fit.expected, fit.fitted.draws["bunching"], rng.random(fit.expected.shape)
    )
    rows = []
    for part, counts in zip(observed, np.sort(made.sum(axis=1), axis=1), strict=True):
        below = int(np.searchsorted(counts, part.total, "left"))
        upto = int(np.searchsorted(counts, part.total, "right"))
        rows.append(
            {
                "from": priors.month_text(part.start),
                "months": part.months,
                "observed": part.total,
                "made": [int(counts[int(q * len(counts))]) for q in QUANTILES],
                "rank": round((below + upto) / (2 * len(counts)), 3),
            }
        )
    return rows


def summary(posterior: Posterior) -> list[dict[str, Any]]:
    """Every prior with its 5, 50 and 95 % points before and after the fit; `learned` is the share
    of the spread (in the unbounded space) that the arrivals took away, 0 when they say nothing."""
    return [_summary(prior, posterior.fitted.draws[prior.id]) for prior in priors.load()]


def _summary(prior: priors.Prior, values: Floats) -> dict[str, Any]:
    mean, spread = prior.ends()
    order = np.sort(values)
    after = [float(order[int(q * len(order))]) for q in (0.05, 0.5, 0.95)]
    left = float(np.std(prior.bent(values))) / spread
    middle = float(prior.straight(np.array([mean]))[0])
    return {
        "id": prior.id,
        "name": dict(prior.name),
        "unit": dict(prior.unit),
        "prior": [prior.low, float(format(middle, ".3g")), prior.high],
        "posterior": [float(format(value, ".3g")) for value in after],
        "learned": round(max(0.0, 1.0 - left), 2),
        "reason": dict(prior.reason),
        "source": list(prior.source),
        "confidence": prior.confidence,
    }
