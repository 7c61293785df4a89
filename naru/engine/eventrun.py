"""Replications event by event: draw everybody, then let the moments pass."""

import numpy as np

from naru.engine.arriving import poisson, surges
from naru.engine.chance import threefry, unit
from naru.engine.draws import (
    counter,
    durations,
    leave_out,
    spread,
    turn,
    visit_durations,
    visits_of,
)
from naru.engine.eventloop import (
    WHO_SHIFT,
    ask,
    call,
    follow,
    happen,
    house,
    measure,
    pop,
    push,
    step,
)
from naru.engine.eventnet import (
    ASK,
    BASE,
    BEDS,
    BEGUN,
    BREAK,
    BROKEN,
    CDF_FROM,
    CDF_TO,
    DONE,
    FINISH,
    FLAGS,
    HEAD,
    HEAPED,
    HOLDS,
    KIND_SHIFT,
    KNOCK,
    LAST,
    LEAVE,
    LOCK,
    MANY,
    MINOR,
    ON,
    PARTY,
    REPAIR,
    RESOURCE,
    ROOM,
    SIZE,
    START,
    URGENT,
    VISIT,
)
from naru.engine.jit import entry, jit, jit_loop
from naru.engine.measures import level_mean, level_quantile, wait_quantile
from naru.engine.nets import BUSY, EVENTS, N, POSITIVE, WAIT
from naru.engine.noting import note_level, spread_over

HIGH = 0.95
ZERO = np.uint64(0)
FAMILY, HASTE, YOUTH, LAG, WISH = (np.uint64(0x7FFFFFF0 + k) for k in range(5))
BREAKING = np.uint64(0x40000001)
MEMBERS = np.uint64(48)
NO_ROOM = -(2.0**50)


@jit_loop
def first_number(key, name, purpose):
    """One number of one person."""
    a, _b = threefry(key[0], key[1], name, counter(purpose, ZERO))
    return unit(a)


@jit_loop
def people_of(net, box, key, parties):
    """Everybody of every party, with what they are; guests who are here already come first."""
    n = net.guests.shape[0]
    for k in range(parties):
        name = box.party_ids[k]
        u, size = first_number(key, name, FAMILY), 1
        while size < net.families.size and u > net.families[size - 1]:
            size += 1
        size = min(size, box.ids.size - n)
        for member in range(size):
            p = n + member
            box.ids[p] = name | (np.uint64(member) << MEMBERS)
            box.arrived[p] = box.parties[k]
            box.person[p, PARTY], box.person[p, SIZE] = n, size if member == 0 else 1
        n += size
    return n


@jit_loop
def flags(net, box, key, people):
    """Who is urgent, and who is a child alone."""
    for p in range(people):
        box.person[p, FLAGS] = 0
        if net.urgent > 0.0 and first_number(key, box.ids[p], HASTE) < net.urgent:
            box.person[p, FLAGS] |= URGENT
        if net.minors > 0.0 and first_number(key, box.ids[p], YOUTH) < net.minors:
            box.person[p, FLAGS] |= MINOR


@jit
def draw_stages(net, box, key, people):
    """Every duration of every person, stage by stage."""
    ids, start, stages = box.ids[:people], 0, net.stage.shape[0]
    for s in range(stages):
        row, law, pause = net.stage[s], net.law[s], net.gap[s]
        box.stage[s, START] = start
        if row[MANY] < 0:
            stay = box.stay[start : start + people]
            durations(key, ids, net.purpose[s], int(law[0]), law[1], law[2], net.points, stay)
            if net.share[s] < 1.0:
                leave_out(key, ids, net.purpose[s], net.share[s], stay)
            start += people
            continue
        first, cdf = box.first[row[MANY]], net.cdf[row[CDF_FROM] : row[CDF_TO]]
        total = visits_of(key, ids, net.purpose[s], net.share[s], row[BASE], cdf, first)
        if start + total > box.stay.size:
            return False
        rows, visits = box.rows[:total], box.visits[:total]
        spread(ids, first, rows, visits)
        stay, gap = box.stay[start : start + total], box.gap[start : start + total]
        visit_durations(key, rows, visits, net.purpose[s], law, pause, net.points, stay, gap)
        start += total
    return True


@jit
def draw_rest(net, box, key, people):
    """Blocks, wishes to leave, the time since entry, patience, and when each limit is over."""
    ids = box.ids[:people]
    for b in range(net.block.shape[0]):
        stay, law = box.block_stay[b, :people], net.block_law[b]
        durations(key, ids, net.block_purpose[b], int(law[0]), law[1], law[2], net.points, stay)
        leave_out(key, ids, net.block_purpose[b], net.block_share[b], stay)
        if net.block[b, 4]:
            for p in range(people):
                if not box.person[p, FLAGS] & MINOR:
                    stay[p] = -1.0
    wish, law = box.leave_at[:people], net.leave_law
    durations(key, ids, WISH, int(law[0]), law[1], law[2], net.points, wish)
    leave_out(key, ids, WISH, net.leave_share, wish)
    lag, law = box.entered[:people], net.lag
    durations(key, ids, LAG, int(law[0]), law[1], law[2], net.points, lag)
    for p in range(people):
        box.entered[p] = box.arrived[p] - lag[p]
    stages, temporary = net.stage.shape[0], np.empty(people)
    for s in range(stages):
        law = net.patience[s]
        if law[0] >= 0.0:
            purpose = net.purpose[s] ^ np.uint64(0x55555555)
            durations(key, ids, purpose, int(law[0]), law[1], law[2], net.points, temporary)
            for p in range(people):
                box.patience[p * stages + s] = temporary[p]


