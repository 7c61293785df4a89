"""One door for all processes: a file beside the database, passed in the order of arrival.

The door is a `flock`, so that the kernel frees it when its holder dies, and so that a shell script
can take part (`flock naru.sqlite3-gate ...`). The order comes from tickets: each who waits locks
the byte of its number, and goes when no lower byte is locked.
"""

import contextlib
import fcntl
import os
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

COUNTER, COUNTING, FIRST = 8, 1 << 40, 1 << 41
SHORTEST, LONGEST = 0.0002, 0.004
LOOK, SURELY = 0.05, 5
"""Who holds a lower ticket but doesn't go through an open door `SURELY` times sleeps: pass by."""

FLOCK = "hhqqi4x"


@dataclass(frozen=True)
class Ticket:
    """A number of the line, and the file on which it is locked."""

    number: int
    file: int


class Turnstile:
    """The door of one database; used by one thread of a process at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None
        self._inode = 0

    def draw(self, deadline: float) -> Ticket:
        """Take the next number of the line; TimeoutError after the deadline (monotonic)."""
        file = self._open()
        _until(lambda: _lock(file, COUNTING, 1), deadline)
        try:
            number = int.from_bytes(os.pread(file, COUNTER, 0)) % COUNTING
            while not _lock(file, FIRST + number, 1):
                number += 1
            # on a full disk the count stays: the number is taken all the same while it is locked
            with contextlib.suppress(OSError):
                os.pwrite(file, (number + 1).to_bytes(COUNTER), 0)
        finally:
            _unlock(file, COUNTING, 1)
        return Ticket(number, file)

    def enter(self, ticket: Ticket, deadline: float) -> Ticket:
        """Wait for the door; returns the ticket to leave with. TimeoutError after the deadline."""
        while True:
            if ticket.file != self._file:
                ticket = self.draw(deadline)
            self._wait(ticket, deadline)
            if self._is_the_door():
                return ticket
            self.leave(ticket)
            self._file = None

    def leave(self, ticket: Ticket) -> None:
        """Open the door for the next."""
        if ticket.file == self._file:
            fcntl.flock(ticket.file, fcntl.LOCK_UN)
            self.give_back(ticket)

    def give_back(self, ticket: Ticket) -> None:
        """Leave the line."""
        if ticket.file == self._file:
            _unlock(ticket.file, FIRST + ticket.number, 1)

    def forget(self) -> None:
        """Close our file; in a forked child this leaves the parent's locks as they are."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _open(self) -> int:
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._inode = os.fstat(self._file).st_ino
        return self._file

    def _is_the_door(self) -> bool:
        """Whether the file that we locked is still the one that others find."""
        try:
            return self._path.stat().st_ino == self._inode
        except FileNotFoundError:
            return False

    def _wait(self, ticket: Ticket, deadline: float) -> None:
        file, pause, look, asleep = ticket.file, SHORTEST, 0.0, 0
        while True:
            if _is_free(file, FIRST, ticket.number):
                if _shut(file):
                    return
            elif time.monotonic() > look:
                look = time.monotonic() + LOOK
                asleep = asleep + 1 if _shut(file) else 0
                if asleep == SURELY:
                    return
                if asleep:
                    fcntl.flock(file, fcntl.LOCK_UN)
            _pause(pause, deadline)
            pause = min(pause * 1.5, LONGEST)


def _until(done: Callable[[], bool], deadline: float) -> None:
    pause = SHORTEST
    while not done():
        _pause(pause, deadline)
        pause = min(pause * 1.5, LONGEST)


def _pause(seconds: float, deadline: float) -> None:
    if time.monotonic() >= deadline:
        raise TimeoutError
    time.sleep(seconds)


def _shut(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock(file: int, start: int, length: int) -> bool:
    """Lock bytes for this open file (OFD), whichever thread asks; False when others have them."""
    wanted = struct.pack(FLOCK, fcntl.F_WRLCK, os.SEEK_SET, start, length, 0)
    try:
        fcntl.fcntl(file, fcntl.F_OFD_SETLK, wanted)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _unlock(file: int, start: int, length: int) -> None:
    given = struct.pack(FLOCK, fcntl.F_UNLCK, os.SEEK_SET, start, length, 0)
    fcntl.fcntl(file, fcntl.F_OFD_SETLK, given)


def _is_free(file: int, start: int, length: int) -> bool:
    if not length:
        return True
    asked = struct.pack(FLOCK, fcntl.F_WRLCK, os.SEEK_SET, start, length, 0)
    found = fcntl.fcntl(file, fcntl.F_OFD_GETLK, asked)
    return struct.unpack(FLOCK, found)[0] == fcntl.F_UNLCK
