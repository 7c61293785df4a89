"""What the loops write down: waits, busy time, levels, ends; inside the window that counts."""

from naru.engine.jit import index, jit_inline, jit_loop
from naru.engine.nets import BUSY, EVENTS, LEVEL, POSITIVE, STILL, WAIT, N


@jit_loop
def spread_over(series, row, width, begin, end, weight):
    """Add a span of time, so many times, to the bins it lies in."""
    b, row = index(int(begin / width)), index(row)
    while begin < end and b < series.shape[1]:
        edge = (b + 1) * width
        series[row, b] += weight * (min(end, edge) - begin)
        begin = edge
        b += 1


@jit_inline
def note_wait(count, total, waits, series, s, start, window, t, begin):
    """A visit counts if it asked after the warm-up and began before the horizon.

    Whoever still waits at the horizon is in the queue until then, and counted apart.
    """
    count[s, STILL] += begin > window[1]
    if t >= window[0] and begin <= window[1]:
        count[s, N] += 1
        if begin > t:
            waits[start + count[s, POSITIVE]] = begin - t
            count[s, POSITIVE] += 1
            total[s, WAIT] += begin - t
    if series.size and begin > t:
        spread_over(series, 2 * s, window[2], max(t, 0.0), min(begin, window[1]), 1.0)


@jit_inline
def note_busy(total, series, s, window, begin, end):
    """Busy time inside the window, by stage and, where asked for, by bin."""
    low, high = max(begin, window[0]), min(end, window[1])
    if high > low:
        total[s, BUSY] += high - low
    if series.size:
        spread_over(series, 2 * s + 1, window[2], begin, min(end, window[1]), 1.0)


@jit_inline
def note_level(held, since, times, series, h, window, t, step):
    """One more or one less of a kept resource from `t` on."""
    h = index(h)
    level = index(held[h, LEVEL])
    low = max(since[h], window[0])
    if t > low:
        times[h, level] += t - low
    if series.size and level:
        place = series.shape[0] - held.shape[0] + h
        spread_over(series, place, window[2], since[h], t, float(level))
    since[h] = t
    held[h, LEVEL] = level + step


@jit_inline
def note_end(ended, count, s, slot, p, t, horizon):
    """A stage is over for somebody at `t`, if that is before the horizon."""
    if t <= horizon:
        count[s, EVENTS] += 1
        if slot >= 0:
            ended[slot, p] = t
