"""When people come: a Poisson process of any intensity by inversion of its integral, and surges."""

import numpy as np

from naru.engine.chance import log, threefry, unit
from naru.engine.draws import counter
from naru.engine.jit import jit

ARRIVAL = np.uint64(0xFFFFFFF0)
SURGE = np.uint64(0xFFFFFFF1)
SURGE_IDS = np.uint64(1) << np.uint64(40)
BLOCK = 1024


@jit
def _gaps(key, low, out):
    """Unit exponential times between parties `low`, `low + 1`, ..."""
    c1 = counter(ARRIVAL, np.uint64(0))
    for i in range(out.size):
        a, _b = threefry(key[0], key[1], np.uint64(low + i), c1)
        out[i] = -log(unit(a))


@jit
def poisson(key, knots, level, horizon, at):
    """Times of parties until `horizon`, into `at`; returns how many (at most `at.size`).

    `level` is the expected number of parties by the times `knots` (rising, from 0): the integral of
    the intensity, inverted. The k-th party is the same one under any intensity.
    """
    block = np.empty(BLOCK)
    total, piece, count = 0.0, 0, 0
    while count < at.size:
        _gaps(key, count, block)
        for i in range(min(BLOCK, at.size - count)):
            total += block[i]
            while piece < knots.size - 2 and level[piece + 1] <= total:
                piece += 1
            rise = level[piece + 1] - level[piece]
            if rise <= 0.0:
                return count
            run = knots[piece + 1] - knots[piece]
            moment = knots[piece] + (total - level[piece]) * run / rise
            if moment > horizon:
                return count
            at[count] = moment
            count += 1
    return count


@jit
def surges(key, rows, horizon, at, ids, count):
    """Add the people of surges (rows of day, number, spread) behind `count`; the new count."""
    serial = SURGE_IDS
    for row in range(rows.shape[0]):
        for _ in range(int(rows[row, 1])):
            a, _b = threefry(key[0], key[1], serial, counter(SURGE, np.uint64(row)))
            moment = rows[row, 0] + rows[row, 2] * unit(a)
            if moment <= horizon and count < at.size:
                at[count] = moment
                ids[count] = serial
                count += 1
            serial += np.uint64(1)
    return count


@jit
def arrivals(key, knots, level, rows, horizon, at, ids):
    """Everybody's time and number, in order of time (ties: of number); returns how many."""
    count = poisson(key, knots, level, horizon, at)
    for i in range(count):
        ids[i] = np.uint64(i)
    if rows.shape[0]:
        count = surges(key, rows, horizon, at, ids, count)
        order = np.argsort(at[:count], kind="mergesort")
        at[:count] = at[:count][order]
        ids[:count] = ids[:count][order]
    return count
