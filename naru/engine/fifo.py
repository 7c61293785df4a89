"""First come, first served: no list of events, only when each server is free next.

Stages that people pass once, in the order of their arrival, are scanned one after the other
(Kiefer and Wolfowitz, 1955; Lindley, 1952). From the first stage that is kept, or visited more
than once, requests are taken in the order of time from a calendar of buckets (Brown, 1988). People
at the same moment are taken in the order of their numbers.
"""

import numpy as np

from naru.engine.jit import index, jit, jit_inline, jit_loop
from naru.engine.nets import (
    EVENTS,
    FREE_FROM,
    FREE_TO,
    HEAD,
    HINT,
    HOLD,
    KIND,
    LEVEL,
    LINK,
    MANY,
    RELEASE,
    SERVE,
    SLOT,
    STAGE,
    START,
    TAIL,
    TAKE,
    VISIT,
)
from naru.engine.noting import note_busy, note_end, note_level, note_wait


@jit_inline
def take_server(free, low, high, hint, t, stay):
    """When service begins for a request at `t`, and whom to ask first next time.

    Any server who is free will do, else the one who is free first. Whoever began longest ago is
    the likeliest to be free, so the search begins there.
    """
    low, hint = index(low), index(hint)
    best = low + hint
    soonest = free[best]
    if soonest > t:
        for j in range(low, high):
            if free[j] < soonest:
                soonest, best = free[j], j
    begin = max(t, soonest)
    free[best] = begin + stay
    best += 1
    return begin, (best - low if best < high else 0)


@jit_loop
def scan(stages, stay, waits, free, ended, count, total, series, window, at, who, s, people):
    """One stage that everybody passes at most once, in order; returns how many go on."""
    hint, low, high, slot = 0, stages[s, FREE_FROM], stages[s, FREE_TO], stages[s, SLOT]
    serving, start, going, horizon = stages[s, KIND] == SERVE, stages[s, START], 0, window[1]
    for i in range(people):
        p, t = who[i], at[i]
        time = stay[start + p]
        if time >= 0.0:
            if serving:
                begin, hint = take_server(free, low, high, hint, t, time)
                note_wait(count, total, waits, series, s, start, window, t, begin)
                note_busy(total, series, s, window, begin, begin + time)
                t = begin
            t += time
            note_end(ended, count, s, slot, p, t, horizon)
        if t <= horizon:
            who[going], at[going] = p, t
            going += 1
    return going


@jit_loop
def settle(at, who, people):
    """Put nearly sorted people in the order of (time, number); False when it is too much work."""
    moves, most = 0, 24 * people + 1024
    for i in range(1, people):
        t, p, j = at[i], who[i], i - 1
        while j >= 0 and (at[j] > t or (at[j] == t and who[j] > p)):
            at[j + 1], who[j + 1] = at[j], who[j]
            j -= 1
            moves += 1
        at[j + 1], who[j + 1] = t, p
        if moves > most:
            return False
    return True


@jit
def in_order(at, who, people):
    """Put people in the order of (time, number)."""
    if not settle(at, who, people):
        by_who = np.argsort(who[:people], kind="mergesort")
        at[:people], who[:people] = at[:people][by_who], who[:people][by_who]
        by_time = np.argsort(at[:people], kind="mergesort")
        at[:people], who[:people] = at[:people][by_time], who[:people][by_time]


@jit_inline
def gather(head, person, when, near_at, near_who, bucket, scale):
    """The people of one bucket in the order of (time, number); those of later laps stay."""
    ring = index(bucket & (head.size - 1))
    p, near, left = head[ring], 0, -1
    while p >= 0:
        after = person[p, LINK]
        if int(when[p] * scale) == bucket:
            near_at[near], near_who[near] = when[p], p
            near += 1
        else:
            person[p, LINK] = left
            left = p
        p = after
    head[ring] = left
    if near == 2:
        if near_at[1] < near_at[0] or (near_at[1] == near_at[0] and near_who[1] < near_who[0]):
            near_at[0], near_at[1] = near_at[1], near_at[0]
            near_who[0], near_who[1] = near_who[1], near_who[0]
    elif near > 2:
        in_order(near_at, near_who, near)
    return near


@jit_inline
def push(head, person, when, near_at, near_who, bucket, scale, done, near, t, p):
    """Ask at `t`: in a later bucket, or in order in the one at hand (of which `done` are taken
    already); the new length of that."""
    b, p, near = int(t * scale), index(p), index(near)
    if b != bucket:
        ring = index(b & (head.size - 1))
        person[p, LINK], when[p] = head[ring], t
        head[ring] = p
        return near
    j = near - 1
    while j >= done and (near_at[j] > t or (near_at[j] == t and near_who[j] > p)):
        near_at[j + 1], near_who[j + 1] = near_at[j], near_who[j]
        j -= 1
    near_at[j + 1], near_who[j + 1] = t, p
    return near + 1


