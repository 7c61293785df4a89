"""Quantiles, exactly and without a sort: of waits, and of a level over time."""

from naru.engine.jit import jit_loop


@jit_loop
def _partition(values, low, high):
    """Put the median of three in its place among `low` .. `high`; where that is."""
    middle = (low + high) // 2
    if values[middle] < values[low]:
        values[low], values[middle] = values[middle], values[low]
    if values[high] < values[low]:
        values[low], values[high] = values[high], values[low]
    if values[high] < values[middle]:
        values[middle], values[high] = values[high], values[middle]
    pivot = values[middle]
    i, j = low, high
    while i <= j:
        while values[i] < pivot:
            i += 1
        while pivot < values[j]:
            j -= 1
        if i <= j:
            values[i], values[j] = values[j], values[i]
            i, j = i + 1, j - 1
    return i, j


@jit_loop
def kth(values, k):
    """The k-th smallest value (k from 0); the values are put in another order (Hoare, 1961)."""
    low, high = 0, values.size - 1
    while low < high:
        i, j = _partition(values, low, high)
        if k <= j:
            high = j
        elif k >= i:
            low = i
        else:
            break
    return values[k]


@jit_loop
def wait_quantile(positive, count, q):
    """`sorted[ceil(q n) - 1]` of `count` waits, of which only the positive ones are given."""
    if count == 0:
        return 0.0
    rank = int(q * count)
    if rank < q * count:
        rank += 1
    zeros = count - positive.size
    return 0.0 if rank <= zeros else kth(positive, rank - zeros - 1)


@jit_loop
def level_mean(times):
    """The time average of a level; `times[k]` is the time spent at level k."""
    total, area = 0.0, 0.0
    for k in range(times.size):
        total += times[k]
        area += k * times[k]
    return area / total if total > 0.0 else 0.0


@jit_loop
def level_quantile(times, q):
    """The smallest level at or below which the share `q` of the time was spent."""
    total = 0.0
    for k in range(times.size):
        total += times[k]
    under = 0.0
    for k in range(times.size):
        under += times[k]
        if under >= q * total and under > 0.0:
            return float(k)
    return 0.0
