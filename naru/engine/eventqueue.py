"""The heap of pending events, the queues of the resources, and their areas under the curve."""

import numpy as np

from naru.engine.chance import threefry, unit
from naru.engine.draws import counter
from naru.engine.eventnet import (
    AWAY,
    BROKEN,
    BUSY_AREA,
    BUSY_NOW,
    FIRST,
    HEAD,
    HEAPED,
    KIND_SHIFT,
    LOGGED,
    NEXT,
    ON,
    OPEN_AREA,
    OVER_AREA,
    SINCE,
)
from naru.engine.jit import index, jit_inline, jit_loop

ABSENT = np.uint64(0x40000000)


@jit_inline
def push(at, code, tally, t, what, who):
    """Put one event into the heap."""
    i = index(tally[HEAPED])
    tally[HEAPED] = i + 1
    c = (what << KIND_SHIFT) | who
    while i > 0:
        up = index((i - 1) >> 1)
        if at[up] < t or (at[up] == t and code[up] <= c):
            break
        at[i], code[i] = at[up], code[up]
        i = up
    at[i], code[i] = t, c


@jit_inline
def pop(at, code, tally):
    """Take the first event out of the heap: its code."""
    n = index(tally[HEAPED] - 1)
    tally[HEAPED] = n
    top, t, c, i = code[0], at[n], code[n], 0
    while True:
        j = index(2 * i + 1)
        if j >= n:
            break
        if j + 1 < n and (at[j + 1] < at[j] or (at[j + 1] == at[j] and code[j + 1] < code[j])):
            j += 1
        if at[j] > t or (at[j] == t and code[j] >= c):
            break
        at[i], code[i] = at[j], code[j]
        i = j
    at[i], code[i] = t, c
    return top


@jit_inline
def note(log, tally, t, what, p, s, v):
    """One line of the log, where one is kept."""
    if tally[LOGGED] < log.shape[0]:
        row = log[tally[LOGGED]]
        row[0], row[1], row[2], row[3], row[4] = t, what, p, s, v
        tally[LOGGED] += 1


@jit_inline
def measure(desk, area, r, window, t):
    """Bring the areas of a resource up to `t`: busy, open, and busy beyond open (overtime)."""
    r = index(r)
    low = max(area[r, SINCE], window[0])
    if t > low:
        here = max(desk[r, ON] - desk[r, BROKEN] - desk[r, AWAY], 0)
        area[r, BUSY_AREA] += (t - low) * desk[r, BUSY_NOW]
        area[r, OPEN_AREA] += (t - low) * here
        area[r, OVER_AREA] += (t - low) * max(desk[r, BUSY_NOW] - here, 0)
    area[r, SINCE] = t


@jit_inline
def line_up(desk, pair, r, x, urgent):
    """Join the queue of a resource: the urgent one or the other."""
    r, x = index(r), index(x)
    head = FIRST if urgent else HEAD
    pair[x, NEXT] = -1
    if desk[r, head] < 0:
        desk[r, head] = x
    else:
        pair[desk[r, head + 1], NEXT] = x
    desk[r, head + 1] = x


@jit_inline
def next_in_line(desk, pair, r):
    """Whoever is next, taken out of the queue; -1 when nobody waits."""
    r = index(r)
    head = FIRST if desk[r, FIRST] >= 0 else HEAD
    x = desk[r, head]
    if x >= 0:
        desk[r, head] = pair[x, NEXT]
    return x


@jit_loop
def away(net, key, r, day, servers):
    """How many of so many servers are absent on a day (binomial, by inversion)."""
    share = net.absence[r]
    a, _b = threefry(key[0], key[1], np.uint64(day), counter(net.desk_purpose[r], ABSENT))
    u = unit(a)
    term = 1.0
    for _ in range(servers):
        term *= 1.0 - share
    total, k = term, 0
    while u > total and k < servers:
        term *= (servers - k) / (k + 1.0) * share / (1.0 - share)
        total += term
        k += 1
    return k


@jit_inline
def step(net, box, key, window, k, t):
    """A shift opens or closes; which resource."""
    r, servers = int(net.steps[k, 1]), int(net.steps[k, 2])
    measure(box.desk, box.area, r, window, t)
    box.desk[r, ON] = servers
    box.desk[r, AWAY] = (
        away(net, key, r, int(t), servers) if net.absence[r] > 0.0 and servers else 0
    )
    return r
