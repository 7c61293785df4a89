"""Those who are here at the start: what is left of all that has begun, by how long it has lasted.

Every number comes from the stream of the person, the purpose and the visit that it would have come
from had the person arrived in the run, so that scenarios go on comparing like with like.
"""

import numpy as np

from naru.engine.chance import threefry, unit
from naru.engine.draws import counter, left, turn
from naru.engine.eventnet import BEDS, MANY, RESOURCE, START, WISH
from naru.engine.jit import jit

TRIES = 256


@jit
def carry_on(net, box, key):
    """Visits, stays and gaps that have begun, blocks that are open, and wishes to leave."""
    for p in range(net.guests.shape[0]):
        for s in range(net.stage.shape[0]):
            if net.stage[s, BEDS] < 0:
                carry_on_stage(net, box, key, p, s)
        for b in range(net.block.shape[0]):
            carry_on_block(net, box, key, p, b)
        if net.leave_share > 0.0:
            still_wishes(net, box, key, p)


@jit
def carry_on_stage(net, box, key, p, s):
    """The rest of the visit that goes on, else of the gap since the last one, or of a stay that
    nobody serves."""
    m, made, one = net.stage[s, MANY], net.guest_visits[p, s], box.scratch[:1]
    served, since = net.guest_served[p, s], net.guest_since[p, s]
    row = box.stage[s, START] + (p if m < 0 else box.first[m, p])
    if m >= 0 and served < 0.0:
        if made > 0 and since > 0.0:
            visit = np.uint64(made - 1)
            _a, b = threefry(key[0], key[1], box.ids[p], counter(net.purpose[s], visit))
            one[0], law = unit(b), net.gap[s]
            left(int(law[0]), law[1], law[2], net.points, one, since)
            box.gap[row + made - 1] = one[0]
        return
    passed = served if served >= 0.0 else since if net.stage[s, RESOURCE] < 0 else 0.0
    row += made if m >= 0 else 0
    if (passed > 0.0 and box.stay[row] >= 0.0) or served >= 0.0:
        visit = np.uint64(made if m >= 0 else 0)
        a, _b = threefry(key[0], key[1], box.ids[p], counter(net.purpose[s], visit))
        one[0], law = unit(a), net.law[s]
        left(int(law[0]), law[1], law[2], net.points, one, passed)
        box.stay[row] = one[0]


@jit
def carry_on_block(net, box, key, p, b):
    """A block that is open: the rest of it. One that may be: whether it is, and the rest."""
    passed = net.guest_block[p, b]
    if passed < 0.0:
        return
    if net.guest_done[p, 2] >> b & 1:
        stay = box.block_stay[b, p]
        box.block_stay[b, p] = stay - passed if stay > passed else -1.0
        return
    one, law = box.scratch[:1], net.block_law[b]
    a, _b = threefry(key[0], key[1], box.ids[p], counter(net.block_purpose[b], np.uint64(0)))
    one[0] = unit(a)
    left(int(law[0]), law[1], law[2], net.points, one, passed)
    box.block_stay[b, p] = one[0]


@jit
def still_wishes(net, box, key, p):
    """When somebody leaves who hasn't left yet: drawn anew while it would have been before now."""
    here, one, law = -box.arrived[p], box.scratch[:1], net.leave_law
    for again in range(1, TRIES):
        if not 0.0 <= box.leave_at[p] < here:
            return
        word = counter(WISH, np.uint64(again))
        a, b = threefry(key[0], key[1], box.ids[p], word)
        one[0] = unit(a)
        turn(int(law[0]), law[1], law[2], net.points, one)
        box.leave_at[p] = one[0] if unit(b) < net.leave_share else -1.0
