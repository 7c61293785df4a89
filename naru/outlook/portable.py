"""Elementary functions and draws that give the same bits on every processor.

NumPy's own exp and log choose vector code by processor and may differ in the last bit; everything
here uses only +, -, ×, ÷, square root and bit shifts, which IEEE 754 fixes. Arrays are float64.
Sources: fdlibm (exp, log), Wichura 1988, Applied Statistics 241 (normal quantile), Stirling
(lgamma).
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Counts: TypeAlias = NDArray[np.int64]

LN2_HIGH, LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
LIMIT = 700.0
EXP = (1.66666666666666019037e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05)
EXP_REST = (-1.65339022054652515390e-06, 4.13813679705723846039e-08)
LOG = (
    6.666666666666735130e-01,
    3.999999999940941908e-01,
    2.857142874366239149e-01,
    2.222219843214978396e-01,
    1.818357216161805012e-01,
    1.531383769920937332e-01,
    1.479819860511658591e-01,
)
CENTRE = (
    (
        3.3871328727963666080,
        133.14166789178437745,
        1971.5909503065514427,
        13731.693765509461125,
        45921.953931549871457,
        67265.770927008700853,
        33430.575583588128105,
        2509.0809287301226727,
    ),
    (
        1.0,
        42.313330701600911252,
        687.18700749205790830,
        5394.1960214247511077,
        21213.794301586595867,
        39307.895800092710610,
        28729.085735721942674,
        5226.4952788528545610,
    ),
)
NEAR = (
    (
        1.42343711074968357734,
        4.63033784615654529590,
        5.76949722146069140550,
        3.64784832476320460504,
        1.27045825245236838258,
        0.241780725177450611770,
        0.0227238449892691845833,
        7.74545014278341407640e-4,
    ),
    (
        1.0,
        2.05319162663775882187,
        1.67638483018380384940,
        0.689767334985100004550,
        0.148103976427480074590,
        0.0151986665636164571966,
        5.47593808499534494600e-4,
        1.05075007164441684324e-9,
    ),
)
FAR = (
    (
        6.65790464350110377720,
        5.46378491116411436990,
        1.78482653991729133580,
        0.296560571828504891230,
        0.0265321895265761230930,
        0.00124266094738807843860,
        2.71155556874348757815e-5,
        2.01033439929228813265e-7,
    ),
    (
        1.0,
        0.599832206555887937690,
        0.136929880922735805310,
        0.0148753612908506148525,
        7.86869131145613259100e-4,
        1.84631831751005468180e-5,
        1.42151175831644588870e-7,
        2.04426310338993978564e-15,
    ),
)
SPLIT, SMALLEST = 0.425, 2.0**-54
STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680)
HALF_LOG_2PI = 0.91893853320467274178
SHIFT = 8
# beyond it the sum of many small chances would be all rounding error
LARGEST = 1.0 - 2.0**-40
BY_SEARCH, BY_SHAPE = 24.0, 12.0
LAST = 2000


def exp(x: Floats) -> Floats:
    """e to the power of x, within 1 unit in the last place; x beyond ±700 is taken as ±700."""
    x = np.minimum(np.maximum(x, -LIMIT), LIMIT)
    k = np.rint(x * (1 / 0.6931471805599453))
    high, low = x - k * LN2_HIGH, k * LN2_LOW
    r = high - low
    t = r * r
    p = EXP[2] + t * (EXP_REST[0] + t * EXP_REST[1])
    c = r - t * (EXP[0] + t * (EXP[1] + t * p))
    scale = ((k.astype(np.int64) + 1023) << 52).view(np.float64)
    return np.asarray((1.0 - ((low - (r * c) / (2.0 - c)) - high)) * scale)


def log(x: Floats) -> Floats:
    """The natural logarithm of normal numbers above 0, within 1 unit in the last place."""
    bits = np.asarray(x, np.float64).view(np.int64)
    # the mantissa is taken from √½ to √2, so that log(1 + f) is near 0
    shifted = bits + (0x3FF0000000000000 - 0x3FE6A09E667F3BCD)
    k = ((shifted >> 52) - 1023).astype(np.float64)
    f = ((shifted & 0x000FFFFFFFFFFFFF) + 0x3FE6A09E667F3BCD).view(np.float64) - 1.0
    s = f / (2.0 + f)
    z = s * s
    total = _horner(LOG, z) * z
    half = 0.5 * f * f
    return np.asarray(k * LN2_HIGH - ((half - (s * (half + total) + k * LN2_LOW)) - f))


def _horner(coefficients: tuple[float, ...], x: Floats) -> Floats:
    total = np.full_like(x, coefficients[-1])
    for value in coefficients[-2::-1]:
        total *= x
        total += value
    return total


def normal(u: Floats) -> Floats:
    """The standard normal quantile of u in [0, 1), any shape; 0 is taken as the smallest step."""
    q = u - 0.5
    out = q * _ratio(CENTRE, np.maximum(SPLIT * SPLIT - q * q, 0.0))
    tail = np.abs(q) > SPLIT
    at = q[tail]
    edge = np.maximum(np.where(at < 0, u[tail], 1.0 - u[tail]), SMALLEST)
    r = np.sqrt(-log(edge))
    far = np.where(r <= 5.0, _ratio(NEAR, r - 1.6), _ratio(FAR, r - 5.0))  # noqa: PLR2004
    out[tail] = np.where(at < 0, -far, far)
    return out


def _ratio(pair: tuple[tuple[float, ...], tuple[float, ...]], x: Floats) -> Floats:
    return _horner(pair[0], x) / _horner(pair[1], x)


def lgamma(x: Floats) -> Floats:
    """The logarithm of the gamma function for x above 0 (absolute error below 1e-9)."""
    product = np.ones_like(x)
    for step in range(SHIFT):
        product = product * (x + step)
    y = x + SHIFT
    inverse = 1.0 / y
    series = inverse * _horner(STIRLING, inverse * inverse)
    return np.asarray((y - 0.5) * log(y) - y + HALF_LOG_2PI + series - log(product))


def bunched(mean: Floats, bunching: Floats, u: Floats) -> Counts:
    """Negative-binomial counts by inversion: variance (1 + bunching) × mean; bunching above 0, u in
    [0, 1).

    A count never falls when `mean` or `u` rises. Up to a mean of 24, or of 12 × bunching where that
    is more, the distribution is searched, so counts are exact; above it the second-order
    Cornish-Fisher expansion is rounded (off by a thousandth of the mean), and never below the count
    where the search ends.
    """
    mean, bunching, u = np.broadcast_arrays(mean, bunching, u)
    shape, mean, bunching = mean.shape, mean.ravel(), bunching.ravel()
    u = np.minimum(u.ravel(), LARGEST)
    end = np.maximum(BY_SEARCH, BY_SHAPE * bunching)
    count = _searched(np.minimum(mean, end), bunching, u)
    many = np.flatnonzero(mean > end)
    if many.size:
        m, b = mean[many], bunching[many]
        spread = np.sqrt(m * (1.0 + b))
        # below its lowest point the expansion would rise again
        z = np.maximum(normal(u[many]), -3.0 * spread / (1.0 + 2.0 * b))
        guess = m + spread * z + (1.0 + 2.0 * b) * (z * z - 1.0) / 6.0
        count[many] = np.maximum(np.rint(guess).astype(np.int64), count[many])
    return count.reshape(shape)


def _searched(mean: Floats, bunching: Floats, u: Floats) -> Counts:
    """The smallest k with P(count ≤ k) > u."""
    count = np.zeros(mean.shape, np.int64)
    size, step = mean / bunching, bunching / (1.0 + bunching)
    chance = exp(-size * log(1.0 + bunching))
    live = np.flatnonzero(u >= chance)
    size, step, u, chance = size[live], step[live], u[live], chance[live]
    below = chance
    for k in range(1, LAST):
        if not live.size:
            break
        count[live] = k
        chance = chance * (size + (k - 1.0)) * step / k
        below = below + chance
        on = u >= below
        live, size, step, u = live[on], size[on], step[on], u[on]
        chance, below = chance[on], below[on]
    return count
