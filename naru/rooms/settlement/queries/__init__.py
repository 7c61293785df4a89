"""Reads of the settlement room."""

from naru.rooms.settlement.queries.courses import (
    course,
    course_choices,
    courses,
    session_choices,
    sheet,
)
from naru.rooms.settlement.queries.driving import week
from naru.rooms.settlement.queries.learning import learning, record
from naru.rooms.settlement.queries.library import book_choices, catalogue, loans_of, overdue

__all__ = [
    "book_choices",
    "catalogue",
    "course",
    "course_choices",
    "courses",
    "learning",
    "loans_of",
    "overdue",
    "record",
    "session_choices",
    "sheet",
    "week",
]
