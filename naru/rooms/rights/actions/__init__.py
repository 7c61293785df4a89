"""Writes of the rights room: one function a verb."""

from naru.rooms.rights import refusals  # noqa: F401
from naru.rooms.rights.actions.complaints import file_complaint, step_complaint
from naru.rooms.rights.actions.counsel import (
    contact_counsel,
    offer_rights_officer,
    request_counsel,
    withdraw_counsel,
)
from naru.rooms.rights.actions.data import answer_data, request_data
from naru.rooms.rights.actions.leaving import answer_leave, wish_to_leave
from naru.rooms.rights.actions.safety import close_safety_plan, open_safety_plan
from naru.rooms.rights.actions.stay import (
    correct_entry,
    end_petition,
    extend_stay,
    file_petition,
    review_stay,
)

__all__ = [
    "answer_data",
    "answer_leave",
    "close_safety_plan",
    "contact_counsel",
    "correct_entry",
    "end_petition",
    "extend_stay",
    "file_complaint",
    "file_petition",
    "offer_rights_officer",
    "open_safety_plan",
    "request_counsel",
    "request_data",
    "review_stay",
    "step_complaint",
    "wish_to_leave",
    "withdraw_counsel",
]
