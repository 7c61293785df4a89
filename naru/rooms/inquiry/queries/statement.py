"""The statement as it reads now, for whoever reads it back, corrects, confirms or refuses it."""

from typing import Any

from django.utils.dateparse import parse_datetime

from naru.rooms.inquiry import records
from naru.rooms.inquiry.queries.cuts import entered


def statement(viewer: Any, number: str) -> tuple[dict[str, Any], ...]:
    """Its passages in order, each with `corrections`; empty for whom it isn't."""
    case, cut = entered(viewer, number)
    if not cut.statement:
        return ()
    passages = records.content(viewer, case.person_id)
    return tuple({**one, "at": parse_datetime(one["at"])} for one in passages)
