"""Asks the register of names in the custodian, and brings it the cards that have changed."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from naru.ground.vault import epochs, keyring
from naru.ground.vault.closed import closed
from naru.ground.vault.custody.errors import CustodyError, LockedError
from naru.ground.vault.keeper import Holding, holding, keeper
from naru.ground.vault.sealed import SealedModel


def ask(what: str, *given: Any) -> Any:
    """One call on the register (`custody.register`); ClosedError where the session may not."""
    return _quite(lambda: keeper().names(holding().token, what, *given))


def named_in(two: Sequence[Holding], texts: Sequence[str], but: UUID) -> list[list[list[int]]]:
    """Where texts name others than one person, asked by two members together; see `custody`."""
    tokens = [one.token for one in two]
    return _quite(lambda: keeper().named_in(*tokens, list(texts), but))  # type: ignore[no-any-return]


def enter(at: Sequence[int] | None, rows: Sequence[SealedModel], gone: Iterable[UUID] = ()) -> None:
    """Bring sealed cards, still sealed; those whose key was destroyed are found no more."""
    wraps = keyring.wrapped({row.key_name for row in rows})
    kept = [row for row in rows if row.key_name in wraps]
    lost = [row.person_id for row in rows if row.key_name not in wraps]
    cards = (
        [wraps[row.key_name] for row in kept],
        [row.seal_bound for row in kept],
        [bytes(row.sealed) for row in kept],
    )
    _quite(lambda: keeper().enter_names(holding().token, at, *cards, [*gone, *lost]))


def _quite(call: Callable[[], Any]) -> Any:
    """The host's own keys are loaded at first use, as in `keyring`."""
    try:
        try:
            return call()
        except LockedError:
            epochs.load_host_again()
            return call()
    except CustodyError as error:
        raise closed(error) from error
