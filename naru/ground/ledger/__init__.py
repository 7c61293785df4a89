"""The ledger: every act of the centre, appended once, chained by hash, never changed."""

from naru.ground.lazily import offer

_PLACES = {
    "Entry": "models",
    "Fault": "verifying",
    "Happened": "reading",
    "Written": "appending",
    "append": "appending",
    "append_many": "appending",
    "happened": "reading",
    "head": "verifying",
    "last_act": "reading",
    "verify": "verifying",
}
__all__ = [*_PLACES]  # noqa: PLE0604
__getattr__ = offer(__name__, _PLACES)
