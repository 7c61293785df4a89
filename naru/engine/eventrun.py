"""Replications event by event: draw everybody, then let the moments pass."""

import numpy as np

from naru.engine.chance import threefry, unit
from naru.engine.draws import counter, turn
from naru.engine.eventblocks import block
from naru.engine.eventdraw import due_of, extended, prepare
from naru.engine.eventloop import ask, call, follow, happen, house, resume
from naru.engine.eventnet import (
    ASK,
    BEDS,
    BEGUN,
    BREAK,
    BROKEN,
    DONE,
    ENTERS,
    EXTENDED,
    FINISH,
    HEAPED,
    HOLDS,
    KIND_SHIFT,
    KNOCK,
    LEAVE,
    LOCK,
    MANY,
    REPAIR,
    RESOURCE,
    START,
    VISIT,
    WHO_SHIFT,
)
from naru.engine.eventqueue import measure, note, pop, push, step
from naru.engine.eventsum import still_waiting, sum_up
from naru.engine.jit import entry, jit, jit_loop
from naru.engine.noting import note_level

DAYS_BEFORE = 10.0
BREAKING = np.uint64(0x40000001)
NO_ROOM = -(2.0**50)
AT_ONCE = 1e-9


@jit_loop
def admit(net, box, key, p, t):
    """Somebody is here from now on: clocks, wishes; the stages that may begin, as a mask."""
    note(box.log, box.tally, t, ENTERS, p, 0, box.entered[p])
    for i in range(net.limit.shape[0]):
        if net.limit[i, 0] < 0:
            since = box.arrived[p] if net.limit[i, 0] == -1 else box.entered[p]
            box.limit_due[i, p] = due_of(net, box, key, i, p, since)
            if extended(net, box, key, i, p):
                when = max(t, box.limit_due[i, p] - net.limit_law[i, 1] - DAYS_BEFORE)
                note(box.log, box.tally, when, EXTENDED, p, i, 0)
            if net.limit_locks[i]:
                when = max(box.limit_due[i, p], t)
                push(
                    box.heap_at,
                    box.heap_code,
                    box.tally,
                    when,
                    LOCK,
                    (np.int64(i) << WHO_SHIFT) | p,
                )
    if box.leave_at[p] >= 0.0:
        when = box.arrived[p] + box.leave_at[p]
        if when >= t:
            push(box.heap_at, box.heap_code, box.tally, when, LEAVE, p)
    return follow(net, box, p, (np.int64(1) << net.stage.shape[0]) - 1, t)


@jit_loop
def welcome_guests(net, box, key, window):
    """Those who are here already at the start, where they stand."""
    stages = net.stage.shape[0]
    for p in range(net.guests.shape[0]):
        box.person[p, DONE] = box.person[p, BEGUN] = net.guest_done[p, 0]
        for h in range(box.held.shape[0]):
            if net.guest_done[p, 1] >> h & 1:
                box.person[p, HOLDS] |= np.int64(1) << h
                note_level(box.held, box.since, box.times, box.series, h, window, 0.0, 1)
        for b in range(net.block.shape[0]):
            if net.guest_block[p, b] >= 0.0:
                stay, box.block_stay[b, p] = box.block_stay[b, p], -1.0
                if stay >= 0.0:
                    block(net, box, p, b, 0.0, stay)
        asks = admit(net, box, key, p, 0.0)
        for s in range(stages):
            if net.stage[s, MANY] >= 0:
                box.pair[p * stages + s, VISIT] = net.guest_visits[p, s]
            if asks >> s & 1:
                take_up(net, box, window, p, s)
    for r in range(net.desks.shape[0]):
        if net.desks[r, 3]:
            call(net, box, window, r, 0.0)


@jit_loop
def take_up(net, box, window, p, s):
    """A guest goes on with a stage: served, between two visits, or waiting since before."""
    x, m, made = p * net.stage.shape[0] + s, net.stage[s, MANY], net.guest_visits[p, s]
    if net.guest_served[p, s] >= 0.0:
        resume(net, box, window, p, s, 0.0)
    elif m >= 0 and made > 0:
        gap = box.gap[box.stage[s, START] + box.first[m, p] + made - 1]
        later = gap if net.guest_since[p, s] >= 0.0 else 0.0
        push(box.heap_at, box.heap_code, box.tally, later, ASK, x)
    else:
        ask(net, box, window, p, s, 0.0)
        box.asked[x] = -max(net.guest_since[p, s], AT_ONCE)


