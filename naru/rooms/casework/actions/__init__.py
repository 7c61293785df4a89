"""Writes of casework: one function a verb."""

from naru.rooms.casework import refusals  # noqa: F401
from naru.rooms.casework.actions.child import decide_age, name_representative, plan_child_care
from naru.rooms.casework.actions.family import bind_family, separate_family
from naru.rooms.casework.actions.identity import (
    add_claim,
    add_kin,
    choose_claim,
    forget_kin,
    register,
    set_photo,
)
from naru.rooms.casework.actions.needs import assess_trafficking, look_at_needs, screen_needs
from naru.rooms.casework.actions.sameness import decide_same, propose_same, scan, undo_same
from naru.rooms.casework.actions.welcome import give_file_copy, give_mandate, orient

__all__ = [
    "add_claim",
    "add_kin",
    "assess_trafficking",
    "bind_family",
    "choose_claim",
    "decide_age",
    "decide_same",
    "forget_kin",
    "give_file_copy",
    "give_mandate",
    "look_at_needs",
    "name_representative",
    "orient",
    "plan_child_care",
    "propose_same",
    "register",
    "scan",
    "screen_needs",
    "separate_family",
    "set_photo",
    "undo_same",
]
