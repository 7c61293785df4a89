"""Who may be the same person, as far as a viewer may know them, with the reasons in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import translation

from naru.ground import people
from naru.ground.pathway.reach import reachable
from naru.ground.people import Found, Label
from naru.ground.people.evidence import Traits, weigh
from naru.ground.people.finding import PAIR
from naru.ground.staff.models import Account
from naru.names import Reason


@dataclass(frozen=True)
class Likeness:
    """Somebody who may be the same person, and why."""

    label: Label
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True)
class Likenesses:
    """The likeliest first; `hidden` are records that this viewer may not see."""

    lines: tuple[Likeness, ...] = ()
    hidden: int = 0


@dataclass(frozen=True)
class PairOfRecords:
    """Two records that may be one person."""

    one: Label
    other: Label
    score: float
    why: tuple[str, ...]

    @property
    def both(self) -> tuple[Label, Label]:
        """The two, as a page prints them."""
        return self.one, self.other


def likenesses(viewer: Account, found: Sequence[Found], mine: Traits) -> Likenesses:
    """Candidates with labels opened in the viewer's name; no name outside their need to know."""
    labels = known(viewer, [one.person_id for one in found])
    lines = [_line(one, labels[one.person_id], mine) for one in found if one.person_id in labels]
    lines.sort(key=lambda line: -line.score)
    return Likenesses(tuple(lines), len(found) - len(lines))


def pairs_of_records(
    labels: Mapping[UUID, Label], pairs: Sequence[tuple[UUID, Found]]
) -> tuple[PairOfRecords, ...]:
    """Pairs worth a look once family and country are weighed, the likeliest first."""
    homes = [
        {labels[one].household_id, labels[other.person_id].household_id} for one, other in pairs
    ]
    lines = [_pair(labels[one], labels[other.person_id], other, homes) for one, other in pairs]
    kept = [pair for pair in lines if pair.score >= PAIR]
    return tuple(sorted(kept, key=lambda pair: -pair.score))


def _pair(
    one: Label, other: Label, found: Found, homes: Sequence[set[UUID | None]]
) -> PairOfRecords:
    """Two families of whom more than one pair is alike speak for each of the pairs."""
    mine = {one.household_id, other.household_id}
    alike = None not in mine and homes.count(mine) > 1
    nats, more = weigh(traits(one), traits(other), relatives_alike=alike)
    return PairOfRecords(one, other, found.score + nats, said([*found.why, *more]))


def _line(one: Found, label: Label, mine: Traits) -> Likeness:
    nats, more = weigh(mine, traits(label))
    return Likeness(label, one.score + nats, said([*one.why, *more]))


def known(viewer: Account, person_ids: Iterable[UUID]) -> dict[UUID, Label]:
    """Labels of those people whom the viewer reaches and whose names they may know."""
    wanted = list(person_ids)
    within = reachable(viewer).filter(person_id__in=wanted)
    labels = people.labels(viewer, set(within.values_list("person_id", flat=True)))
    return {person: label for person, label in labels.items() if label.name}


def traits(label: Label) -> Traits:
    """What a label tells beside names and dates."""
    return Traits(label.household_id, label.origin)


def said(why: Iterable[Reason]) -> tuple[str, ...]:
    """Reasons in the reader's language; what couldn't be compared isn't one."""
    korean = (translation.get_language() or "ko").startswith("ko")
    return tuple(one.ko if korean else one.en for one in why if one.code != "date.none")
