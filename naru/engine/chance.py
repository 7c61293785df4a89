"""Random numbers as a pure function of (seed, replication, person, purpose, visit).

Threefry-2x64 with 13 rounds, the fastest Crush-resistant member (Salmon et al., "Parallel random
numbers: as easy as 1, 2, 3", SC 2011). Our own logarithm, exponential and normal quantile use only
IEEE additions, multiplications, divisions and square roots, so every machine draws the same bytes.
One call gives two numbers: for a stage the first says how long, the second what comes after.
"""

import math

import numpy as np

from naru.engine.jit import jit, jit_inline

U = np.uint64
ONE_BITS, MANTISSA = U(0x3FF0000000000000), U(12)
PARITY = U(0x1BD11BDAA9FC1A22)
HALF_STEP = 2.0**-53
SPLIT = U(32)

LN2_HI, LN2_LO, INV_LN2 = 6.93147180369123816490e-01, 1.90821492927058770002e-10, 1.4426950408889634
MAGIC = 6755399441055744.0
MAGIC_BITS = np.int64(np.float64(MAGIC).view(np.int64))
EXP_BIAS, EXP_SHIFT = np.int64(1023), np.int64(52)
SQRT_HALF_BITS = np.int64(0x3FE6A09E667F3BCD)
ONE_BITS_I = np.int64(0x3FF0000000000000)
RARE = 0.25 * 0.0019304541362277093  # where -log(4 u (1 - u)) passes 6.25
FARTHER = 16.0
ROOT2 = 1.4142135623730951
SQRT_TWO_PI, FAR, TERMS = 2.5066282746310002, 3.0, 60
HART_ABOVE = (3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383,
              112.079291497871, 221.213596169931, 220.206867912376)  # fmt: skip
HART_BELOW = (8.83883476483184e-02, 1.75566716318264, 16.064177579207, 86.7807322029461,
              296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752)  # fmt: skip


@jit_inline
def _turn(a, b, by, back):
    """One round of Threefry: add, rotate, exclusive or."""
    a = a + b
    b = ((b << by) | (b >> back)) ^ a
    return a, b


R0, R1, R2, R3 = U(16), U(42), U(12), U(31)
R4, R5, R6, R7 = U(16), U(32), U(24), U(21)
B0, B1, B2, B3 = U(48), U(22), U(52), U(33)
B4, B5, B6, B7 = U(48), U(32), U(40), U(43)
I1, I2, I3 = U(1), U(2), U(3)


@jit_inline
def threefry(k0, k1, c0, c1):
    """Two random words of 64 bits for a key and a counter (all uint64)."""
    k2 = PARITY ^ k0 ^ k1
    a, b = c0 + k0, c1 + k1
    a, b = _turn(a, b, R0, B0)
    a, b = _turn(a, b, R1, B1)
    a, b = _turn(a, b, R2, B2)
    a, b = _turn(a, b, R3, B3)
    a, b = a + k1, b + k2 + I1
    a, b = _turn(a, b, R4, B4)
    a, b = _turn(a, b, R5, B5)
    a, b = _turn(a, b, R6, B6)
    a, b = _turn(a, b, R7, B7)
    a, b = a + k2, b + k0 + I2
    a, b = _turn(a, b, R0, B0)
    a, b = _turn(a, b, R1, B1)
    a, b = _turn(a, b, R2, B2)
    a, b = _turn(a, b, R3, B3)
    a, b = a + k0, b + k1 + I3
    a, b = _turn(a, b, R4, B4)
    return a, b


@jit_inline
def unit(word):
    """A number in (0, 1), never either end, from the upper 52 bits of a word."""
    return U((word >> MANTISSA) | ONE_BITS).view(np.float64) - (1.0 - HALF_STEP)


@jit_inline
def log(x):
    """Natural logarithm of a positive normal number, within 1 ulp (method of FDLIBM)."""
    bits = np.float64(x).view(np.int64)
    k = (bits - SQRT_HALF_BITS) >> EXP_SHIFT
    f = np.int64(bits - (k << EXP_SHIFT)).view(np.float64) - 1.0
    dk = np.int64(k + MAGIC_BITS).view(np.float64) - MAGIC
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    t1 = w * (
        3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01)
    )
    t2 = z * (
        6.666666666666735130e-01
        + w
        * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01))
    )
    half = 0.5 * f * f
    return dk * LN2_HI - ((half - (s * (half + t1 + t2) + dk * LN2_LO)) - f)


@jit_inline
def exp(x):
    """Exponential within 1 ulp (method of FDLIBM); x is cut to [-700, 700]."""
    x = min(max(x, -700.0), 700.0)
    t = x * INV_LN2 + MAGIC
    n = np.float64(t).view(np.int64) - MAGIC_BITS
    dn = t - MAGIC
    hi = x - dn * LN2_HI
    lo = dn * LN2_LO
    r = hi - lo
    z = r * r
    c = r - z * (
        1.66666666666666019037e-01
        + z
        * (
            -2.77777777770155933842e-03
            + z
            * (
                6.61375632143793436117e-05
                + z * (-1.65339022054652515390e-06 + z * 4.13813679705723846039e-08)
            )
        )
    )
    y = 1.0 - ((lo - (r * c) / (2.0 - c)) - hi)
    return y * np.int64((n + EXP_BIAS) << EXP_SHIFT).view(np.float64)


