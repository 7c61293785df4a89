"""The one gate before every opening: need to know is asked here, whoever calls."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from naru.ground.vault.compartments import SYSTEM


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants opened: whose, which compartment and room, written by whom."""

    person_id: UUID
    compartment: str
    room: str = ""
    author_id: UUID | None = None


Keeper = Callable[[Any, Sequence[Asked], str], str]
_keepers: list[Keeper] = []


def keep_with(keeper: Keeper) -> None:
    """Set who decides: `keeper(viewer, asked, reason)` raises, or gives the reason to note."""
    _keepers[:] = [keeper]


def passes(viewer: Any, asked: Sequence[Asked], reason: str) -> str:
    """Ask the keeper; the system's own work, which shows nothing to anybody, passes."""
    if viewer is SYSTEM or not asked or not _keepers:
        return reason
    return _keepers[0](viewer, asked, reason)


def asked_of(row: Any) -> Asked:
    """What opening a sealed row asks for."""
    author = getattr(row, "by_id", None)
    return Asked(row.person_id, row.COMPARTMENT.value, row._meta.app_label, author)
