"""What `naru plan` is given: a plan's text, and what the command line changes in it."""

import argparse
import math
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from naru.engine.plan import Plan

SHIPPED = ("kr", "de", "eu-border", "ngo")


class Refused(Exception):
    """The command can't be done; its text says why."""


def source(what: str, staffing: Path | None) -> str:
    """The text of the plan: a shipped staffing, a file, or a file for a profile."""
    from naru.engine import staffing as shipped

    if staffing is not None:
        return text(staffing)
    if what in SHIPPED:
        return shipped.text_of(what)
    path = Path(what)
    if not path.exists():
        names = ", ".join(SHIPPED)
        msg = f"{what} is neither a shipped profile ({names}) nor a file"
        raise Refused(msg)
    return text(path)


def text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        msg = f"{path} can't be read: {error.strerror}"
        raise Refused(msg) from None
    except UnicodeDecodeError:
        msg = f"{path} isn't UTF-8"
        raise Refused(msg) from None


def scenario(args: argparse.Namespace, text: str) -> "Plan":
    """The plan with what the command line changes in it."""
    from naru.engine import quantities, reading

    plan = reading.read(text)
    if args.fitted:
        from naru.cli import planfit

        plan = planfit.fitted(plan)
    if args.horizon:
        plan = replace(plan, horizon=quantities.length(args.horizon))
        if plan.warm_up is not None and plan.warm_up >= plan.horizon:
            plan = replace(plan, warm_up=0.0)
    if args.arrivals:
        plan = replace(plan, arrivals=_arrivals(args.arrivals, plan))
    reading.recheck(plan)
    return plan


def _arrivals(said: str, plan: "Plan") -> Any:
    """`3/day`, `x10` (ten times as many), or a file with one number of people a month a line."""
    from naru.engine.reading import scaled

    try:
        if said.endswith("/day"):
            return replace(plan.arrivals, rate=_finite(said[:-4]), months=(), season=())
        if said.startswith("x"):
            return scaled(plan.arrivals, _finite(said[1:]))
    except ValueError:
        msg = f"{said!r} is no number of people: write 3/day, x10 or a file"
        raise Refused(msg) from None
    return replace(plan.arrivals, months=_months(Path(said)))


def _finite(said: str) -> float:
    """A number of people; ValueError for what is none."""
    value = float(said)
    if not 0 <= value < math.inf:
        raise ValueError(said)
    return value


def _months(path: Path) -> tuple[float, ...]:
    found = []
    for number, line in enumerate(text(path).splitlines(), 1):
        cell = line.split(",")[-1].strip()
        if not cell or (number == 1 and not cell.replace(".", "").isdigit()):
            continue
        try:
            people = float(cell)
        except ValueError:
            people = -1.0
        if not 0 <= people < 10_000_000:  # noqa: PLR2004
            msg = f"{path}:{number}: {cell!r} is no number of people a month"
            raise Refused(msg)
        found.append(people)
    if not found:
        msg = f"{path} has no month in it"
        raise Refused(msg)
    return tuple(found)
