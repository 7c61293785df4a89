"""Draws everybody who will come and all that they need, before a replication begins."""

import numpy as np

from naru.engine.arriving import poisson, surges
from naru.engine.draws import (
    durations,
    first_number,
    leave_out,
    spread,
    visit_durations,
    visits_of,
)
from naru.engine.eventguests import carry_on
from naru.engine.eventnet import (
    BASE,
    CDF_FROM,
    CDF_TO,
    FAMILY,
    FLAGS,
    HASTE,
    HEAD,
    LAG,
    LAST,
    MANY,
    MINOR,
    ON,
    PARTY,
    ROOM,
    SIZE,
    START,
    URGENT,
    WISH,
    YOUTH,
)
from naru.engine.jit import jit, jit_loop

MEMBERS = np.uint64(48)


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
        least = net.guest_least[s]
        total = visits_of(key, ids, net.purpose[s], net.share[s], row[BASE], cdf, least, first)
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
def extended(net, box, key, i, p):
    """Whether limit `i` is extended for somebody."""
    share = net.limit_law[i, 2]
    return share > 0.0 and first_number(key, box.ids[p], net.limit_purpose[i]) < share


@jit_loop
def due_of(net, box, key, i, p, t):
    """When limit `i` is over for somebody for whom it began at `t`."""
    row, law = net.limit[i], net.limit_law[i]
    more = law[1] if extended(net, box, key, i, p) else 0.0
    if row[2] == 0:
        return t + law[0] + more
    day = min(max(int(np.floor(t) - net.due_from), 0), net.due.shape[1] - 1)
    return net.due[row[3], day] + more


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
    box.counts[:] = 0
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
        box.ids[g], box.arrived[g] = (
            np.uint64(g) | (np.uint64(1) << np.uint64(41)),
            net.guests[g, 0],
        )
        box.person[g, PARTY], box.person[g, SIZE] = g, 1
    people = people_of(net, box, key, parties)
    flags(net, box, key, people)
    if not draw_stages(net, box, key, people):
        return -1
    draw_rest(net, box, key, people)
    carry_on(net, box, key)
    for g in range(guests):
        box.entered[g] = net.guests[g, 1]
    return people
