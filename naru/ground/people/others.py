"""Where other people on file are named in somebody's record, for masking what leaves the house."""

import re
from collections.abc import Sequence
from uuid import UUID

from naru.domain.masking import Span
from naru.ground.people.changes import follow
from naru.ground.people.models import Person
from naru.ground.vault import searching
from naru.ground.vault.keeper import Holding, held_by
from naru.kit import numbers

NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{4}[\s-]?[0-9A-Za-z]{4}(?![0-9A-Za-z])")
NAMED = "[다른 사람 {0} / another person {0}]"
NUMBERED = "[다른 사람의 번호 / another person's number]"


def others_in(texts: Sequence[str], but: UUID, two: Sequence[Holding]) -> list[list[Span]]:
    """Names and numbers of anybody on file but one person, with the same mark for the same name.

    Names are found as they are spelled on file, in the key agent, for two members at once; a given
    name alone, a nickname, relatives and people outside aren't. ClosedError where one of the two
    may open no identity.
    """
    with held_by(two[0]):
        follow()
    named = searching.named_in(two, texts, but)
    found = [[(begin, end, NAMED.format(who)) for begin, end, who in one] for one in named]
    known = _known([one.group() for text in texts for one in NUMBER.finditer(text)], but)
    return [
        [*some, *((one.start(), one.end(), NUMBERED) for one in NUMBER.finditer(text)
                  if numbers.read(one.group()) in known)]
        for some, text in zip(found, texts, strict=True)
    ]  # fmt: skip


def _known(typed: Sequence[str], but: UUID) -> set[str]:
    read = {number for one in typed if (number := numbers.read(one))}
    rows = Person.objects.filter(number__in=read).exclude(pk=but)
    return set(rows.values_list("number", flat=True))
