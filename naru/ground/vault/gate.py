"""The one gate before every opening: need to know is asked here, whoever calls."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from naru.ground.vault.compartments import SYSTEM


class Asked(NamedTuple):
    """What somebody wants opened: whose, which compartment and room, written by whom."""

    person_id: UUID
    compartment: str
    room: str = ""
    author_id: UUID | None = None


class Keeper(Protocol):
    """Who decides: by the profile, the viewer's ties to the person, and nothing else."""

    def passes(self, viewer: Any, asked: Sequence[Asked], reason: str) -> str:
        """Raise, or give the reason to write down."""

    def closed(self, viewer: Any, asked: Sequence[Asked], reason: str) -> Collection[Asked]:
        """Which of these would not open."""


_keepers: list[Keeper] = []


def keep_with(keeper: Keeper) -> None:
    """Set who decides."""
    _keepers[:] = [keeper]


def passes(viewer: Any, asked: Sequence[Asked], reason: str) -> str:
    """Ask the keeper; the system's own work, which shows nothing to anybody, passes."""
    if viewer is SYSTEM or not asked or not _keepers:
        return reason
    return _keepers[0].passes(viewer, asked, reason)


def openable(viewer: Any, rows: Sequence[Any], reason: str) -> list[Any]:
    """The rows of a list that the viewer may open: a list shows what one needs, and no more."""
    if viewer is SYSTEM or not rows or not _keepers:
        return list(rows)
    asked = {row.pk: asked_of(row) for row in rows}
    closed = _keepers[0].closed(viewer, list(asked.values()), reason)
    return [row for row in rows if asked[row.pk] not in closed]


def asked_of(row: Any) -> Asked:
    """What opening a sealed row asks for."""
    author = getattr(row, "by_id", None)
    return Asked(row.person_id, row.COMPARTMENT.value, row._meta.app_label, author)
