"""The write gate: whoever wants to write waits in one line, across threads and processes."""

import os
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from naru.ground.storage.faults import StorageError
from naru.ground.storage.sqlite.turnstile import Ticket, Turnstile

SUFFIX = "-gate"


@dataclass(eq=False)
class _Place:
    """A place in the line: who stands there, in which thread, with which ticket."""

    owner: object
    ticket: Ticket
    thread: int = field(default_factory=threading.get_ident)
    called: threading.Event = field(default_factory=threading.Event)
    inside: bool = False


class Gate:
    """Lets one owner (a connection) of one process in at a time, first come, first served.

    Inside a process the next in line is called by name, so nobody can push in; between processes
    the turnstile keeps the order. What dies lets go: a process by the kernel, a connection by
    `abandon`.
    """

    def __init__(self, path: Path) -> None:
        self._turnstile = Turnstile(path)
        self._reset()

    def _reset(self) -> None:
        # re-entrant, since a connection may be collected, and abandon its place, at any moment
        self._mutex = threading.RLock()
        self._line: deque[_Place] = deque()

    def enter(self, owner: object, patience: float) -> None:
        """Wait for the gate; StorageError when `patience` (seconds) ends, or at once when this
        thread already has it by another connection and would wait for itself.
        """
        deadline = time.monotonic() + patience
        try:
            place = self._line_up(owner, deadline)
            self._come_in(place, deadline)
        except TimeoutError:
            msg = f"the write gate didn't open within {patience:g} seconds"
            raise StorageError("busy", msg) from None

    def leave(self, owner: object) -> None:
        """Let the next one in."""
        with self._mutex:
            place = self._line[0]
            if place.owner is not owner or not place.inside:
                msg = "only who is inside can leave"
                raise RuntimeError(msg)
            self._step_out(place)

    def abandon(self, owner: object) -> None:
        """A connection is gone: whatever place it had is free."""
        with self._mutex:
            for place in [place for place in self._line if place.owner is owner]:
                self._step_out(place)

    def after_fork(self) -> None:
        """In a forked child nobody waits yet; the parent's place stays the parent's."""
        self._turnstile.forget()
        self._reset()

    def _line_up(self, owner: object, deadline: float) -> _Place:
        with self._mutex:
            if any(p.inside and p.thread == threading.get_ident() for p in self._line):
                msg = "this thread writes by another connection and would wait for itself"
                raise StorageError("busy", msg)
            place = _Place(owner, self._turnstile.draw(deadline))
            self._line.append(place)
            self._line[0].called.set()
            return place

    def _come_in(self, place: _Place, deadline: float) -> None:
        try:
            if not place.called.wait(deadline - time.monotonic()):
                raise TimeoutError
            place.ticket = self._turnstile.enter(place.ticket, deadline)
            place.inside = True
        except BaseException:
            with self._mutex:
                self._step_out(place)
            raise

    def _step_out(self, place: _Place) -> None:
        if place not in self._line:
            return
        if place.inside:
            self._turnstile.leave(place.ticket)
        else:
            self._turnstile.give_back(place.ticket)
        self._line.remove(place)
        if self._line:
            self._line[0].called.set()


_gates: dict[str, Gate] = {}
_making = threading.Lock()


def gate_of(database: str) -> Gate:
    """The gate of a database file, the same for every connection of this process."""
    path = os.path.realpath(database)
    gate = _gates.get(path)
    if gate is None:
        with _making:
            gate = _gates.setdefault(path, Gate(Path(path + SUFFIX)))
    return gate


def _after_fork() -> None:
    for gate in _gates.values():
        gate.after_fork()


os.register_at_fork(after_in_child=_after_fork)
