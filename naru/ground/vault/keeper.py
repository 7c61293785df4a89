"""Finds this process's custodian, inside it or in the agent, and whose session is being served."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from naru.ground.vault.custody import canaries
from naru.ground.vault.custody.core import HOST_TOKEN, Custodian
from naru.ground.vault.keys import KEY_BYTES, read_key_file


@dataclass(frozen=True)
class Holding:
    """Whose unlocked keys serve the present request; nobody's by default."""

    token: str = HOST_TOKEN
    account: UUID | None = None
    holder: UUID | None = None
    compartments: frozenset[str] = frozenset()


NOBODY = Holding()
_holding: ContextVar[Holding] = ContextVar("holding", default=NOBODY)
_stand_in: ContextVar[Any] = ContextVar("stand_in", default=None)


def is_embedded() -> bool:
    """Whether keys live in this process: for demonstrations and tests only."""
    return settings.NARU_AGENT is None and _stand_in.get() is None


def keeper() -> Any:
    """The custodian of this process; a client of the agent offers the same methods."""
    standing_in = _stand_in.get()
    if standing_in is not None:
        return standing_in
    return _embedded() if settings.NARU_AGENT is None else _client(str(settings.NARU_AGENT))


def host_secret() -> bytes:
    """The host's secret from the key file; without one (tests only) it lives in memory."""
    if settings.NARU_KEY_FILE is None:
        return _in_memory()
    return read_key_file(Path(settings.NARU_KEY_FILE)).host


@cache
def _in_memory() -> bytes:
    return os.urandom(KEY_BYTES)


@cache
def _embedded() -> Custodian:
    made = Custodian(host_secret())
    made.canaries = canaries.read(canaries.path_of(Path(settings.NARU_HOME)))
    return made


@cache
def _client(path: str) -> Any:
    from naru.ground.vault.custody.client import Client

    return Client(Path(path))


def forget_keeper() -> None:
    """Let go of the custodian of this process; the next call makes one anew."""
    _embedded.cache_clear()
    _client.cache_clear()


def holding() -> Holding:
    """Whose keys serve now."""
    return _holding.get()


@contextmanager
def held_by(who: Holding) -> Iterator[None]:
    """Serve with somebody's unlocked keys."""
    mark = _holding.set(who)
    try:
        yield
    finally:
        _holding.reset(mark)


@contextmanager
def standing_in(custodian: Any) -> Iterator[None]:
    """Work as if this custodian were the agent: for tests of several sessions in one process."""
    mark = _stand_in.set(custodian)
    try:
        yield
    finally:
        _stand_in.reset(mark)


def keyed_hash(purpose: str, content: bytes) -> str:
    """A hash that only this installation can make; for comparing, never for opening."""
    said: str = keeper().keyed_hash(purpose, content)
    return said