@jit_loop
def due_of(net, box, key, i, p, t):
    """When limit `i` is over for somebody for whom it began at `t`."""
    row, law = net.limit[i], net.limit_law[i]
    if row[2] == 0:
        end = t + law[0]
    else:
        day = min(max(int(np.floor(t) - net.due_from), 0), net.due.shape[1] - 1)
        end = net.due[row[3], day]
    if law[2] > 0.0 and first_number(key, box.ids[p], net.limit_purpose[i]) < law[2]:
        end += law[1]
    return end


@jit
def clear(net, box):
    """An empty house, before anybody comes."""
    box.person[:] = 0
    box.pair[:] = 0
    box.ended[:] = np.inf
    box.limit_due[:] = np.inf
    box.desk[:] = 0
    box.desk[:, HEAD : LAST + 1] = -1
    box.area[:] = 0.0
    box.held[:] = 0
    box.since[:] = 0.0
    box.times[:] = 0.0
    box.count[:] = 0
    box.total[:] = 0.0
    box.series[:] = 0.0
    box.tally[:] = 0
    box.breaks[:] = 0
    for r in range(net.desks.shape[0]):
        box.desk[r, ON] = net.desks[r, 0]
        box.desk[r, ROOM] = net.desks[r, 2]


@jit
def prepare(net, box, key):
    """Everybody who will come and everything they will need; how many people, -1 for no room."""
    clear(net, box)
    parties = poisson(key, net.knots, net.level, net.horizon, box.parties)
    for k in range(parties):
        box.party_ids[k] = np.uint64(k)
    if net.surges.shape[0]:
        parties = surges(key, net.surges, net.horizon, box.parties, box.party_ids, parties)
        order = np.argsort(box.parties[:parties], kind="mergesort")
        box.parties[:parties] = box.parties[:parties][order]
        box.party_ids[:parties] = box.party_ids[:parties][order]
    guests = net.guests.shape[0]
    for g in range(guests):
        box.ids[g], box.arrived[g] = np.uint64(g) | (np.uint64(1) << np.uint64(41)), net.guests[g, 0]
        box.person[g, PARTY], box.person[g, SIZE] = g, 1
    people = people_of(net, box, key, parties)
    flags(net, box, key, people)
    if not draw_stages(net, box, key, people):
        return -1
    draw_rest(net, box, key, people)
    for g in range(guests):
        box.entered[g] = net.guests[g, 1]
    return people


@jit_loop
def admit(net, box, key, p, t):
    """Somebody is here from now on: clocks, wishes; the stages that may begin, as a mask."""
    for i in range(net.limit.shape[0]):
        if net.limit[i, 0] < 0:
            since = box.arrived[p] if net.limit[i, 0] == -1 else box.entered[p]
            box.limit_due[i, p] = due_of(net, box, key, i, p, since)
            if net.limit_locks[i]:
                when = max(box.limit_due[i, p], t)
                push(box.heap_at, box.heap_code, box.tally, when, LOCK, (np.int64(i) << WHO_SHIFT) | p)
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
        for s in range(stages):
            m = net.stage[s, MANY]
            most = box.first[m, p + 1] - box.first[m, p] - 1 if m >= 0 else 0
            box.pair[p * stages + s, VISIT] = max(min(net.guest_visits[p, s], most), 0)
        asks = admit(net, box, key, p, 0.0)
        for s in range(stages):
            if asks >> s & 1:
                push(box.heap_at, box.heap_code, box.tally, 0.0, ASK, p * stages + s)


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
def sum_up(net, box, key, people, out):
    """The figures of one replication: events, people, stages, kept, limits, resources."""
    window, place, count = net.horizon - net.warm_up, 2, box.count
    out[0], out[1] = people + count[:, EVENTS].sum(), people - net.guests.shape[0]
    for s in range(net.stage.shape[0]):
        if net.stage[s, 0] >= 0 or net.stage[s, BEDS] >= 0:
            n, positive, start = count[s, N], count[s, POSITIVE], box.stage[s, START]
            out[place] = box.total[s, WAIT] / n if n else 0.0
            out[place + 1] = wait_quantile(box.waits[start : start + positive], n, HIGH)
            out[place + 2] = positive / n if n else 0.0
            out[place + 3] = n
            out[place + 4] = box.total[s, BUSY] / window
            place += 5
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
def late(net, box, key, people, i, out):
    """How many were late, or are late though not through yet; of those for whom it is known."""
    n, beyond, total, through = 0, 0, 0.0, 0
    j, s, row = net.limit[i, 0], net.limit[i, 1], box.series.shape[0] - net.limit.shape[0] + i
    for p in range(people):
        began = box.ended[j, p] if j >= 0 else box.arrived[p]
        if began > net.horizon or (began < net.warm_up and p >= net.guests.shape[0]):
            continue
        if net.limit[i, 2] == 0 and net.limit[i, 4] == 0:
            due = began + net.limit_law[i, 0]
        else:
            since = box.entered[p] if j == -2 else began
            due = due_of(net, box, key, i, p, since)
        end = box.ended[s, p]
        never = box.person[p, DONE] >> s & 1 or net.limit[i, 4] == 0
        if end > net.horizon and (never or due >= net.horizon):
            continue
        n += 1
        beyond += min(end, net.horizon) > due
        if end <= net.horizon:
            through += 1
            total += end - began
        if net.bins and min(end, net.horizon) > due:
            spread_over(box.series, row, net.bin_width, max(due, 0.0), min(end, net.horizon), 1.0)
    out[0] = beyond / n if n else 0.0
    out[1] = total / through if through else 0.0
    out[2] = n


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
