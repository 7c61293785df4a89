"""What stops people for a while, and the places apart that an infection takes."""

import numpy as np

from naru.engine.eventnet import (
    BLOCKED,
    BUSY_NOW,
    CLEARED,
    FLAGS,
    IDLE,
    KNOCK,
    ON,
    PARKED,
    STATE,
    STRUCK,
    TAKEN,
    TOOK_ROOM,
    UNBLOCK,
    WHO_SHIFT,
)
from naru.engine.eventqueue import note, push
from naru.engine.jit import jit_inline, jit_loop

ONE = np.int64(1)


@jit_loop
def stopped(net, blocked, s):
    """Whether one of somebody's blocks stops a stage."""
    for b in range(net.block.shape[0]):
        if blocked >> b & 1 and net.block[b, 1] >> s & 1:
            return True
    return False


@jit_inline
def strike(net, box, p, s, t):
    """Blocks that begin with the end of a stage."""
    for b in range(net.block.shape[0]):
        stay = box.block_stay[b, p]
        if net.block[b, 0] == s and stay >= 0.0:
            block(net, box, p, b, t, stay)


@jit_inline
def block(net, box, p, b, t, stay):
    """A block opens for so many days."""
    box.person[p, BLOCKED] |= ONE << b
    code = (np.int64(b) << WHO_SHIFT) | p
    push(box.heap_at, box.heap_code, box.tally, t + stay, UNBLOCK, code)
    note(box.log, box.tally, t, STRUCK, p, b, 0)
    if net.block[b, 2] >= 0:
        isolate(net, box, b, p)


@jit_inline
def isolate(net, box, b, p):
    """A place in isolation, or, when all are taken, the rest of the person's room."""
    i, beds = net.block[b, 2], net.block[b, 3]
    if box.desk[i, BUSY_NOW] < box.desk[i, ON]:
        box.desk[i, BUSY_NOW] += 1
    elif beds >= 0:
        box.desk[beds, TAKEN] += net.desks[beds, 1] - 1
        box.person[p, FLAGS] |= TOOK_ROOM


@jit_inline
def clear_block(net, box, b, p, t):
    """A block is over: the stages to ask for again, as a mask."""
    person = box.person
    person[p, BLOCKED] &= ~(ONE << b)
    note(box.log, box.tally, t, CLEARED, p, b, 0)
    if net.block[b, 2] >= 0:
        if person[p, FLAGS] & TOOK_ROOM:
            box.desk[net.block[b, 3], TAKEN] -= net.desks[net.block[b, 3], 1] - 1
            person[p, FLAGS] &= ~TOOK_ROOM
            box.tally[KNOCK] = 1
        else:
            box.desk[net.block[b, 2], BUSY_NOW] -= 1
    asks = np.int64(0)
    for s in range(net.stage.shape[0]):
        x = p * net.stage.shape[0] + s
        if box.pair[x, STATE] == PARKED and net.block[b, 1] >> s & 1:
            box.pair[x, STATE] = IDLE
            asks |= ONE << s
    return asks
