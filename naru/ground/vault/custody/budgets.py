"""How much of a compartment one account may open in an hour; how likely canaries tell (pure)."""

from collections import defaultdict, deque
from collections.abc import Mapping
from uuid import UUID

from naru.ground.vault.custody.errors import OverBudgetError

HOUR = 3600.0
AN_HOUR: Mapping[str, int] = {
    "ops": 1_000_000,
    "identity": 6_000,
    "kin": 60,
    "health": 1_200,
    "legal": 1_200,
    "inquiry": 400,
    "complaints": 400,
    "search": 1_200,
    "masking": 20_000,
}
"""Persons an hour; a list of fifty costs fifty. `search` counts questions, also while one types;
`masking` counts letters of texts that two members have looked through for names."""


class _Hour:
    """Amounts of the last hour and their sum, which is never added up anew."""

    def __init__(self) -> None:
        self._amounts: deque[tuple[float, int]] = deque()
        self._sum = 0

    def add(self, now: float, amount: int) -> None:
        """One more amount."""
        self._amounts.append((now, amount))
        self._sum += amount

    def sum_at(self, now: float) -> int:
        """What was spent within the hour before."""
        while self._amounts and self._amounts[0][0] <= now - HOUR:
            self._sum -= self._amounts.popleft()[1]
        return self._sum


class Budgets:
    """Counts what each account has opened of each compartment during the last hour."""

    def __init__(self, an_hour: Mapping[str, int] | None = None) -> None:
        self.an_hour = {**AN_HOUR, **(an_hour or {})}
        self._spent: dict[tuple[UUID, str], _Hour] = defaultdict(_Hour)

    def spend(self, account: UUID, amounts: Mapping[str, int], now: float) -> None:
        """Take the amounts by compartment, all or none; OverBudgetError names the compartment.

        `now` is a monotonic time in seconds.
        """
        for compartment, amount in amounts.items():
            if self.left(account, compartment, now) < amount:
                raise OverBudgetError(compartment)
        for compartment, amount in amounts.items():
            self._spent[account, compartment].add(now, amount)

    def left(self, account: UUID, compartment: str, now: float) -> int:
        """What may still be opened at this moment."""
        return self.an_hour.get(compartment, 0) - self._spent[account, compartment].sum_at(now)


def chance_of_alarm(people: int, canaries: int, taken: int) -> float:
    """How likely a random dump of `taken` out of `people` holds a canary (hypergeometric)."""
    missed = 1.0
    for turn in range(taken):
        missed *= max(0, people - canaries - turn) / (people - turn)
    return 1 - missed
