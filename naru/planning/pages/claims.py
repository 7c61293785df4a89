"""One claim, one source: stable addresses, contradictions, citations."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naru.evidence import book, citing, naming
from naru.evidence.claims import Claim, Source
from naru.ground.staff.access import public
from naru.planning import shelf
from naru.planning.pages.common import answer
from naru.planning.sections import common


def _claim_of(claim_id: str) -> Claim:
    found = book().by_id.get(claim_id)
    if found is None:
        raise Http404
    return found


def _source_of(source_id: str) -> Source:
    found = book().sources.get(source_id)
    if found is None:
        raise Http404
    return found


@public
@require_safe
def claim(request: HttpRequest, claim_id: str) -> HttpResponse:
    """A claim with its source, its contradictions, and how to cite it."""
    found = _claim_of(claim_id)
    what = naming.name("measure", found.measure, common.lang())
    title = f"{found.id}: {what}, {common.when(found)}"
    content = render_to_string("planning/claim.html", _claim(found, what))
    return answer(request, title, common.words(found), content)


def _claim(found: Claim, what: str) -> dict[str, object]:
    lang = common.lang()
    source = book().sources[found.source_id]
    return {
        "lang": lang,
        "claim": found,
        "what": what,
        "figure": common.figure(found),
        "when": common.when(found),
        "scope": naming.name("scope", found.scope, lang),
        "scope_lang": lang if naming.is_named("scope", found.scope) else "en",
        "confidence": naming.name("confidence", found.confidence, lang),
        "dollars": _dollars(found),
        "source": source,
        "doubts": [common.doubt(one) for one in shelf.against().get(found.id, ())],
        "others": [
            (common.claim_link(other), common.figure(other), common.source_link(other))
            for other in shelf.same_question(book(), found)
        ],
        "words": citing.in_words(found, source, lang),
        "bibtex": citing.bibtex(source),
    }


def _dollars(found: Claim) -> str:
    """The amount in dollars with the rate that made it; '' where there is none."""
    from naru.evidence import wording

    if found.currency in {"", "USD"} or not found.usd_basis:
        return ""
    rate = _("rate")
    said = wording.amounts(found.usd_value, found.usd_low, found.usd_high, "USD", common.lang())
    return "" if said == "–" else f"{said} ({rate}: {common.rate(found)})"


@public
@require_safe
def claim_bib(_request: HttpRequest, claim_id: str) -> HttpResponse:
    """The claim's source as BibTeX."""
    found = _claim_of(claim_id)
    entry = citing.bibtex(book().sources[found.source_id])
    return HttpResponse(entry, content_type="application/x-bibtex; charset=utf-8")


@public
@require_safe
def claim_csl(_request: HttpRequest, claim_id: str) -> HttpResponse:
    """The claim's source as CSL-JSON."""
    found = _claim_of(claim_id)
    item = citing.bundle(found, book().sources[found.source_id])
    response = JsonResponse([item], safe=False, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/vnd.citationstyles.csl+json; charset=utf-8"
    return response


@public
@require_safe
def source(request: HttpRequest, source_id: str) -> HttpResponse:
    """A source and everything that was read in it."""
    found = _source_of(source_id)
    lang = common.lang()
    rows = [
        {
            "link": common.claim_link(each),
            "what": naming.name("measure", each.measure, lang),
            "figure": common.figure(each),
            "when": common.when(each),
        }
        for each in book().claims
        if each.source_id == source_id
    ]
    context = {"lang": lang, "source": found, "rows": rows, "bibtex": citing.bibtex(found)}
    content = render_to_string("planning/source.html", context)
    return answer(request, found.publisher, found.title, content)
