"""Who may open which page: each view says it, and a view that says nothing opens for nobody."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naru import profiles
from naru.domain.duties import Duty
from naru.ground.staff import session
from naru.ground.staff.session import to_sign_in

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Door:
    """Who may open a view: everybody, everybody signed in, or the holders of certain duties.

    `fresh` asks for a proof of who one is within the last minutes; `locked` opens also while the
    session is locked; `early` also before one has enrolled a second factor. `step` names the event
    whose performers hold the door, in the profile of the centre; without it the door is shut.
    """

    public: bool = False
    duties: frozenset[Duty] = field(default_factory=frozenset)
    fresh: bool = False
    locked: bool = False
    early: bool = False
    step: str = ""
    shut: bool = False


def duty(*duties: Duty) -> Callable[[View], View]:
    """Open the view to the holders of one of these duties."""
    return _mark(Door(duties=frozenset(duties)))


def performs(event: str) -> Callable[[View], View]:
    """Open the view to those who may take the step where this centre is: elsewhere it is others."""
    return _mark(Door(step=event))


def signed_in(view: View) -> View:
    """Open the view to everybody who has signed in; its query decides what they see."""
    return _mark(Door())(view)


def public(view: View) -> View:
    """Open the view to everybody."""
    return _mark(Door(public=True))(view)


def fresh(view: View) -> View:
    """Ask again who it is before this view; stands above `duty` or `signed_in`."""
    return _mark(replace(_declared(view) or Door(), fresh=True))(view)


def while_locked(view: View) -> View:
    """Open the view also to a locked session: it shows nothing of anybody."""
    return _mark(replace(_declared(view) or Door(), locked=True, early=True))(view)


def early(view: View) -> View:
    """Open the view also to whoever has still to enrol a second factor."""
    return _mark(replace(_declared(view) or Door(), early=True))(view)


def door_of(view: Any) -> Door | None:
    """Whom a view opens for, in the profile of this centre."""
    door = _declared(view)
    if door is None or not door.step:
        return door
    rule = profiles.load(settings.NARU_PROFILE).events.get(door.step)
    return replace(door, duties=frozenset(rule.by) if rule else frozenset(), shut=rule is None)


def _declared(view: Any) -> Door | None:
    """What a view declares, also through wrappers."""
    while view is not None:
        door = getattr(view, "door", None)
        if door is not None:
            return door
        view = getattr(view, "__wrapped__", None)
    return None


def _mark(door: Door) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.door = door  # type: ignore[attr-defined]
        return view

    return mark


class AccessMiddleware:
    """Refuses a view that declares nobody, strangers, locked sessions and the wrong duty."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Decide before the view runs."""
        door = door_of(view)
        if door is not None and door.public:
            return None
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if door is None:
            raise PermissionDenied(_("This page declares no duty, so nobody may open it."))
        if session.is_locked(request) and not door.locked:
            return session.to_unlock(request)
        if not door.early and (first := session.first_task(request)):
            return first
        if door.shut or (door.duties and not request.user.duties & door.duties):
            raise PermissionDenied(
                _("This page belongs to another duty. Ask the colleague who holds it.")
            )
        if door.fresh and not session.is_fresh(request):
            return session.to_confirm(request)
        return None
