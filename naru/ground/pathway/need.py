"""The keeper of the vault's gate: the profile's matrix, ties to the person, break-glass."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cached_property, partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation

from naru.domain import need, need_sayings  # noqa: F401
from naru.domain.duties import Duty
from naru.domain.refusals import Refusal, say
from naru.ground.pathway import profiles
from naru.ground.pathway.models import Assignment, CaseRow
from naru.ground.staff import emergency
from naru.ground.staff.models import Account, Conflict, Mandate
from naru.ground.vault.gate import Asked

EMERGENCY = "emergency"
TODAY = timedelta(hours=24)
STRICT = frozenset({Duty.INTERVIEWER, Duty.INQUIRY_REVIEWER})
"""Duties that work only on cases they were put on; of the others, a case that nobody of the duty
was put on belongs to all of them."""
MANDATES = {"client": "counsel", "ward": "guardian", "consent": "consent", "notice": "notice"}
"""The kind of mandate that ties a duty to a person as a scope asks."""


class Withheld(PermissionDenied):
    """A part of a record that the viewer doesn't need to know; carries the refusal that says so."""

    def __init__(self, refusal: Refusal, asked: Asked) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
        self.asked = asked

    def __str__(self) -> str:
        said = say(self.refusal, translation.get_language() or "ko")
        return f"{said.why} {said.next_step}"


class _Ties:
    """How a viewer stands to some people; asked of the database once, if a scope needs it."""

    def __init__(self, viewer: Account, asked: Sequence[Asked]) -> None:
        self._viewer = viewer
        self._people = {one.person_id for one in asked}

    def to(self, one: Asked, duty: Duty, scope: str) -> bool:
        """Whether the viewer's duty is bound to this person as the scope asks."""
        if scope == "own":
            holders = {who for who, held in self._assigned[one.person_id] if held == duty}
            return self._viewer.pk in holders or (not holders and duty not in STRICT)
        if scope == "today":
            return one.person_id not in self._settled
        if scope == "self":
            return self._viewer.person_id == one.person_id
        if scope == "sealed":
            return one.author_id == self._viewer.pk or one.compartment == "complaints"
        return (one.person_id, MANDATES[scope]) in self._mandates

    @cached_property
    def _settled(self) -> set[UUID]:
        """The people who arrived before today."""
        early = timezone.now() - TODAY
        rows = CaseRow.objects.filter(person_id__in=self._people, opened_at__lt=early)
        return set(rows.values_list("person_id", flat=True))

    @cached_property
    def _assigned(self) -> dict[UUID, set[tuple[UUID, str]]]:
        rows = Assignment.objects.filter(case__person_id__in=self._people, until=None)
        found: dict[UUID, set[tuple[UUID, str]]] = {person: set() for person in self._people}
        for person, account, duty in rows.values_list("case__person_id", "account_id", "duty"):
            found[person].add((account, duty))
        return found

    @cached_property
    def _mandates(self) -> set[tuple[UUID, str]]:
        rows = Mandate.objects.filter(account=self._viewer, until=None)
        return set(rows.filter(person_id__in=self._people).values_list("person_id", "kind"))


class Keeper:
    """Answers the vault's gate (naru.ground.vault.gate.Keeper)."""

    def passes(self, viewer: Any, asked: Sequence[Asked], reason: str) -> str:
        """Let an opening pass and give the reason to write down, or raise Withheld."""
        if not isinstance(viewer, Account):
            return reason
        for one, against in _withheld(viewer, asked, reason):
            if not _in_need(viewer, one, against):
                raise Withheld(against, one)
            reason = EMERGENCY
        return reason

    def closed(self, viewer: Any, asked: Sequence[Asked], reason: str) -> set[Asked]:
        """What would not open, break-glass counted."""
        if not isinstance(viewer, Account):
            return set()
        return {
            one
            for one, against in _withheld(viewer, asked, reason)
            if not _in_need(viewer, one, against)
        }


def why_not(viewer: Account, one: Asked, reason: str) -> Refusal | None:
    """Why the viewer doesn't need to know this, or None; break-glass isn't asked."""
    return next((against for _one, against in _withheld(viewer, [one], reason)), None)


def _withheld(
    viewer: Account, asked: Sequence[Asked], reason: str
) -> Iterator[tuple[Asked, Refusal]]:
    """What of all this stays closed to the viewer, and why."""
    profile, duties, ties = profiles.current(), viewer.duties, _Ties(viewer, asked)
    for one in dict.fromkeys(asked):
        module = need.module_of(one.compartment, one.room)
        if one.person_id in _conflicts(viewer):
            yield one, Refusal("conflict.noted")
        elif module is not None:
            against = need.refused(profile, duties, module, reason, partial(ties.to, one))
            if against is not None:
                yield one, against


def _in_need(viewer: Account, one: Asked, against: Refusal) -> bool:
    """Whether the viewer broke the glass for it; a conflict of interest stands even then."""
    if against.code == "conflict.noted":
        return False
    return emergency.opened_for(viewer, {one.person_id}, one.compartment)


def _conflicts(viewer: Account) -> frozenset[UUID]:
    """The people whose case the viewer must not touch; read once a request."""
    found = getattr(viewer, "_conflicting", None)
    if found is None:
        rows = Conflict.objects.filter(account=viewer, until=None)
        found = frozenset(rows.values_list("person_id", flat=True))
        viewer._conflicting = found  # type: ignore[attr-defined]
    return found
