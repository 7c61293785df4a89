"""What `naru plan` writes: every replication as Arrow or CSV, the courses by day as a picture."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from naru.engine.model import Model
    from naru.engine.results import Result
    from naru.kit.charts import Figure

WIDTH, HEIGHT, HEAD = 720, 300, 48


def write(result: "Result", path: Path, kind: str, model: "Model") -> None:
    """Write a result as `arrow`, `csv` or `png`; OSError where it can't be written."""
    {"arrow": _arrow, "csv": _csv, "png": _png}[kind](result, path, model)


def _arrow(result: "Result", path: Path, _model: "Model") -> None:
    from pyarrow import feather

    feather.write_feather(result.table(), str(path))


def _csv(result: "Result", path: Path, _model: "Model") -> None:
    from pyarrow import csv

    csv.write_csv(result.table(), str(path))


def _png(result: "Result", path: Path, model: "Model") -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.config.demo")
    import django
    from django.utils.translation import override

    django.setup()
    from naru.kit.charts import svg
    from naru.kit.documents import picture

    with override("en"):
        path.write_bytes(picture(_sheet(list(_figures(result, model)), svg), WIDTH))


def _figures(result: "Result", model: "Model") -> Iterator["Figure"]:
    """Places in use and people over a limit, by day: the middle and bands of 50 and 90 %."""
    from naru.kit.charts import Band, Figure, Limit, Line

    plan = model.plan
    if result.bins is None:
        return
    days = [
        plan.start + timedelta(days=k * result.bins.width)
        for k in range(result.bins.values.shape[2])
    ]
    source = f"{result.replications} simulated courses of {plan.name}; {plan.label}"
    for what, of in sorted(result.bins.names, key=lambda name: name[0] != "in use"):
        low, quarter, middle, most, high = _quantiles(result.bins.row(what, of))
        if what not in {"in use", "over"} or max(high) < 1:
            continue
        layers = [
            Line("half of the courses", list(zip(days, middle, strict=True))),
            Band("50 %", list(zip(days, quarter, most, strict=True))),
            Band("90 %", list(zip(days, low, high, strict=True))),
        ]
        if what == "in use":
            there = plan.resources[plan.resource(of)].servers
            layers.append(Limit(f"{there} {of}", float(there)))
        title = f"{of}, in use" if what == "in use" else f"people beyond {of}"
        title += f": half of {result.replications} courses (line), 50 and 90 % of them (bands)"
        yield Figure(title, source, layers, width=WIDTH, height=HEIGHT)


def _quantiles(rows: "object") -> list[list[float]]:
    import numpy as np

    found: list[list[float]] = np.quantile(
        np.asarray(rows), [0.05, 0.25, 0.5, 0.75, 0.95], axis=0
    ).tolist()
    return found


def _sheet(figures: list["Figure"], svg: "Callable[[Figure], str]") -> str:
    """All pictures below one another, each under its title."""
    from naru.kit.documents import TYPEFACE

    parts = []
    for place, figure in enumerate(figures):
        y = place * (HEIGHT + HEAD)
        title = f'<text x="16" y="{y + 30}" font-size="16">{escape(str(figure.title))}</text>'
        parts.append(title + svg(figure).replace("<svg ", f'<svg y="{y + HEAD}" ', 1))
    height = max(len(figures), 1) * (HEIGHT + HEAD)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" font-family="{TYPEFACE}">'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{"".join(parts)}</svg>'
    )
