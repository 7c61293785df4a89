"""Two records of one person: how likely, and all such pairs of a register. Never decides."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from math import log
from typing import Any

from naru.names.index import Index
from naru.names.why import Reason

WORTH_A_LOOK = 3.0
"""Log odds from which a pair is put before two people: few people are on file twice."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Log odds that two records are one person, and the rules that tie them."""

    score: float
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of a register that may be one person."""

    one: Hashable
    other: Hashable
    score: float
    why: tuple[Reason, ...]


def likeness(one: Mapping[str, Any], other: Mapping[str, Any], *, among: int = 1) -> Likeness:
    """How likely two records are one person, the same whichever comes first.

    `among`: how many people the other could as well have been drawn from (size of the register).
    """
    one, other = sorted((one, other), key=repr)
    there, here = _asked_in(one, other), _asked_in(other, one)
    better = max(there, here, key=lambda way: way.score)
    return Likeness((there.score + here.score) / 2 - log(max(1, among)), better.why)


def _asked_in(record: Mapping[str, Any], other: Mapping[str, Any]) -> Likeness:
    """The other record asked for, by each of its names, in a register that holds only this one."""
    index = Index([{**record, "id": "one"}])
    names = other.get("names") or [""]
    found = []
    for name in [names] if isinstance(names, str) else names:
        asked = {"name": name, "dob": other.get("dob"), "sex": other.get("sex")}
        found += [Likeness(match.score, match.why) for match in index.search(asked, 1)]
    return max(found, key=lambda way: way.score) if found else Likeness(log(0.5), ())


def explain(one: str, other: str) -> Likeness:
    """How likely two spellings are one name, and by which rules; the same both ways round."""
    return likeness({"names": [one]}, {"names": [other]})


def scan(
    index: Index, *, least: float = WORTH_A_LOOK, progress: Callable[[int, int], None] | None = None
) -> Iterator[Pair]:
    """Every pair worth a look, each once; `progress(done, of)` after each person."""
    ids = index.ids()
    place = {person_id: at for at, person_id in enumerate(ids)}
    given: set[tuple[int, int]] = set()
    for done, person_id in enumerate(ids, start=1):
        for match in index.like(person_id, least) if person_id in index else ():
            mine, theirs = place[person_id], place.get(match.person_id, -1)
            pair = (min(mine, theirs), max(mine, theirs))
            if theirs >= 0 and pair not in given:
                given.add(pair)
                yield Pair(ids[pair[0]], ids[pair[1]], match.score, match.why)
        if progress is not None:
            progress(done, len(ids))
