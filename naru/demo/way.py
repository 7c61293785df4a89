"""Everything that happens to one fictional person, in order."""

from collections.abc import Iterator
from uuid import UUID

from naru.demo import beside, leaving, outcome, stay
from naru.demo.walk import Walk, Way


def ways_of(walk: Walk, places: dict[str, UUID], known: dict[UUID, str]) -> Iterator[Way]:
    """Their own way, and what others do beside it."""
    yield _way_of(walk, places, known)
    yield beside.reviews(walk)
    yield beside.doses(walk)


def _way_of(walk: Walk, places: dict[str, UUID], known: dict[UUID, str]) -> Way:
    """From the gate as far as the calendar has come."""
    yield from stay.stay_of(walk, places, known)
    yield from leaving.learning(walk)
    yield from outcome.outcome_of(walk)
    yield from leaving.departure_of(walk)