@jit
def _near(w):
    p = -3.6444120640178196996e-21
    p = p * w - 1.685059138182016589e-19
    p = p * w + 1.2858480715256400167e-18
    p = p * w + 1.115787767802518096e-17
    p = p * w - 1.333171662854620906e-16
    p = p * w + 2.0972767875968561637e-17
    p = p * w + 6.6376381343583238325e-15
    p = p * w - 4.0545662729752068639e-14
    p = p * w - 8.1519341976054721522e-14
    p = p * w + 2.6335093153082322977e-12
    p = p * w - 1.2975133253453532498e-11
    p = p * w - 5.4154120542946279317e-11
    p = p * w + 1.051212273321532285e-09
    p = p * w - 4.1126339803469836976e-09
    p = p * w - 2.9070369957882005086e-08
    p = p * w + 4.2347877827932403518e-07
    p = p * w - 1.3654692000834678645e-06
    p = p * w - 1.3882523362786468719e-05
    p = p * w + 0.0001867342080340571352
    p = p * w - 0.00074070253416626697512
    p = p * w - 0.0060336708714301490533
    p = p * w + 0.24015818242558961693
    p = p * w + 1.6536545626831027356
    return p


@jit
def _middle(w):
    p = 2.2137376921775787049e-09
    p = p * w + 9.0756561938885390979e-08
    p = p * w - 2.7517406297064545428e-07
    p = p * w + 1.8239629214389227755e-08
    p = p * w + 1.5027403968909827627e-06
    p = p * w - 4.013867526981545969e-06
    p = p * w + 2.9234449089955446044e-06
    p = p * w + 1.2475304481671778723e-05
    p = p * w - 4.7318229009055733981e-05
    p = p * w + 6.8284851459573175448e-05
    p = p * w + 2.4031110387097893999e-05
    p = p * w - 0.0003550375203628474796
    p = p * w + 0.00095328937973738049703
    p = p * w - 0.0016882755560235047313
    p = p * w + 0.0024914420961078508066
    p = p * w - 0.0037512085075692412107
    p = p * w + 0.005370914553590063617
    p = p * w + 1.0052589676941592334
    p = p * w + 3.0838856104922207635
    return p


@jit
def _farthest(w):
    p = -2.7109920616438573243e-11
    p = p * w - 2.5556418169965252055e-10
    p = p * w + 1.5076572693500548083e-09
    p = p * w - 3.7894654401267369937e-09
    p = p * w + 7.6157012080783393804e-09
    p = p * w - 1.4960026627149240478e-08
    p = p * w + 2.9147953450901080826e-08
    p = p * w - 6.7711997758452339498e-08
    p = p * w + 2.2900482228026654717e-07
    p = p * w - 9.9298272942317002539e-07
    p = p * w + 4.5260625972231537039e-06
    p = p * w - 1.9681778105531670567e-05
    p = p * w + 7.5995277030017761139e-05
    p = p * w - 0.00021503011930044477347
    p = p * w - 0.00013871931833623122026
    p = p * w + 1.0103004648645343977
    p = p * w + 4.8499064014085844221
    return p


@jit
def _far_quantile(x, w):
    """The tails, some two in a thousand."""
    root = math.sqrt(w)
    if w < FARTHER:
        return ROOT2 * x * _middle(root - 3.25)
    return ROOT2 * x * _farthest(root - 5.0)


@jit
def normal(u, out):
    """Standard normal quantiles of u in (0, 1), by inversion (Giles, "Approximating the erfinv
    function", GPU Computing Gems 2, 2011), relative error below 1e-15 in the middle."""
    for i in range(u.size):
        x = 2.0 * u[i] - 1.0
        w = -log(4.0 * u[i] * (1.0 - u[i])) - 3.125
        out[i] = ROOT2 * x * _near(w)
    for i in range(u.size):
        p = u[i] * (1.0 - u[i])
        if p < RARE:
            out[i] = _far_quantile(2.0 * u[i] - 1.0, -log(4.0 * p))


@jit
def normal_tail(z):
    """P(Z > z) of a standard normal Z: Hart 1968 (algorithm 5666), and a continued fraction."""
    size = abs(z)
    if size < FAR:
        above, below = 0.0, 0.0
        for k in range(len(HART_ABOVE)):
            above = above * size + HART_ABOVE[k]
        for k in range(len(HART_BELOW)):
            below = below * size + HART_BELOW[k]
        tail = exp(-size * size / 2) * above / below
    else:
        rest = size
        for k in range(TERMS, 0, -1):
            rest = size + k / rest
        tail = exp(-size * size / 2) / rest / SQRT_TWO_PI
    return tail if z > 0.0 else 1.0 - tail
