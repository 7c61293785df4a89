"""The simulator: the pathway on a second clock, with random numbers instead of people.

    from naru.engine import compile, run
    model = compile(Path("benchmarks/w1.toml"))
    result = run(model, replications=30, seed=1)
    result.estimate("beds.mean")          # Estimate(mean=43.9, half_width=0.2, replications=30)

Names are imported when they are first asked for, so that reading a plan costs no compiler.
"""

from typing import Any

HOMES = {
    "Model": "model",
    "compile": "model",
    "load": "model",
    "run": "model",
    "Plan": "plan",
    "Result": "results",
    "Estimate": "results",
    "read": "reading",
}
__all__ = sorted(HOMES)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    """The names of the public API, from their modules."""
    from importlib import import_module

    if name not in HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
