"""Finds people by name in any script, birth date or number; says why; offers who may be the same.

Nothing here opens a record: the register in the custodian answers persons and the codes of reasons,
and the caller opens labels in the viewer's name.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from naru.ground import ledger
from naru.ground.people import changes
from naru.ground.people.models import Person
from naru.ground.people.queries import Label
from naru.ground.people.sameness import settled, settled_pairs
from naru.ground.vault import CENTRE, searching
from naru.ground.vault.compartments import Compartment
from naru.ground.vault.custody.register import span
from naru.ground.vault.keeper import keyed_hash
from naru.kit import numbers
from naru.names import Index, Reason
from naru.names.dates import NoDate, birth
from naru.names.why import reason

SHOWN, LOOKED_AT = 5, 50
GAIN, BEHIND = 1.0, 9.0
"""A line must speak for its person by so many nats, and be at most so many behind the best."""
WORTH_ASKING = 0.0
"""Log odds from which a newcomer is compared with somebody on file. They are odds for somebody who
may well be on file; few newcomers are, so this asks early."""
AT_ONCE = 1.0
"""Seconds of a request that may go into making the names ready before a scan."""
PAIR = 3.0
"""Log odds from which a pair on file is put before two people (`naru.names.duplicates`)."""
DATE = re.compile(
    r"(?:(?:주체|juche)\s*\d{1,3}\s*(?:\(\d{4}\))?|(?<!\d)\d{4})"
    r"(?:\s*[년.\-/]\s*\d{1,2}(?:\s*[월.\-/]\s*\d{1,2}(?:\s*일|\.)?|\s*월)?|\s*년)?(?!\d)"
    r"|(?<!\d)\d{8}(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{4}(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A text in the search box, as it was understood."""

    name: str
    born: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """As the register takes it."""
        return {"name": self.name, "dob": self.born or None, "sex": None}


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who may be meant: log odds, and the rules that tie them to what was asked."""

    person_id: UUID
    score: float
    why: tuple[Reason, ...]


def read(text: str) -> Asked:
    """A name, a birth date, or both; a number that is no date is left in the name."""
    for found in DATE.finditer(text):
        try:
            if birth(found.group()) is not None:
                name = f"{text[: found.start()]} {text[found.end() :]}"
                return Asked(" ".join(name.split()), found.group())
        except NoDate:
            continue
    return Asked(" ".join(text.split()))


def by_number(text: str) -> UUID | None:
    """The person whose number is typed or scanned."""
    number = numbers.read(text.strip())
    return (
        Person.objects.filter(number=number).values_list("pk", flat=True).first()
        if number
        else None
    )


def search(text: str, among: Collection[UUID] | None = None, limit: int = SHOWN) -> list[Found]:
    """Who is meant by a text, best first; with `among`, none but these.

    The register must be ready (`changes.follow`). ClosedError where the session may not search.
    """
    changes.follow()
    some = None if among is None else list(among)
    return _told(searching.ask("find", read(text).values, LOOKED_AT, some))[:limit]


def search_among(labels: Iterable[Label], text: str, limit: int = SHOWN) -> list[Found]:
    """Who of a few people is meant, for a viewer who may open these and search no others."""
    index = Index(
        {
            "id": label.person_id,
            "names": [name["text"] for name in label.names],
            "dob": [day for first, last in label.births if (day := span(first, last))],
            "sex": label.sex,
        }
        for label in labels
    )
    found = index.search(read(text).values, LOOKED_AT)
    lines = [[one.person_id, one.score, one.gain, [why.code for why in one.why]] for one in found]
    return _told(lines)[:limit]


def _told(lines: Sequence[Sequence[Any]]) -> list[Found]:
    best = lines[0][1] if lines else 0.0
    near = [line for line in lines if line[1] >= best - BEHIND]
    kept = [line for line in near if line[2] >= GAIN] or [line for line in near if _is_named(line)]
    return [_found(line) for line in kept]


def _is_named(line: Sequence[Any]) -> bool:
    """Whether a line goes by the name, which says little where nearly everybody bears it."""
    return line[2] > -GAIN and not {"name.none", "name.unasked"} & set(line[3])


def _found(line: Sequence[Any]) -> Found:
    return Found(line[0], line[1], tuple(map(reason, line[-1])))


def candidates(
    names: Iterable[str], births: Iterable[tuple[str, str]], sex: str = "", limit: int = SHOWN
) -> list[Found]:
    """Who on file may be a newcomer with these names, birth spans (ISO) and sex."""
    changes.follow()
    days = [day for first, last in births if (day := span(first, last))]
    said = [{"name": name, "dob": days, "sex": sex} for name in names if name.strip()]
    lines = searching.ask("alike", said, WORTH_ASKING, LOOKED_AT) if said else []
    return [_found(line) for line in lines if _by_name(line)][:limit]


def like(person_id: UUID, limit: int = SHOWN) -> list[Found]:
    """Who on file may be the same person as one on file.

    Those of whom two colleagues have decided aren't offered again.
    """
    changes.follow()
    known = settled(person_id)
    lines = searching.ask("like", person_id, WORTH_ASKING, LOOKED_AT + len(known))
    return [_found(line) for line in lines if line[0] not in known and _by_name(line)][:limit]


def _by_name(line: Sequence[Any]) -> bool:
    """Whether a name ties the two: in a small house a date alone coincides too easily to ask."""
    return "name.none" not in line[-1]


@dataclass(frozen=True, slots=True)
class Scanned:
    """How far a look through everybody has come, and the pairs that it found."""

    done: int
    of: int
    pairs: tuple[tuple[UUID, Found], ...]

    @property
    def is_running(self) -> bool:
        """Whether it goes on."""
        return self.done < self.of


def scan() -> None:
    """Begin to look through everybody for records of one person; it goes on by itself."""
    changes.follow()
    searching.ask("scan", PAIR)


def scanned() -> Scanned:
    """What the scan has found so far, best first, without what two colleagues have decided."""
    changes.follow(AT_ONCE)
    stands, known = searching.ask("scanned"), settled_pairs()
    lines = [line for line in stands["pairs"] if frozenset(line[:2]) not in known]
    lines.sort(key=lambda line: -line[2])
    found = tuple((line[0], _found(line[1:])) for line in lines)
    return Scanned(stands["done"], stands["of"], found)


def note_search(*, by: Any, now: datetime, asked: str, kind: str, found: int) -> None:
    """Write a search into the ledger: who, when, how many were shown, and of what was asked only a
    keyed hash, so that a suspicion can be checked and no list of names is kept."""
    ledger.append(
        "search",
        at=now,
        actor=by,
        person_id=CENTRE,
        compartment=Compartment.OPS,
        body={"asked": asked_hash(asked), "kind": kind, "found": found},
    )


def asked_hash(asked: str) -> str:
    """The hash under which a search for this text stands in the ledger."""
    return keyed_hash("search", fold(asked).encode())


def fold(name: str) -> str:
    """A name without case, accents' composition, spaces and marks, for comparing."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(mark for mark in plain if mark.isalnum())