@jit_loop
def delays(stages, stay, gap, first, ended, count, horizon, s, p, t):
    """The end of a stage that nobody serves and that is visited several times."""
    m, start = stages[s, MANY], stages[s, START]
    for row in range(first[m, p], first[m, p + 1]):
        t += stay[start + row]
        count[s, EVENTS] += t <= horizon
        if row + 1 < first[m, p + 1]:
            t += gap[start + row]
            count[s, EVENTS] += t <= horizon
    if stages[s, SLOT] >= 0 and t <= horizon:
        ended[stages[s, SLOT], p] = t
    return t


@jit_inline
def onwards(stages, stay, gap, first, ended, count, horizon, s, p, t):
    """From stage `s` at `t`, through what nobody serves, to the next request: (stage, time)."""
    p, s = index(p), index(s)
    while s < stages.shape[0]:
        kind, m = stages[s, KIND], stages[s, MANY]
        if kind == TAKE or kind == RELEASE:
            break
        if m >= 0:
            if kind == SERVE and first[m, p] < first[m, p + 1]:
                break
            t = delays(stages, stay, gap, first, ended, count, horizon, s, p, t)
        else:
            time = stay[stages[s, START] + p]
            if kind == SERVE and time >= 0.0:
                break
            if time >= 0.0:
                t += time
                note_end(ended, count, s, stages[s, SLOT], p, t, horizon)
        s += 1
    return s, t


@jit_inline
def queue(held, person, when, h, p, t):
    """Wait for a place behind the last who waits."""
    person[p, LINK], when[p] = -1, t
    if held[h, HEAD] < 0:
        held[h, HEAD] = p
    else:
        person[held[h, TAIL], LINK] = p
    held[h, TAIL] = p


@jit_inline
def serve(
    stages, stay, gap, waits, first, free, ended, person, count, total, series, window, s, p, t
):
    """One visit asked for at `t`: the stage and the time of what comes next."""
    p, s = index(p), index(s)
    m, v, start = stages[s, MANY], person[p, VISIT], stages[s, START]
    row = index(start + (p if m < 0 else first[m, p] + v))
    low, high = stages[s, FREE_FROM], stages[s, FREE_TO]
    begin, stages[s, HINT] = take_server(free, low, high, stages[s, HINT], t, stay[row])
    end = begin + stay[row]
    note_wait(count, total, waits, series, s, start, window, t, begin)
    note_busy(total, series, s, window, begin, end)
    if m >= 0 and row + 1 - start < first[m, p + 1]:
        person[p, VISIT] = v + 1
        count[s, EVENTS] += (end <= window[1]) + (end + gap[row] <= window[1])
        return s, end + gap[row]
    person[p, VISIT] = 0
    note_end(ended, count, s, stages[s, SLOT], p, end, window[1])
    return s + 1, end


@jit_loop
def flow(stages, stay, gap, waits, first, free, ended, head, person, when, near_at, near_who, held,
         since, times, count, total, series, window, scale, at, who, s0, people):  # fmt: skip
    """Everything behind the `s0` scanned stages, request by request in the order of time."""
    horizon, last, come, bucket = window[1], stages.shape[0], 0, -1
    head[:] = -1
    while bucket < int(horizon * scale):
        bucket += 1
        near = 0
        if head[bucket & (head.size - 1)] >= 0:
            near = gather(head, person, when, near_at, near_who, bucket, scale)
        while come < people and int(at[come] * scale) <= bucket:
            p = who[come]
            s, t = onwards(stages, stay, gap, first, ended, count, horizon, s0, p, at[come])
            person[p, STAGE], person[p, VISIT] = s, 0
            if s < last and t <= horizon:
                near = push(head, person, when, near_at, near_who, bucket, scale, 0, near, t, p)
            come += 1
        done = 0
        while done < near:
            p, t = index(near_who[done]), near_at[done]
            done += 1
            s, next_t, q = index(person[p, STAGE]), t, np.int64(-1)
            kind, h = stages[s, KIND], stages[s, HOLD]
            if kind == SERVE:
                s, next_t = serve(stages, stay, gap, waits, first, free, ended, person, count,
                                  total, series, window, s, p, t)  # fmt: skip
            elif kind == TAKE:
                if held[h, LEVEL] >= stages[s, FREE_TO] - stages[s, FREE_FROM]:
                    queue(held, person, when, h, p, t)
                    continue
                note_wait(count, total, waits, series, s, stages[s, START], window, t, t)
                note_level(held, since, times, series, h, window, t, 1)
                s += 1
            else:
                q, s = held[h, HEAD], s + 1
                if q >= 0:
                    held[h, HEAD] = person[q, LINK]
                    u = person[q, STAGE]
                    note_wait(count, total, waits, series, u, stages[u, START], window, when[q], t)
                else:
                    note_level(held, since, times, series, h, window, t, -1)
            while p >= 0:
                s, next_t = onwards(stages, stay, gap, first, ended, count, horizon, s, p, next_t)
                person[p, STAGE] = s
                if s < last and next_t <= horizon:
                    near = push(head, person, when, near_at, near_who, bucket, scale, done, near,
                                next_t, p)  # fmt: skip
                p, q, next_t = q, np.int64(-1), t
                if p >= 0:
                    s = person[p, STAGE] + 1
