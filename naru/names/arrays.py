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


class Entries:
    """Which person's row bears which distinct name, with the log share of that reading.

    The entries of a row stand together: `starts` are their first places, `held` their rows.
    """

    def __init__(self) -> None:
        self.name, self.weight = Growing(np.int32), Growing(np.float32)
        self.starts, self.held = Growing(np.int64), Growing(np.int32)

    def __len__(self) -> int:
        return len(self.name)

    def add(self, row: int, name: int, weight: float) -> None:
        """One more name of the latest row, or the first of a new one."""
        if not len(self.held) or self.held.view[-1] != row:
            self.held.append(row)
            self.starts.append(len(self.name))
        self.name.append(name)
        self.weight.append(weight)

    def of(self, row: int) -> NDArray[Any]:
        """The places of a row's entries."""
        at = int(np.searchsorted(self.held.view, row))
        if at == len(self.held) or self.held.view[at] != row:
            return np.arange(0)
        ends = self.starts.view[at + 1] if at + 1 < len(self.starts) else len(self.name)
        return np.arange(self.starts.view[at], ends)
