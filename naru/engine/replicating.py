"""Replications of a linear plan: draw, scan, take requests, sum up; no Python in between."""

import numpy as np

from naru.engine.arriving import arrivals
from naru.engine.draws import durations, leave_out, spread, visit_durations, visits_of
from naru.engine.fifo import flow, in_order, scan
from naru.engine.jit import entry, jit
from naru.engine.measures import level_mean, level_quantile, wait_quantile
from naru.engine.nets import (
    BASE,
    BUSY,
    CDF_FROM,
    CDF_TO,
    EVENTS,
    HEAD,
    KIND,
    LINK,
    MANY,
    POSITIVE,
    RELEASE,
    SERVE,
    STAGE,
    START,
    STILL,
    TAKE,
    WAIT,
    N,
)
from naru.engine.noting import note_level, note_wait

HIGH = 0.95
NO_ROOM = -(2**50)


@jit
def clear(net, work):
    """An empty house."""
    work.free[:] = 0.0
    work.ended[:] = np.inf
    work.held[:] = 0
    work.held[:, 1:] = -1
    work.since[:] = 0.0
    work.times[:] = 0.0
    work.counts[:] = 0
    work.total[:] = 0.0
    work.series[:] = 0.0
    work.stages[:] = net.stages


@jit
def draw(net, work, key, people):
    """Every duration of every person, stage by stage."""
    ids, stages, start = work.ids[:people], work.stages, 0
    for s in range(stages.shape[0]):
        stages[s, START] = start
        if stages[s, KIND] == TAKE or stages[s, KIND] == RELEASE:
            start += people
        elif stages[s, MANY] < 0:
            stay = work.stay[start : start + people]
            law, purpose = net.law[s], net.purpose[s]
            durations(key, ids, purpose, int(law[0]), law[1], law[2], net.points, stay)
            if net.share[s] < 1.0:
                leave_out(key, ids, purpose, net.share[s], stay)
            start += people
        else:
            start += draw_visits(net, work, key, people, s, start)


@jit
def draw_visits(net, work, key, people, s, start):
    """How often people come to one stage, how long each time, and the gaps; how many rows."""
    ids, first, row = work.ids[:people], work.first[net.stages[s, MANY]], net.stages[s]
    cdf = net.cdf[row[CDF_FROM] : row[CDF_TO]]
    total = visits_of(key, ids, net.purpose[s], net.share[s], row[BASE], cdf, first[:0], first)
    if start + total > work.stay.size:
        work.counts[s, EVENTS] = NO_ROOM
        first[:] = 0
        return 0
    rows, visits = work.rows[:total], work.visits[:total]
    spread(ids, first, rows, visits)
    stay, gap = work.stay[start : start + total], work.gap[start : start + total]
    law, pause = net.law[s], net.gap[s]
    visit_durations(key, rows, visits, net.purpose[s], law, pause, net.points, stay, gap)
    return total


@jit
def replicate(net, work, key):
    """One replication: how many people came, everything else in `work`."""
    clear(net, work)
    people = arrivals(key, net.knots, net.level, net.surges, net.horizon, work.arrived, work.ids)
    draw(net, work, key, people)
    at, who, window = work.at, work.who, (net.warm_up, net.horizon, net.bin_width)
    for p in range(people):
        at[p], who[p] = work.arrived[p], p
    going = people
    for s in range(net.scanned):
        going = scan(work.stages, work.stay, work.waits, work.free, work.ended, work.counts,
                     work.total, work.series, window, at, who, s, going)  # fmt: skip
        if s + 1 < net.stages.shape[0]:
            in_order(at, who, going)
    if net.scanned < net.stages.shape[0]:
        rest(net, work, window, going)
    return people


@jit
def rest(net, work, window, going):
    """The stages behind those that are scanned."""
    flow(work.stages, work.stay, work.gap, work.waits, work.first, work.free, work.ended,
         work.head, work.person, work.when, work.near_at, work.near_who, work.held, work.since,
         work.times, work.counts, work.total, work.series, window, net.scale, work.at, work.who,
         net.scanned, going)  # fmt: skip
    for h in range(work.held.shape[0]):
        p = work.held[h, HEAD]
        while p >= 0:
            s = work.person[p, STAGE]
            note_wait(work.counts, work.total, work.waits, work.series, s, 0, window, work.when[p],
                      np.inf)  # fmt: skip
            p = work.person[p, LINK]
        note_level(work.held, work.since, work.times, work.series, h, window, net.horizon, 0)


@jit
def sum_up(net, work, people, out):
    """The figures of one replication: events, people, then in the order of the names above."""
    window, place, count = net.horizon - net.warm_up, 2, work.counts
    events = people
    for s in range(net.stages.shape[0]):
        events += count[s, EVENTS]
        if net.stages[s, KIND] == SERVE or net.stages[s, KIND] == TAKE:
            n, positive, start = count[s, N], count[s, POSITIVE], work.stages[s, START]
            out[place] = work.total[s, WAIT] / n if n else 0.0
            out[place + 1] = wait_quantile(work.waits[start : start + positive], n, HIGH)
            out[place + 2] = positive / n if n else 0.0
            out[place + 3] = n
            out[place + 4] = count[s, STILL]
            out[place + 5] = work.total[s, BUSY] / window
            place += 6
    for h in range(work.held.shape[0]):
        out[place] = level_mean(work.times[h])
        out[place + 1] = level_quantile(work.times[h], HIGH)
        place += 2
    for i in range(net.limit_slot.size):
        late_share(net, work, people, i, out[place : place + 3])
        place += 3
    out[0], out[1] = events, people


@jit
def late_share(net, work, people, i, out):
    """Of those who came after the warm-up and were through in time to be seen: how many late."""
    n, late, total = 0, 0, 0.0
    for p in range(people):
        end = work.ended[net.limit_slot[i], p]
        if work.arrived[p] >= net.warm_up and end <= net.horizon:
            spent = end - work.arrived[p]
            n += 1
            total += spent
            late += spent > net.limit_days[i]
    out[0] = late / n if n else 0.0
    out[1] = total / n if n else 0.0
    out[2] = n


@entry
def replications(net, work, seed, first, out, series):
    """Replications `first`, `first + 1`, ...: a row of `out` (and a layer of `series`) each."""
    key = np.empty(2, np.uint64)
    key[0] = seed
    for i in range(out.shape[0]):
        key[1] = np.uint64(first + i)
        people = replicate(net, work, key)
        sum_up(net, work, people, out[i])
        if i < series.shape[0]:
            series[i] = work.series
