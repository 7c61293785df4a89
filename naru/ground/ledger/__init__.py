"""The ledger: every act of the centre, appended once, provable one by one, never changed."""

from naru.ground.lazily import offer

_PLACES = {
    "Entry": "models",
    "Fault": "verifying",
    "Happened": "reading",
    "Issued": "serving",
    "Opened": "papers",
    "Proven": "papers",
    "WORDS": "papers",
    "Written": "appending",
    "append": "appending",
    "append_many": "appending",
    "bind_accesses": "accesses",
    "entries_of": "papers",
    "entry_of": "papers",
    "file": "papers",
    "happened": "reading",
    "head": "verifying",
    "issued": "serving",
    "last_act": "reading",
    "moments": "reading",
    "new_salt": "papers",
    "note": "appending",
    "record": "appending",
    "reserve": "appending",
    "send": "serving",
    "verify": "verifying",
    "words": "papers",
    "wrong_accesses": "accesses",
}
__all__ = [*_PLACES]  # noqa: PLE0604
__getattr__ = offer(__name__, _PLACES)
