"""Who someone is: names in any script, dates in any calendar, families; claims side by side."""

from naru.ground.lazily import offer

_PLACES = {
    "Candidate": "finding",
    "ClaimView": "queries",
    "Draft": "registering",
    "KinView": "relatives",
    "Label": "queries",
    "Sameness": "models",
    "add_kin": "relatives",
    "candidates": "finding",
    "choose": "claiming",
    "claim": "claiming",
    "claims": "queries",
    "decide_same": "sameness",
    "forget_kin": "relatives",
    "household_of": "queries",
    "join_household": "households",
    "kin": "relatives",
    "label": "queries",
    "labels": "queries",
    "leave_household": "households",
    "number_of": "queries",
    "person_of": "queries",
    "propose_same": "sameness",
    "register": "registering",
    "register_many": "registering",
    "same_reviews": "sameness",
    "search": "finding",
    "set_photo": "claiming",
    "undo_same": "sameness",
}
__all__ = [*_PLACES]  # noqa: PLE0604
__getattr__ = offer(__name__, _PLACES)
