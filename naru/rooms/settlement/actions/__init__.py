"""Writes of the settlement room: one function a verb."""

from naru.rooms.settlement import refusals  # noqa: F401
from naru.rooms.settlement.actions.courses import (
    add_course,
    add_session,
    attend,
    enrol,
)
from naru.rooms.settlement.actions.driving import add_simulator, book, record_hours
from naru.rooms.settlement.actions.library import add_book, lend, take_back, undo_lend
from naru.rooms.settlement.actions.record import add_achievement, start_school, start_settlement

__all__ = [
    "add_achievement",
    "add_book",
    "add_course",
    "add_session",
    "add_simulator",
    "attend",
    "book",
    "enrol",
    "lend",
    "record_hours",
    "start_school",
    "start_settlement",
    "take_back",
    "undo_lend",
]
