"""Why the custodian doesn't hand out a key; the code travels over the socket."""


class CustodyError(Exception):
    """A key isn't handed out; `code` says why."""

    code = "refused"


class LockedError(CustodyError):
    """No session, an expired one, or one that doesn't hold this compartment."""

    code = "locked"


class OverBudgetError(CustodyError):
    """The account has opened more of a compartment in an hour than its work can need."""

    code = "over_budget"


class CanaryError(CustodyError):
    """A person was opened who doesn't exist and whom nobody has a reason to open."""

    code = "canary"


class WrongSecretCustodyError(CustodyError):
    """The password or passkey doesn't open the key."""

    code = "wrong_secret"


class BrokenCustodyError(CustodyError):
    """A wrap or a seal was changed or moved."""

    code = "broken"


class AgentAwayError(CustodyError):
    """The key agent doesn't answer."""

    code = "away"


BY_CODE: dict[str, type[CustodyError]] = {
    kind.code: kind
    for kind in (
        CustodyError,
        LockedError,
        OverBudgetError,
        CanaryError,
        WrongSecretCustodyError,
        BrokenCustodyError,
        AgentAwayError,
    )
}
