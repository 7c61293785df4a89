"""A linear plan as arrays that the compiled loops read, and the memory they work in."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Words = NDArray[np.uint64]

SERVE, DELAY, TAKE, RELEASE = 0, 1, 2, 3
KIND, MANY, SLOT, FREE_FROM, FREE_TO, HOLD, START, BASE, CDF_FROM, CDF_TO, HINT = range(11)
LINK, STAGE, VISIT = range(3)
N, POSITIVE, EVENTS, STILL = range(4)
WAIT, BUSY = range(2)
LEVEL, HEAD, TAIL = range(3)


def own(net: Any) -> Any:
    """The same arrays, as this process's own: what comes from elsewhere is read-only, and the
    compiled loops would be compiled anew for it."""
    parts = (part.copy() if isinstance(part, np.ndarray) else part for part in net)
    return type(net)(*parts)


class Net(NamedTuple):
    """Stages (a row each), the tables of their laws, arrivals, and what is watched.

    Columns of `stages` are named above. `SLOT` is the row of `Work.ended` in which the end of a
    stage is kept, `MANY` the row of `Work.first` for a stage that is visited more than once, `HOLD`
    the kept resource; -1 stands for none. `law` and `gap` are (kind, a, b).
    """

    stages: Ints
    law: Floats
    gap: Floats
    share: Floats
    purpose: Words
    cdf: Floats
    points: Floats
    servers: int
    kept: Ints
    knots: Floats
    level: Floats
    surges: Floats
    limit_slot: Ints
    limit_days: Floats
    horizon: float
    warm_up: float
    scanned: int
    buckets: int
    scale: float
    bins: int
    bin_width: float


class Work(NamedTuple):
    """Memory of one thread, used again for every replication.

    `stay`, `gap`, `waits` hold a row for each visit, stage by stage from `START`; `at`, `who` say
    in which order people reach the next stage; `head`, `person`, `when` are the calendar of
    requests, `near_at`, `near_who` its bucket at hand; `held`, `since`, `times` the kept resources.
    """

    stages: Ints
    arrived: Floats
    ids: Words
    at: Floats
    who: Ints
    stay: Floats
    gap: Floats
    waits: Floats
    rows: Words
    visits: Words
    first: Ints
    free: Floats
    ended: Floats
    head: Ints
    person: Ints
    when: Floats
    near_at: Floats
    near_who: Ints
    held: Ints
    since: Floats
    times: Floats
    counts: Ints
    total: Floats
    series: Floats
