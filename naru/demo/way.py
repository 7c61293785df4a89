"""Everything that happens to one fictional person, in order."""

from uuid import UUID

from naru.demo import leaving, outcome, stay
from naru.demo.walk import Walk, Way


def way_of(walk: Walk, places: dict[str, UUID], known: dict[UUID, str]) -> Way:
    """From the gate as far as the calendar has come."""
    yield from stay.stay_of(walk, places, known)
    yield from leaving.learning(walk)
    yield from outcome.outcome_of(walk)
    yield from leaving.departure_of(walk)
