"""The forecasts that the model must beat: last value, five-year mean, ETS and ARIMA, each as draws.

All work on the logarithm of yearly arrivals since 2002. The first two have no model, so their
spread is that of their own past errors, grown with the square root of the horizon. ETS (damped
trend) and ARIMA (order by AICc among a few) are statsmodels'; it is needed for the backtest only
(`pip install naru[backtest]`).
"""

import warnings
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from naru.outlook import portable
from naru.outlook.portable import Floats

POINTS = 999
WINDOW = 5
NARROWEST = 0.05
ORDERS = ((0, 1, 0), (1, 1, 0), (0, 1, 1), (1, 1, 1), (1, 0, 0), (2, 1, 0))

Peer = Callable[[Sequence[int], int], list[Floats]]


class Missing(Exception):
    """statsmodels isn't installed."""


def naive(past: Sequence[int], horizon: int) -> list[Floats]:
    """The last value for every year ahead."""
    steps = np.diff(_logs(past))
    return _fan(
        [_logs(past)[-1]] * horizon, [_size(steps) * np.sqrt(h + 1) for h in range(horizon)]
    )


def five_years(past: Sequence[int], horizon: int) -> list[Floats]:
    """The mean of the last five years for every year ahead."""
    logs = _logs(past)
    means = [
        portable.log(np.array([_mean(past[k - WINDOW : k])]))[0]
        for k in range(WINDOW, len(past) + 1)
    ]
    misses = [
        logs[k + h] - means[k - WINDOW]
        for h in range(horizon)
        for k in range(WINDOW, len(past) - h)
    ]
    size = _size(np.array(misses)) if misses else _size(np.diff(logs))
    return _fan([means[-1]] * horizon, [size] * horizon)


def ets(past: Sequence[int], horizon: int) -> list[Floats]:
    """Exponential smoothing, additive errors, damped additive trend, on logarithms."""
    _statsmodels()
    import pandas as pd
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    series = pd.Series(_logs(past))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = ETSModel(series, error="add", trend="add", damped_trend=True).fit(disp=False)
        ahead = fit.get_prediction(start=len(past), end=len(past) + horizon - 1)
    return _fan(
        list(np.asarray(ahead.predicted_mean)), list(np.sqrt(np.asarray(ahead.forecast_variance)))
    )


def arima(past: Sequence[int], horizon: int) -> list[Floats]:
    """The ARIMA of least AICc among ORDERS, on logarithms."""
    _statsmodels()
    from statsmodels.tsa.arima.model import ARIMA

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fits = [ARIMA(_logs(past), order=order).fit() for order in ORDERS]
        ahead = min(fits, key=lambda fit: fit.aicc).get_forecast(horizon)
    return _fan(list(np.asarray(ahead.predicted_mean)), list(np.asarray(ahead.se_mean)))


PEERS: Mapping[str, Peer] = {"naive": naive, "5-year mean": five_years, "ETS": ets, "ARIMA": arima}


def _statsmodels() -> None:
    try:
        import statsmodels  # noqa: F401
    except ImportError:
        raise Missing("ETS and ARIMA need statsmodels: pip install 'naru[backtest]'") from None


def _logs(past: Sequence[int]) -> Floats:
    return portable.log(np.array(past, np.float64))


def _mean(values: Sequence[int]) -> float:
    return sum(values) / len(values)


def _size(misses: Floats) -> float:
    return max(NARROWEST, float(np.sqrt((misses * misses).sum() / len(misses))))


def _fan(middles: Sequence[float], sizes: Sequence[float]) -> list[Floats]:
    """Even quantiles of a lognormal for each year ahead."""
    z = portable.normal((np.arange(POINTS) + 0.5) / POINTS)
    return [portable.exp(middle + size * z) for middle, size in zip(middles, sizes, strict=True)]
