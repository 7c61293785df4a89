"""Fills arrays with durations, shares and counts, a block at a time, from counter-based streams."""

import numpy as np

from naru.engine.chance import exp, log, normal, normal_tail, threefry, unit
from naru.engine.jit import jit, jit_inline, jit_loop
from naru.engine.quantities import CONSTANT, EMPIRICAL, EXPONENTIAL, LOGNORMAL, UNIFORM, WEIBULL

BLOCK = 1024
SHIFT = np.uint64(32)
SMALLEST = 1e-300
WHETHER = np.uint64(0x80000000)
"""The visit number under which a stage asks whether (first number) and how often (second)."""


@jit_inline
def counter(purpose, visit):
    """The second half of a counter: what for, and which time."""
    return (purpose << SHIFT) | visit


@jit_loop
def first_number(key, name, purpose):
    """The first number of one person for one purpose."""
    a, _b = threefry(key[0], key[1], name, counter(purpose, np.uint64(0)))
    return unit(a)


@jit
def first_numbers(key, ids, purpose, visit, out):
    """The first number of each person for one purpose and visit."""
    c1 = counter(purpose, visit)
    for i in range(out.size):
        a, _b = threefry(key[0], key[1], ids[i], c1)
        out[i] = unit(a)


@jit
def both_numbers(key, ids, purpose, visits, first, second):
    """Both numbers of rows that each name their own visit."""
    base = purpose << SHIFT
    for i in range(first.size):
        a, b = threefry(key[0], key[1], ids[i], base | visits[i])
        first[i] = unit(a)
        second[i] = unit(b)


@jit
def _empirical(points, at, steps, u):
    """Between the quantiles, a straight line."""
    for i in range(u.size):
        place = u[i] * steps
        left = min(int(place), int(steps) - 1)
        low = points[at + left]
        u[i] = low + (points[at + left + 1] - low) * (place - left)


@jit
def _lognormal(mu, sigma, u):
    z = np.empty(u.size)
    normal(u, z)
    for i in range(u.size):
        u[i] = exp(mu + sigma * z[i])


@jit
def turn(law, a, b, points, u):
    """Turn numbers in (0, 1) into durations in days, in place, by inversion."""
    if law == EXPONENTIAL:
        for i in range(u.size):
            u[i] = -a * log(u[i])
    elif law == LOGNORMAL:
        _lognormal(a, b, u)
    elif law == CONSTANT:
        u[:] = a
    elif law == UNIFORM:
        for i in range(u.size):
            u[i] = a + b * u[i]
    elif law == WEIBULL:
        for i in range(u.size):
            u[i] = a * exp(b * log(-log(u[i])))
    elif law == EMPIRICAL:
        _empirical(points, int(a), b, u)


@jit
def left(law, a, b, points, one, passed):
    """Turn the one number in (0, 1) into what is left of a length that has lasted `passed` days.

    By inversion of the law given that the length is longer; where none can be, nothing is left.
    An exponential law doesn't know what has passed.
    """
    u = one[0]
    turn(law, a, b, points, one)
    if passed <= 0.0 or law == EXPONENTIAL:
        return
    if law == LOGNORMAL:
        tail = np.empty(1)
        tail[0] = max(normal_tail((log(passed) - a) / b) * (1.0 - u), SMALLEST)
        normal(tail, one)
        one[0] = exp(a - b * one[0])
    elif law == UNIFORM:
        least = max(a, passed)
        one[0] = least + max(a + b - least, 0.0) * u
    elif law == WEIBULL:
        one[0] = a * exp(b * log(exp(log(passed / a) / b) - log(u)))
    elif law == EMPIRICAL:
        known = _share_by(points, int(a), int(b), passed)
        one[0] = known + (1.0 - known) * u
        _empirical(points, int(a), b, one)
    one[0] = max(one[0] - passed, 0.0)


@jit
def _share_by(points, at, steps, days):
    """The share of an empirical law by so many days."""
    for k in range(steps):
        low, high = points[at + k], points[at + k + 1]
        if days < high:
            return (k + max(days - low, 0.0) / (high - low)) / steps
    return 1.0


@jit
def durations(key, ids, purpose, law, a, b, points, out):
    """How long each person stays at a stage that is visited once; days."""
    for low in range(0, out.size, BLOCK):
        part = out[low : low + BLOCK]
        if law != CONSTANT:
            first_numbers(key, ids[low : low + BLOCK], purpose, np.uint64(0), part)
        turn(law, a, b, points, part)


@jit
def leave_out(key, ids, purpose, share, stay):
    """Mark with -1 the people whom a stage doesn't concern."""
    c1 = counter(purpose, WHETHER)
    for p in range(ids.size):
        a, _b = threefry(key[0], key[1], ids[p], c1)
        if unit(a) >= share:
            stay[p] = -1.0


@jit
def visits_of(key, ids, purpose, share, base, cdf, least, first):
    """How often each person comes: `first[p]` .. `first[p + 1]` become the rows of person p.

    Of the first people it is known that they come at least so often (`least`; 0: nothing is).
    """
    c1 = counter(purpose, WHETHER)
    total = 0
    for p in range(ids.size):
        a, b = threefry(key[0], key[1], ids[p], c1)
        often, u = base, unit(b)
        sure = least[p] if p < least.size else 0
        if sure > base:
            known = cdf[min(sure - base, cdf.size) - 1]
            u = known + u * (1.0 - known)
        for k in range(cdf.size - 1):
            often += u > cdf[k]
        first[p] = total
        total += max(often, sure) if sure > 0 or unit(a) < share else 0
    first[ids.size] = total
    return total


@jit
def spread(ids, first, rows, visits):
    """Write for each row whose it is and which visit."""
    for p in range(ids.size):
        for row in range(first[p], first[p + 1]):
            rows[row] = ids[p]
            visits[row] = np.uint64(row - first[p])


@jit
def visit_durations(key, ids, visits, purpose, law, gap_law, points, stay, gap):
    """How long each visit takes and the time until the next; laws are (kind, a, b)."""
    for low in range(0, stay.size, BLOCK):
        high = min(low + BLOCK, stay.size)
        both_numbers(key, ids[low:high], purpose, visits[low:high], stay[low:high], gap[low:high])
        turn(int(law[0]), law[1], law[2], points, stay[low:high])
        turn(int(gap_law[0]), gap_law[1], gap_law[2], points, gap[low:high])
