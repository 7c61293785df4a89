"""Event by event: for priorities, shifts, families, blocks, withdrawal, limits that lock.

A binary heap of (time, code), where the code holds what happens and to whom, so that ties have one
order: steps of the shifts, arrivals, then the lower code. Work that has begun is finished, also
after closing time (overtime). Who asks first is served first, urgent people before all others.
"""

import numpy as np

from naru.engine.eventblocks import clear_block, stopped, strike
from naru.engine.eventnet import (
    ASK,
    AWAY,
    BEDS,
    BEGINS,
    BEGUN,
    BLOCKED,
    BROKEN,
    BUSY_NOW,
    CLOSE,
    DONE,
    ENDS,
    FINISH,
    FIRST,
    FLAGS,
    GONE,
    HEAD,
    HOLDS,
    IDLE,
    KNOCK,
    LEAVE,
    LOCK,
    LOCKED,
    MANY,
    ON,
    OVER,
    PARKED,
    PARTY,
    PATIENCE,
    REACHED,
    RESOURCE,
    ROOM,
    SERVED,
    SIZE,
    SKIPPED,
    START,
    STATE,
    TAKEN,
    UNBLOCK,
    UNTIL_OF,
    URGENT,
    VISIT,
    VISITED,
    WAITING,
    WHO_SHIFT,
    WISHED,
)
from naru.engine.eventqueue import line_up, measure, next_in_line, note, push
from naru.engine.jit import index, jit_inline, jit_loop
from naru.engine.nets import EVENTS, LEVEL
from naru.engine.noting import note_busy, note_level, note_wait

ONE = np.int64(1)
LOW = (1 << WHO_SHIFT) - 1


@jit_inline
def ask(net, box, window, p, s, t):
    """Somebody is ready for a stage: into the queue, or on a way that nobody serves.

    Returns the resource to look at, or -1.
    """
    p, s = index(p), index(s)
    x = index(p * net.stage.shape[0] + s)
    person, pair = box.person, box.pair
    if person[p, DONE] >> s & 1:
        return np.int64(-1)
    if person[p, BLOCKED] and stopped(net, person[p, BLOCKED], s):
        pair[x, STATE] = PARKED
        return np.int64(-1)
    pair[x, STATE], box.asked[x] = WAITING, t
    if net.stage[s, BEDS] >= 0:
        return reach(net, box, p, s, t)
    r = net.stage[s, RESOURCE]
    if r < 0:
        begin(net, box, window, p, s, x, t)
        return np.int64(-1)
    if net.patience[s, 0] >= 0.0 and pair[x, VISIT] == 0:
        limit = t + box.patience[p * net.stage.shape[0] + s]
        push(box.heap_at, box.heap_code, box.tally, limit, PATIENCE, x)
    line_up(box.desk, pair, r, x, person[p, FLAGS] & URGENT)
    return r


@jit_inline
def reach(net, box, p, s, t):
    """A member of a party reaches the beds; the whole party queues with the last of them."""
    stages, head = net.stage.shape[0], box.person[p, PARTY]
    box.person[head, REACHED] += 1
    if box.person[head, REACHED] >= box.person[head, SIZE]:
        for member in range(head, head + box.person[head, SIZE]):
            box.asked[member * stages + s] = t
        urgent = box.person[head, FLAGS] & URGENT
        line_up(box.desk, box.pair, net.stage[s, BEDS], head * stages + s, urgent)
        box.tally[KNOCK] = 1
    return np.int64(-1)


@jit_inline
def begin(net, box, window, p, s, x, t):
    """One visit begins at `t`."""
    p, s, x = index(p), index(s), index(x)
    start, asked = box.stage[s, START], box.asked[x]
    if net.stage[s, RESOURCE] >= 0:
        note_wait(box.counts, box.total, box.waits, box.series, s, start, window, asked, t)
    serve(net, box, window, p, s, x, t)


@jit_inline
def serve(net, box, window, p, s, x, t):
    """One visit, from `t` until it is finished."""
    p, s, x = index(p), index(s), index(x)
    m, v = net.stage[s, MANY], box.pair[x, VISIT]
    row = index(box.stage[s, START] + (p if m < 0 else box.first[m, p] + v))
    stay = box.stay[row]
    box.pair[x, STATE] = SERVED
    note(box.log, box.tally, t, BEGINS, p, s, v)
    if net.stage[s, RESOURCE] >= 0:
        note_busy(box.total, box.series, s, window, t, t + stay)
    push(box.heap_at, box.heap_code, box.tally, t + stay, FINISH, x)


