"""The whole book as files: CSV, HXL-tagged CSV, JSON, BibTeX."""

import json
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naru.evidence import book, citing, export
from naru.ground.staff.access import public
from naru.planning import shelf


def _file(text: str, kind: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    response["Access-Control-Allow-Origin"] = "*"
    return response


@public
@require_safe
def figures_csv(_request: HttpRequest) -> HttpResponse:
    """Every claim as CSV."""
    return _file(_csv(hxl=False), "text/csv")


@public
@require_safe
def figures_hxl(_request: HttpRequest) -> HttpResponse:
    """Every claim as CSV with a row of HXL tags."""
    return _file(_csv(hxl=True), "text/csv")


@cache
def _csv(*, hxl: bool) -> str:
    return export.as_csv(book().claims, hxl=hxl)


@public
@require_safe
def figures_json(_request: HttpRequest) -> HttpResponse:
    """Every claim with its source as JSON."""
    return _file(_json(), "application/json")


@cache
def _json() -> str:
    rows = [export.with_source(book(), claim) for claim in book().claims]
    return json.dumps(rows, ensure_ascii=False)


@public
@require_safe
def contradictions_json(_request: HttpRequest) -> HttpResponse:
    """Every contradiction: kind, claim ids, reason in both languages."""
    rows = [export.conflict_record(one) for one in shelf.found()]
    return _file(json.dumps(rows, ensure_ascii=False, indent=1), "application/json")


@public
@require_safe
def sources_bib(_request: HttpRequest) -> HttpResponse:
    """Every source as BibTeX."""
    entries = "\n".join(citing.bibtex(source) for source in book().sources.values())
    return _file(entries, "application/x-bibtex")
