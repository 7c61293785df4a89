"""Any plan as arrays for the event by event loop, and the memory that it works in."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from naru.engine.nets import Floats, Ints, Words

# what happens; at the same moment the lower number comes first, then the lower person
FINISH, ASK, UNBLOCK, LOCK, LEAVE, PATIENCE, BREAK, REPAIR, CLOSE = range(9)
# the purposes of what is drawn once a person
FAMILY, HASTE, YOUTH, LAG, WISH = (np.uint64(0x7FFFFFF0 + k) for k in range(5))
KIND_SHIFT = 44
WHO_SHIFT = 36
# what the log says
ENTERS, BEGINS, ENDS, VISITED, STRUCK, CLEARED, WISHED, LOCKED, SKIPPED, EXTENDED = range(10)
# columns of `Events.stage`
RESOURCE, MANY, BEDS, UNTIL_OF, START, BASE, CDF_FROM, CDF_TO = range(8)
# columns of `Desk.person`
DONE, BEGUN, BLOCKED, FLAGS, PARTY, SIZE, REACHED, HOLDS = range(8)
URGENT, MINOR, GONE, TOOK_ROOM = 1, 2, 4, 8
# columns of `Desk.pair`
NEXT, STATE, VISIT = range(3)
IDLE, WAITING, SERVED, PARKED, OVER = range(5)
# columns of `Desk.desk`
ON, BROKEN, AWAY, BUSY_NOW, HEAD, TAIL, FIRST, LAST, ROOM, TAKEN = range(10)
# columns of `Desk.tally`: pending events, lines of the log, whether to look at the beds
HEAPED, LOGGED, KNOCK = range(3)
# columns of `Desk.area`
SINCE, BUSY_AREA, OPEN_AREA, OVER_AREA = range(4)


class Events(NamedTuple):
    """A plan for the event loop. Masks have a bit a stage; laws are (kind, a, b).

    `stage` rows: resource, row of `first` or -1, kept resource taken or -1, mask of kept resources
    given back, start (filled in each time), visits. `after` is what must be over before, `next`
    whom to look at afterwards. `steps` are (day, resource, servers). `limit` rows: start stage (-1
    arrival, -2 entry), end stage, mode (0 offset, 1 table), row of `due`; `limit_law` offset,
    extension, its share, purpose. `guest_done` columns: stages over, resources held, blocks that
    may be open; `guest_served[p, s]` and `guest_block[p, b]` are days, -1 for what hasn't begun.
    """

    stage: Ints
    after: Ints
    next: Ints
    law: Floats
    gap: Floats
    patience: Floats
    share: Floats
    purpose: Words
    cdf: Floats
    points: Floats
    desks: Ints
    absence: Floats
    breaks: Floats
    desk_purpose: Words
    steps: Floats
    families: Floats
    urgent: float
    minors: float
    lag: Floats
    block: Ints
    block_law: Floats
    block_share: Floats
    block_purpose: Words
    leave_stage: int
    leave_share: float
    leave_law: Floats
    leave_keeps: int
    limit: Ints
    limit_law: Floats
    limit_locks: Ints
    lockable: int
    limit_purpose: Words
    due: Floats
    due_from: float
    knots: Floats
    level: Floats
    surges: Floats
    guests: Floats
    guest_done: Ints
    guest_visits: Ints
    guest_least: Ints
    guest_served: Floats
    guest_since: Floats
    guest_block: Floats
    horizon: float
    warm_up: float
    bins: int
    bin_width: float


class Desk(NamedTuple):
    """Memory of one thread for the event loop.

    `person[p]`, `pair[p * stages + s]`, `desk[r]` have the columns named above; `heap_at`,
    `heap_code` are the pending events; `log` rows are (time, what, person, stage, visit).
    """

    arrived: Floats
    entered: Floats
    ids: Words
    parties: Floats
    party_ids: Words
    person: Ints
    pair: Ints
    asked: Floats
    ended: Floats
    stay: Floats
    gap: Floats
    patience: Floats
    waits: Floats
    rows: Words
    visits: Words
    first: Ints
    stage: Ints
    block_stay: Floats
    leave_at: Floats
    limit_due: Floats
    desk: Ints
    area: Floats
    held: Ints
    since: Floats
    times: Floats
    counts: Ints
    total: Floats
    series: Floats
    heap_at: Floats
    heap_code: Ints
    tally: Ints
    breaks: Ints
    scratch: Floats
    log: Floats


def empty_log() -> NDArray[np.float64]:
    """A log that takes nothing."""
    return np.empty((0, 5))
