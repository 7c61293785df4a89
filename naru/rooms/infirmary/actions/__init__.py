"""Writes of the infirmary: one function a verb."""

from naru.rooms.infirmary import refusals  # noqa: F401 - registers the texts
from naru.rooms.infirmary.actions.dispensing import dispense, undo_dispense
from naru.rooms.infirmary.actions.examining import (
    clear_urgent,
    declare_fitness,
    examine,
    examine_nurse,
)
from naru.rooms.infirmary.actions.isolating import end_isolation, isolate, review_isolation
from naru.rooms.infirmary.actions.medicines import (
    administer,
    decide_medicine,
    prescribe,
    stop_medicine,
)
from naru.rooms.infirmary.actions.noting import (
    document_injuries,
    note_allergy,
    note_condition,
    observe,
)
from naru.rooms.infirmary.actions.stock import correct_stock, expire_stock, receive_stock
from naru.rooms.infirmary.actions.summarising import summarise_health

__all__ = [
    "administer",
    "clear_urgent",
    "correct_stock",
    "decide_medicine",
    "declare_fitness",
    "dispense",
    "document_injuries",
    "end_isolation",
    "examine",
    "examine_nurse",
    "expire_stock",
    "isolate",
    "note_allergy",
    "note_condition",
    "observe",
    "prescribe",
    "receive_stock",
    "review_isolation",
    "stop_medicine",
    "summarise_health",
    "undo_dispense",
]
