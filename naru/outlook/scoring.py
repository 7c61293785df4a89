"""Scores of forecasts given as draws: CRPS, coverage of central bands, absolute error of the
median.

CRPS (Gneiting and Raftery 2007) is in people and rewards being near and being sure only when right;
0 is perfect, and for a single number it is the absolute error.
"""

import numpy as np

from naru.outlook.portable import Floats


def crps(draws: Floats, seen: float) -> float:
    """Continuous ranked probability score of draws (n,) against what was seen, in its unit."""
    n = len(draws)
    order = np.sort(draws)
    spread = float((order * (2.0 * np.arange(n) - n + 1.0)).sum()) / (n * n)
    return float(np.abs(order - seen).sum()) / n - spread


def covered(draws: Floats, seen: float, share: float) -> bool:
    """Whether the central band of this share holds what was seen."""
    order, tail = np.sort(draws), (1.0 - share) / 2.0
    last = len(order) - 1
    low, high = order[int(np.ceil(tail * last))], order[int(np.floor((1.0 - tail) * last))]
    return bool(low <= seen <= high)


def error(draws: Floats, seen: float) -> float:
    """Absolute error of the median."""
    return float(np.abs(np.sort(draws)[(len(draws) - 1) // 2] - seen))
