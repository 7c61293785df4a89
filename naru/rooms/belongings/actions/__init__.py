"""Writes of the property room: one function a verb."""

from naru.rooms.belongings import refusals  # noqa: F401  (registers the texts)
from naru.rooms.belongings.actions.claims import report_missing, settle_claim
from naru.rooms.belongings.actions.holding import (
    ItemDraft,
    add_place,
    hold,
    seal_unopened,
    sign_inventory,
    undo_hold,
)
from naru.rooms.belongings.actions.passing import (
    MoveDraft,
    dispose,
    give_back,
    hand_over,
    move_item,
)
from naru.rooms.belongings.actions.searching import SearchDraft, review_search, search_person

__all__ = [
    "ItemDraft",
    "MoveDraft",
    "SearchDraft",
    "add_place",
    "dispose",
    "give_back",
    "hand_over",
    "hold",
    "move_item",
    "report_missing",
    "review_search",
    "seal_unopened",
    "search_person",
    "settle_claim",
    "sign_inventory",
    "undo_hold",
]
