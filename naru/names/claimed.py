"""The birth dates claimed for each person on file: one, several side by side, or none."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from naru.names.arrays import Growing
from naru.names.dates import Birth, Births, rule_between

Scores = NDArray[np.float32]


class Claimed:
    """Rows with their dates; several dates of one person are equally likely to be the true one."""

    def __init__(self) -> None:
        self._births = Births()
        self._first, self._share = Growing(np.int32), Growing(np.float32)
        self._more, self._more_row = Growing(np.int32), Growing(np.int32)

    def add(self, row: int, births: Sequence[Birth]) -> None:
        """Enter the dates of the next row."""
        first, *others = births or (None,)
        self._first.append(self._births.of(first))
        self._share.append(-np.log(max(1, len(births))))
        for one in others:
            self._more.append(self._births.of(one))
            self._more_row.append(row)

    def forget(self, births: Sequence[Birth]) -> None:
        """One person less has these dates."""
        for one in births or (None,):
            self._births.forget(self._births.place[one])

    def scores(self, asked: Sequence[Birth]) -> Scores:
        """log [P(asked | the row's dates) / P(asked | anybody)] by row; 0 if no date is asked."""
        found = [self._by_row(one) for one in asked]
        if len(found) < 2:  # noqa: PLR2004
            return found[0] if found else np.zeros(len(self._first), np.float32)
        mean = np.logaddexp.reduce(np.stack(found)) - np.log(len(found))
        return np.asarray(mean, np.float32)

    def _by_row(self, asked: Birth) -> Scores:
        scores = self._births.scores(asked)
        rows = scores[self._first.view]
        if len(self._more):
            rows += self._share.view
            held = self._more_row.view
            np.logaddexp.at(rows, held, scores[self._more.view] + self._share.view[held])
        return np.asarray(rows, np.float32)

    @staticmethod
    def rule(asked: Sequence[Birth], held: Sequence[Birth]) -> str:
        """Which account best explains one of the dates on file by one of those asked for."""
        rules = {rule_between(one, other) for one in asked for other in held}
        return min(rules, key=ORDER.index) if rules else "none"


ORDER = (
    "exact", "partial", "lunar", "age", "swap", "digit", "new_year", "lunar_age", "other", "none",
)  # fmt: skip
