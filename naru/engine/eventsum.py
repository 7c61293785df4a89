"""The figures of one replication of the event loop."""

import numpy as np

from naru.engine.eventdraw import due_of
from naru.engine.eventnet import (
    BEDS,
    DONE,
    PARTY,
    REACHED,
    SIZE,
    START,
    STATE,
    WAITING,
)
from naru.engine.jit import jit
from naru.engine.measures import level_mean, level_quantile, wait_quantile
from naru.engine.nets import BUSY, EVENTS, POSITIVE, STILL, WAIT, N
from naru.engine.noting import note_wait, spread_over

HIGH = 0.95
ENTRY = -2


@jit
def sum_up(net, box, key, people, out):
    """The figures of one replication: events, people, stages, kept, limits, resources."""
    window, place, count = net.horizon - net.warm_up, 2, box.counts
    out[0], out[1] = people + count[:, EVENTS].sum(), people - net.guests.shape[0]
    for s in range(net.stage.shape[0]):
        if net.stage[s, 0] >= 0 or net.stage[s, BEDS] >= 0:
            n, positive, start = count[s, N], count[s, POSITIVE], box.stage[s, START]
            out[place] = box.total[s, WAIT] / n if n else 0.0
            out[place + 1] = wait_quantile(box.waits[start : start + positive], n, HIGH)
            out[place + 2] = positive / n if n else 0.0
            out[place + 3] = n
            out[place + 4] = count[s, STILL]
            out[place + 5] = box.total[s, BUSY] / window
            place += 6
    for h in range(box.held.shape[0]):
        out[place] = level_mean(box.times[h])
        out[place + 1] = level_quantile(box.times[h], HIGH)
        place += 2
    for i in range(net.limit.shape[0]):
        late(net, box, key, people, i, out[place : place + 3])
        place += 3
    for r in range(net.desks.shape[0]):
        if not net.desks[r, 3]:
            continue
        busy, there, over = box.area[r, 1], box.area[r, 2], box.area[r, 3]
        out[place] = busy / there if there > 0.0 else 0.0
        out[place + 1] = over / window * 24.0
        place += 2


@jit
def still_waiting(net, box, window, people):
    """Those who wait at the horizon: for staff, or as a whole party for a place."""
    stages = net.stage.shape[0]
    for p in range(people):
        head = box.person[p, PARTY]
        for s in range(stages):
            x = p * stages + s
            if box.pair[x, STATE] != WAITING or box.person[p, DONE] >> s & 1:
                continue
            if net.stage[s, BEDS] >= 0 and box.person[head, REACHED] < box.person[head, SIZE]:
                continue
            note_wait(box.counts, box.total, box.waits, box.series, s, 0, window, box.asked[x],
                      np.inf)  # fmt: skip


@jit
def late(net, box, key, people, i, out):
    """How many were late, or are late though not through yet; of those for whom it is known.

    Whoever had to leave because the limit was over was late until then; who left before, wasn't.
    """
    n, beyond, total, through = 0, 0, 0.0, 0
    j, s, row = net.limit[i, 0], net.limit[i, 1], 2 * net.stage.shape[0] + i
    for p in range(people):
        began = box.ended[j, p] if j >= 0 else box.arrived[p]
        if began > net.horizon or (began < net.warm_up and p >= net.guests.shape[0]):
            continue
        if net.limit[i, 2] == 0 and net.limit[i, 4] == 0:
            due = began + net.limit_law[i, 0]
        else:
            since = box.entered[p] if j == ENTRY else began
            due = due_of(net, box, key, i, p, since)
        end = box.ended[s, p]
        until = min(end, net.horizon)
        if end > net.horizon and box.person[p, DONE] >> s & 1:
            until = min(box.ended[net.leave_stage, p], net.horizon)
        if end > net.horizon and (net.limit[i, 4] == 0 or until <= due):
            continue
        n += 1
        beyond += until > due
        if end <= net.horizon:
            through += 1
            total += end - began
        if net.bins and until > due:
            spread_over(box.series, row, net.bin_width, max(due, 0.0), until, 1.0)
    out[0] = beyond / n if n else 0.0
    out[1] = total / through if through else 0.0
    out[2] = n
