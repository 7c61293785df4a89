"""Staff: who may do what. Accounts, duties with incompatible pairs, sessions, mandates."""

from naru.ground.lazily import offer

_PLACES = {"duty_name": "queries", "mandate": "actions", "names": "queries"}
__all__ = [*_PLACES]  # noqa: PLE0604
__getattr__ = offer(__name__, _PLACES)
