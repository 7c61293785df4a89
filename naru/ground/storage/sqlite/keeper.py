"""The one checkpointer: carries the write-ahead log over into the database, behind the gate.

SQLite before 3.51.3 loses committed rows when a checkpoint meets a writer who resets the log, so
no connection checkpoints by itself: the keeper does, while nobody can write. In a serving process
it is a thread, elected by a lock on a file; elsewhere it is whoever has just written much.
"""

import atexit
import contextlib
import fcntl
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from naru.ground.storage.faults import PATIENCE, StorageError
from naru.ground.storage.sqlite import forks
from naru.ground.storage.sqlite.gate import gate_of

SUFFIX = "-keeper"
MUCH = 4 * 1024 * 1024
"""Bytes of log after which the keeper is woken."""
TOO_MUCH = 64 * 1024 * 1024
"""Bytes of log after which whoever writes carries it over, whatever the keeper does."""
EVERY = 60.0
LOOK = 1.0
READERS = 0.25
"""Seconds that a checkpoint waits for readers of the log to finish."""

log = logging.getLogger("naru.storage")
_keepers: dict[str, "Keeper"] = {}
_ballots: set[int] = set()


def carry_over(path: str) -> bool:
    """Checkpoint, from inside the gate; False when readers still need a part of the log."""
    connection = sqlite3.connect(
        path, timeout=READERS, isolation_level=None, factory=forks.Connection
    )
    forks.opened(path, connection)
    try:
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute("PRAGMA synchronous=FULL")
        busy, _size, _moved = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
    return not busy


def log_size(path: str) -> int:
    """Bytes of the write-ahead log; 0 when there is none."""
    try:
        return Path(f"{path}-wal").stat().st_size
    except FileNotFoundError:
        return 0


def after_commit(path: str) -> None:
    """Called inside the gate after each commit: see to it that the log doesn't grow on."""
    size = log_size(path)
    if size < MUCH:
        return
    own = _keepers.get(path)
    if own is not None and own.elected and size < TOO_MUCH:
        own.wake()
    else:
        _stand_in(path, force=size >= TOO_MUCH)


def before_closing(path: str, gate: Callable[[float], AbstractContextManager[None]]) -> None:
    """Carry the log over before a connection is closed, where no keeper does it."""
    if path in _keepers or not log_size(path):
        return
    # who can't now leaves it to the next one: nothing is lost, the log is only longer
    with contextlib.suppress(StorageError), gate(READERS):
        _stand_in(path)


def _stand_in(path: str, *, force: bool = False) -> None:
    with _election(path) as won:
        if won or force:
            _try(path)


def _try(path: str) -> bool:
    try:
        return carry_over(path)
    except sqlite3.Error as error:
        log.error("the log of %s couldn't be carried over: %s", path, error)
        return False


@contextmanager
def _election(path: str) -> Iterator[bool]:
    file = os.open(path + SUFFIX, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    _ballots.add(file)
    try:
        yield _win(file)
    finally:
        _ballots.discard(file)
        os.close(file)


def _win(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class Keeper(threading.Thread):
    """Stands for election until it wins, then keeps the log short until the process ends."""

    def __init__(self, path: str) -> None:
        super().__init__(name="naru-keeper", daemon=True)
        self._path = path
        self._woken = threading.Event()
        self._ending = False
        self._last = time.monotonic()
        self.elected = False

    def run(self) -> None:
        """Watch the log."""
        while not self._ending:
            with _election(self._path) as self.elected:
                while self.elected and not self._ending:
                    self._watch()
            self._woken.wait(LOOK)
        self.elected = False

    def wake(self) -> None:
        """There is much to carry over."""
        self._woken.set()

    def end(self) -> None:
        """Carry over what is left, and stand down."""
        self._ending = True
        self.wake()
        self.join(PATIENCE)
        with contextlib.suppress(StorageError):
            self.turn()

    def turn(self) -> bool:
        """Carry the log over, behind the gate."""
        gate = gate_of(self._path)
        gate.enter(self, PATIENCE)
        try:
            return _try(self._path)
        finally:
            gate.leave(self)

    def _watch(self) -> None:
        self._woken.wait(LOOK)
        self._woken.clear()
        size, waited = log_size(self._path), time.monotonic() - self._last
        if self._ending or not size or (size < MUCH and waited < EVERY):
            return
        try:
            if self.turn():
                self._last = time.monotonic()
        except StorageError as error:
            log.error("the keeper of %s didn't get its turn: %s", self._path, error)


def keep(path: str) -> Keeper:
    """Start this process's keeper of a database; once a process, after it has forked."""
    forks.check(path)
    if path not in _keepers:
        keeper = _keepers[path] = Keeper(path)
        keeper.start()
        atexit.register(keeper.end)
    return _keepers[path]


def _after_fork() -> None:
    for keeper in _keepers.values():
        atexit.unregister(keeper.end)
    _keepers.clear()
    # a copy in the child would hold the office after its parent's death
    for file in _ballots:
        os.close(file)
    _ballots.clear()


os.register_at_fork(after_in_child=_after_fork)