@jit_loop
def break_later(net, box, key, r, t):
    """When a server of a resource breaks next, and when it is repaired."""
    word, one = counter(net.desk_purpose[r], BREAKING), box.scratch
    a, b = threefry(key[0], key[1], np.uint64(box.breaks[r]), word)
    one[0], one[1] = unit(a), unit(b)
    turn(int(net.breaks[r, 0]), net.breaks[r, 1], net.breaks[r, 2], net.points, one[:1])
    turn(int(net.breaks[r, 3]), net.breaks[r, 4], net.breaks[r, 5], net.points, one[1:2])
    push(box.heap_at, box.heap_code, box.tally, t + one[0], BREAK, r)
    push(box.heap_at, box.heap_code, box.tally, t + one[0] + one[1], REPAIR, r)
    box.breaks[r] += 1


@jit_loop
def broken(net, box, key, window, what, r, t):
    """A server breaks, or is repaired."""
    measure(box.desk, box.area, r, window, t)
    box.desk[r, BROKEN] += 1 if what == BREAK else -1
    if what == BREAK:
        break_later(net, box, key, r, t)


@jit_loop
def live(net, box, key, window, people):
    """Let the time pass until the horizon."""
    stages, horizon, come, k = net.stage.shape[0], net.horizon, net.guests.shape[0], 0
    box.tally[KNOCK] = 1
    while True:
        t = box.heap_at[0] if box.tally[HEAPED] else np.inf
        arrival = box.arrived[come] if come < people else np.inf
        opens = net.steps[k, 0] if k < net.steps.shape[0] else np.inf
        if min(t, arrival, opens) > horizon:
            break
        p, asks, look, s = np.int64(0), np.int64(0), np.int64(-1), 0
        if opens <= arrival and opens <= t:
            t = opens
            look = step(net, box, key, window, k, t)
            k += 1
        elif arrival <= t:
            t, p = arrival, np.int64(come)
            asks = admit(net, box, key, p, t)
            come += 1
        else:
            code = pop(box.heap_at, box.heap_code, box.tally)
            what, who = code >> KIND_SHIFT, code & ((np.int64(1) << KIND_SHIFT) - 1)
            if what == BREAK or what == REPAIR:
                look = who
                broken(net, box, key, window, what, who, t)
            else:
                p, asks = happen(net, box, window, what, who, t)
                if what == FINISH:
                    look = net.stage[who % stages, RESOURCE]
        while True:
            if look >= 0:
                call(net, box, window, look, t)
            while asks and not asks & 1:
                asks >>= 1
                s += 1
            if not asks:
                break
            look = ask(net, box, window, p, s, t)
            asks >>= 1
            s += 1
        if box.tally[KNOCK]:
            box.tally[KNOCK] = 0
            for s in range(stages):
                if net.stage[s, BEDS] >= 0:
                    house(net, box, window, net.stage[s, BEDS], s, t)


@jit
def replicate(net, box, key, out):
    """One replication event by event, summed up into `out`."""
    window = (net.warm_up, net.horizon, net.bin_width)
    people = prepare(net, box, key)
    if people < 0:
        out[0] = NO_ROOM
        return
    for r in range(net.desks.shape[0]):
        if net.breaks[r, 0] >= 0.0:
            break_later(net, box, key, r, 0.0)
    welcome_guests(net, box, key, window)
    live(net, box, key, window, people)
    still_waiting(net, box, window, people)
    for h in range(box.held.shape[0]):
        note_level(box.held, box.since, box.times, box.series, h, window, net.horizon, 0)
    for r in range(net.desks.shape[0]):
        measure(box.desk, box.area, r, window, net.horizon)
    sum_up(net, box, key, people, out)


@entry
def replications(net, box, seed, first, out, series):
    """Replications `first`, `first + 1`, ...: a row of `out` (and a layer of `series`) each."""
    key = np.empty(2, np.uint64)
    key[0] = seed
    for i in range(out.shape[0]):
        key[1] = np.uint64(first + i)
        replicate(net, box, key, out[i])
        if i < series.shape[0]:
            series[i] = box.series
