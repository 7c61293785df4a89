"""Arrays that grow at their end, doubling their room."""

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

START = 4


class Growing:
    """A typed array of rows with `append`; `view` is the filled part, without a copy."""

    def __init__(self, dtype: DTypeLike, width: int = 0) -> None:
        shape = (START, width) if width else (START,)
        self._room: NDArray[Any] = np.zeros(shape, dtype)
        self._used = 0

    def __len__(self) -> int:
        return self._used

    @property
    def view(self) -> NDArray[Any]:
        """The rows so far."""
        return self._room[: self._used]

    def append(self, row: Any) -> int:
        """Add one row; returns its place."""
        if self._used == len(self._room):
            self._room = np.concatenate([self._room, np.zeros_like(self._room)])
        self._room[self._used] = row
        self._used += 1
        return self._used - 1

    def keep(self, rows: NDArray[Any]) -> None:
        """Keep only some rows, in their order."""
        self._room = np.concatenate([self.view[rows], self._room[:START] * 0])
        self._used = len(rows)
