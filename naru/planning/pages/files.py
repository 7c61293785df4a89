"""An answer as files: courses by day (CSV), every replication (Arrow), the pictures (PNG)."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naru.ground.staff.access import duty
from naru.kit.documents import TYPEFACE, picture
from naru.kit.pages import see_other
from naru.planning import showing, telling
from naru.planning.answers import Answer, Side
from naru.planning.asking import PLANNERS, Asked, ask, form_of
from naru.planning.form import told
from naru.planning.panels import HEIGHT, WIDTH, svg

WAIT = 25.0
ACROSS, MARGIN, HEAD, CAPTION = 3, 24, 112, 34
Made = Callable[[Answer, Asked], tuple[bytes, str]]


def of_answer(name: str) -> Callable[[Made], Callable[[HttpRequest], HttpResponse]]:
    """A file made of a whole answer; what isn't ready in time is told as a page (503)."""

    def around(make: Made) -> Callable[[HttpRequest], HttpResponse]:
        @wraps(make)
        def view(request: HttpRequest) -> HttpResponse:
            form = form_of(request)
            if not form.is_valid():
                return see_other(f"{reverse('plan:planner')}?{request.GET.urlencode()}")
            asked = ask(request, form, more=False, whole=WAIT)
            if asked.answer is None or not asked.answer.complete:
                page = {"title": _("The file isn't ready yet"), "query": request.GET.urlencode()}
                busy = HTTPStatus.SERVICE_UNAVAILABLE
                answer = render(request, "planning/not_ready.html", {"page": page}, status=busy)
                answer["Retry-After"] = "10"
                return answer
            content, kind = make(asked.answer, asked)
            response = HttpResponse(content, content_type=kind)
            response["Content-Disposition"] = f'attachment; filename="{name}"'
            return response

        return duty(*PLANNERS)(require_safe(view))

    return around


@of_answer("naru-plan.csv")
def days_csv(answer: Answer, _asked: Asked) -> tuple[bytes, str]:
    """The bands by day: a row for each row of the answer and each span of days."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("scenario", "row", "from", "days", "p05", "p25", "p50", "p75", "p95"))
    for number, side in enumerate(filter(None, (answer.first, answer.second)), 1):
        writer.writerows(_rows(number, side))
    return out.getvalue().encode(), "text/csv; charset=utf-8"


def _rows(number: int, side: Side) -> Iterator[tuple[object, ...]]:
    for name, curve in side.curves.items():
        for place in range(curve.values.shape[1]):
            day = side.plan.start + timedelta(days=place * curve.width)
            values = (f"{float(value):.4g}" for value in curve.values[:, place])
            yield number, name, day.isoformat(), curve.width, *values


@of_answer("naru-plan.arrow")
def arrow(answer: Answer, _asked: Asked) -> tuple[bytes, str]:
    """Every figure of every replication, in the Arrow file format (pandas, Polars, R read it)."""
    import pyarrow as pa
    from pyarrow import feather

    tables = []
    for number, side in enumerate(filter(None, (answer.first, answer.second)), 1):
        table = side.result.table()
        column = pa.array([number] * table.num_rows, pa.int8())
        tables.append(table.add_column(0, "scenario", column))
    out = io.BytesIO()
    feather.write_feather(pa.concat_tables(tables), out)
    return out.getvalue(), "application/vnd.apache.arrow.file"


@of_answer("naru-plan.png")
def png(answer: Answer, asked: Asked) -> tuple[bytes, str]:
    """Every picture of the answer on one sheet, with what it says on top."""
    return picture(sheet(answer, asked), ACROSS * WIDTH), "image/png"


def sheet(answer: Answer, asked: Asked) -> str:
    """The sheet as one SVG."""
    names = showing.names(answer.first)
    rows = -(-len(names) // ACROSS)
    width = 2 * MARGIN + ACROSS * WIDTH + (ACROSS - 1) * MARGIN
    height = HEAD + rows * (HEIGHT + CAPTION + MARGIN) + MARGIN
    parts = [_head(answer, asked)]
    for place, name in enumerate(names):
        x = MARGIN + place % ACROSS * (WIDTH + MARGIN)
        y = HEAD + place // ACROSS * (HEIGHT + CAPTION + MARGIN)
        panel = showing.panel_of(name, answer, asked.today)
        drawn = svg(panel).replace("<svg ", f'<svg x="{x}" y="{y + CAPTION}" ', 1)
        parts.append(_text(x, y + 18, 16, str(panel.title), "600") + drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{TYPEFACE}">'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>{"".join(parts)}</svg>'
    )


def _head(answer: Answer, asked: Asked) -> str:
    said = telling.findings(answer.first, answer.replications)[0]
    source = _("Naru, %(n)s simulated courses; figures as stated in the plan") % {
        "n": answer.replications
    }
    key = _("Line: middle course; bands: half and nine of ten courses.")
    if answer.second:
        key = _("Teal: first scenario; orange: second. Line: middle course; band: half of all.")
    return (
        _text(MARGIN, 42, 26, said.said, "700")
        + _text(MARGIN, 68, 15, f"{said.detail} {key}", "400")
        + _text(MARGIN, 90, 13, " · ".join([source, *_assumed(asked)]), "400")
    )


def _assumed(asked: Asked) -> list[str]:
    """What differs from the plan, and in the second scenario besides."""
    scenario = asked.scenario
    if scenario is None:
        return []
    return [
        *told(scenario.profile, scenario.changes),
        *(f"[2] {each}" for each in told(scenario.profile, scenario.other or ())),
    ]


def _text(x: int, y: int, size: int, said: str, weight: str) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="#14262a">'
        f"{conditional_escape(said)}</text>"
    )
