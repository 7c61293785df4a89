"""Reads of the rights room; complaints have a module of their own."""

from naru.rooms.rights.queries.choices import (
    counsel_choices,
    counsellor_choices,
    extending_bodies,
)
from naru.rooms.rights.queries.record import (
    AnswerView,
    RightsPanel,
    SafetyView,
    WishView,
    looks,
    open_requests,
    panel,
    safety,
    wish,
    wishes,
)

__all__ = [
    "AnswerView",
    "RightsPanel",
    "SafetyView",
    "WishView",
    "counsel_choices",
    "counsellor_choices",
    "extending_bodies",
    "looks",
    "open_requests",
    "panel",
    "safety",
    "wish",
    "wishes",
]