@jit_inline
def resume(net, box, window, p, s, t):
    """A visit that had begun before the start goes on; its server is busy from the first moment."""
    if net.stage[s, RESOURCE] >= 0:
        box.desk[net.stage[s, RESOURCE], BUSY_NOW] += 1
    serve(net, box, window, p, s, p * net.stage.shape[0] + s, t)


@jit_inline
def call(net, box, window, r, t):
    """Give free servers to those who wait, as long as there are both."""
    desk, pair, stages, r = box.desk, box.pair, net.stage.shape[0], index(r)
    while desk[r, BUSY_NOW] < desk[r, ON] - desk[r, BROKEN] - desk[r, AWAY]:
        x = next_in_line(desk, pair, r)
        if x < 0:
            break
        p, s, x = index(x // stages), index(x % stages), index(x)
        if pair[x, STATE] != WAITING or box.person[p, DONE] >> s & 1:
            continue
        if box.person[p, BLOCKED] and stopped(net, box.person[p, BLOCKED], s):
            pair[x, STATE] = PARKED
            continue
        measure(desk, box.area, r, window, t)
        desk[r, BUSY_NOW] += 1
        begin(net, box, window, p, s, x, t)


@jit_loop
def house(net, box, window, r, s, t):
    """Give free places to the parties that wait, in their order and never a part of one."""
    desk, pair, person, stages = box.desk, box.pair, box.person, net.stage.shape[0]
    h = desk[r, ROOM]
    while True:
        x = desk[r, FIRST] if desk[r, FIRST] >= 0 else desk[r, HEAD]
        if x < 0:
            return
        head = x // stages
        size = 0
        for p in range(head, head + person[head, SIZE]):
            size += not person[p, DONE] >> s & 1
        if size and box.held[h, LEVEL] + size > desk[r, ON] - desk[r, TAKEN]:
            return
        next_in_line(desk, pair, r)
        for p in range(head, head + person[head, SIZE]):
            if not person[p, DONE] >> s & 1:
                settle_in(net, box, window, h, p, s, t)


@jit_inline
def settle_in(net, box, window, h, p, s, t):
    """One place to one person."""
    y = p * net.stage.shape[0] + s
    box.person[p, HOLDS] |= ONE << h
    note_level(box.held, box.since, box.times, box.series, h, window, t, 1)
    asked = box.asked[y]
    note_wait(
        box.counts, box.total, box.waits, box.series, s, box.stage[s, START], window, asked, t
    )
    note(box.log, box.tally, t, BEGINS, p, s, 0)
    box.pair[y, STATE] = SERVED
    push(box.heap_at, box.heap_code, box.tally, t, FINISH, y)


@jit_inline
def complete(net, box, window, p, s, t):
    """A stage is over: what it gives back and strikes; the stages to look at, as a mask."""
    p, s = index(p), index(s)
    person, x = box.person, index(p * net.stage.shape[0] + s)
    person[p, DONE] |= ONE << s
    box.pair[x, STATE] = OVER
    box.ended[s, p] = t
    note(box.log, box.tally, t, ENDS, p, s, box.pair[x, VISIT])
    back = (
        person[p, HOLDS]
        if person[p, FLAGS] & GONE and s == net.leave_stage
        else net.stage[s, UNTIL_OF]
    )
    for h in range(box.held.shape[0]):
        if back >> h & 1 and person[p, HOLDS] >> h & 1:
            person[p, HOLDS] &= ~(ONE << h)
            note_level(box.held, box.since, box.times, box.series, h, window, t, -1)
            box.tally[KNOCK] = 1
    if s == net.leave_stage:
        person[p, DONE] |= net.leave_keeps
    strike(net, box, p, s, t)
    return net.next[s]


@jit_inline
def follow(net, box, p, candidates, t):
    """Of the candidates, those whose turn it is; who isn't of a stage's share passes it at once."""
    person, asks, p = box.person, np.int64(0), index(p)
    while candidates:
        again = np.int64(0)
        for s in range(net.stage.shape[0]):
            bit = ONE << s
            if not candidates & bit or (person[p, DONE] | person[p, BEGUN]) & bit:
                continue
            if net.after[s] & ~person[p, DONE]:
                continue
            person[p, BEGUN] |= bit
            if passes(net, box, p, s):
                person[p, DONE] |= bit
                note(box.log, box.tally, t, SKIPPED, p, s, 0)
                again |= net.next[s]
            else:
                asks |= bit
        candidates = again
    return asks


@jit_inline
def passes(net, box, p, s):
    """Whether a stage doesn't concern somebody."""
    if net.stage[s, BEDS] >= 0:
        return False
    m = net.stage[s, MANY]
    if m >= 0:
        return box.first[m, p] == box.first[m, p + 1]
    return box.stay[box.stage[s, START] + p] < 0.0


@jit_loop
def is_locked(net, box, p, s, t):
    """Whether a limit that locks a stage is over."""
    for i in range(net.limit.shape[0]):
        if net.limit_locks[i] >> s & 1 and t >= box.limit_due[i, p]:
            return True
    return False


@jit_inline
def finish(net, box, window, p, s, t):
    """A visit ends: the server is free; the next visit, or the end of the stage (True)."""
    p, s = index(p), index(s)
    x, r = index(p * net.stage.shape[0] + s), net.stage[s, RESOURCE]
    if r >= 0:
        measure(box.desk, box.area, r, window, t)
        box.desk[r, BUSY_NOW] -= 1
    box.counts[s, EVENTS] += net.stage[s, BEDS] < 0
    if box.person[p, DONE] >> s & 1:
        return False
    m, v = net.stage[s, MANY], box.pair[x, VISIT]
    if m >= 0:
        box.pair[x, VISIT] = v + 1
        locked = net.lockable >> s & 1 and is_locked(net, box, p, s, t)
        if box.first[m, p] + v + 1 < box.first[m, p + 1] and not locked:
            note(box.log, box.tally, t, VISITED, p, s, v)
            gap = box.gap[box.stage[s, START] + box.first[m, p] + v]
            box.pair[x, STATE] = IDLE
            push(box.heap_at, box.heap_code, box.tally, t + gap, ASK, x)
            return False
    return True


@jit_inline
def leave(net, box, p, t, why):
    """Somebody leaves: what lies before that stage falls away; what to look at, as a mask."""
    person, stages = box.person, net.stage.shape[0]
    if net.leave_stage < 0 or person[p, FLAGS] & GONE or person[p, BEGUN] >> net.leave_stage & 1:
        return np.int64(0)
    for s in range(stages):
        left = net.stage[s, BEDS] >= 0 and net.leave_keeps >> s & 1
        if left and box.pair[p * stages + s, STATE] == IDLE and not person[p, DONE] >> s & 1:
            reach(net, box, p, s, t)
    person[p, FLAGS] |= GONE
    person[p, DONE] |= net.leave_keeps
    note(box.log, box.tally, t, why, p, net.leave_stage, 0)
    box.tally[KNOCK] = 1
    return ONE << net.leave_stage


@jit_inline
def lock(net, box, i, p, t):
    """A limit is over: stages that it locks end where they stand; True if the person must leave."""
    stages, out = net.stage.shape[0], False
    for s in range(stages):
        x = p * stages + s
        if not net.limit_locks[i] >> s & 1 or box.person[p, DONE] >> s & 1:
            continue
        if box.pair[x, VISIT] > 0 and box.pair[x, STATE] != SERVED:
            push(box.heap_at, box.heap_code, box.tally, t, CLOSE, x)
        elif box.pair[x, STATE] != SERVED:
            out = True
    return out


@jit_inline
def happen(net, box, window, what, who, t):
    """One event about a person: who it is, and the stages to ask for, as a mask."""
    stages, asks, over, out, why = net.stage.shape[0], np.int64(0), False, False, WISHED
    who = index(who)
    p, s = index(who // stages), index(who % stages)
    if what == FINISH:
        over = finish(net, box, window, p, s, t)
    elif what == CLOSE:
        over = not box.person[p, DONE] >> s & 1
    elif what == ASK:
        asks = ONE << s
        box.counts[s, EVENTS] += 1
    elif what == UNBLOCK:
        p = who & LOW
        asks = clear_block(net, box, who >> WHO_SHIFT, p, t)
    elif what == LOCK:
        p, why = who & LOW, LOCKED
        out = lock(net, box, who >> WHO_SHIFT, p, t)
    elif what == LEAVE:
        p, out = who, True
    else:
        out = box.pair[who, STATE] == WAITING and box.pair[who, VISIT] == 0
    look = np.int64(0)
    if over:
        look = complete(net, box, window, p, s, t)
    if out:
        look = leave(net, box, p, t, why)
    return p, asks | follow(net, box, p, look, t)
