"""Where rows are kept: our SQLite and PostgreSQL engines, and what they refuse."""

from naru.ground.lazily import offer

_PLACES = {
    "StorageError": "faults",
    "as_owner": "owner",
    "grant": "grants",
    "keep": "keeping",
    "refusal_of": "faults",
}
__all__ = [*_PLACES]  # noqa: PLE0604
__getattr__ = offer(__name__, _PLACES)
