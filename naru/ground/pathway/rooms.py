"""How a room presents itself to the shell: its steps, panels, menu entries and undo actions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.conf import settings

from naru.domain.duties import Duty

Words = Any
"""A text of the interface: usually gettext_lazy, which is no str."""


@dataclass(frozen=True)
class Panel:
    """A part of the resident page: shown to these duties, filled by `query(viewer, case)`.

    `query` takes the viewer and a `naru.ground.pathway.queries.CaseView`; None leaves it out.
    """

    id: str
    title: Words
    duties: frozenset[Duty]
    template: str
    query: Callable[[Any, Any], object | None]
    order: int = 50
    emergency: str = ""
    """The compartment that shows the panel to whoever breaks the glass for it."""


@dataclass(frozen=True)
class Nav:
    """A menu entry that leads to a page of the room without a person in its address."""

    title: Words
    url_name: str
    duties: frozenset[Duty]


@dataclass(frozen=True)
class Room:
    """One room: `steps` and `undo` are keyed by the event's id in the profile.

    A step's url takes the person's number: `reverse(url_name, args=[number])`.
    """

    id: str
    name: Words
    steps: Mapping[str, str] = field(default_factory=dict)
    panels: Sequence[Panel] = ()
    nav: Sequence[Nav] = ()
    undo: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    scan: Callable[[Any, str], str] | None = None
    """The address of the thing with this number, or "": `scan(viewer, number)`."""
    emergency: Callable[[Any, Any], Mapping[str, list[str]]] | None = None
    """What must be known of a person when there is no network: `emergency(viewer, case)`."""


def installed() -> list[Room]:
    """Every installed room in the order of the settings."""
    return [
        import_module(f"naru.rooms.{name}.room").ROOM
        for name in settings.ROOMS
        if apps.is_installed(f"naru.rooms.{name}") and find_spec(f"naru.rooms.{name}.room")
    ]


def told_in_emergency(viewer: Any, case: Any) -> dict[str, list[str]]:
    """What every room says must be known of somebody in an emergency, as titled lines."""
    said: dict[str, list[str]] = {}
    for room in installed():
        if room.emergency is not None:
            said.update(room.emergency(viewer, case))
    return said
