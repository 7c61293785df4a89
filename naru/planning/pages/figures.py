"""The page of the figures, all contradictions on one page, and what changed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naru.evidence import book, headline, naming, query, tables, wording
from naru.evidence.claims import Claim
from naru.ground.staff.access import public
from naru.planning import card as cards
from naru.planning import shelf
from naru.planning.pages.common import answer, drawn
from naru.planning.sections import arrivals, centre, common, cost, sums


@public
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """What an escape costs and how many arrive, each figure with its source."""
    content = drawn("planning/figures.html", _figures, common.lang())
    near = content.replace(f'href="{reverse("figures:page")}', 'href="')
    return answer(request, _("What an escape costs, and how many arrive"), lead(), near)


def lead() -> str:
    """What the page is, in a sentence."""
    return _(
        "%(claims)s published figures from %(sources)s sources, each one click from where it was "
        "read, and %(conflicts)s contradictions between them, found by rules."
    ) % {
        "claims": len(book().claims),
        "sources": len(book().sources),
        "conflicts": len(shelf.found()),
    }


def _figures() -> dict[str, object]:
    sections = [cost.section(), arrivals.section(), arrivals.stock()]
    sections += [sums.section(), centre.section()]
    return {
        "lead": lead(),
        "sections": sections,
        "tiles": _tiles(),
        "points": _points(),
        "stages": centre.stages(),
        "rows": [_row(row) for row in shelf.article()],
        "article": book().sources[shelf.ARTICLE],
        "conflicts": len(shelf.found()),
    }


def _tiles() -> list[tuple[str, str]]:
    """The few numbers that stand on top."""
    low, high = cost.like_for_like()
    arrived = query.by_year(book(), "arrivals_total", scope_end=False)
    ever = query.by_year(book(), "cumulative_total")
    last = max(arrived)
    return [
        (_("Price of the whole way since around 2011"), f"× {round(low)}–{round(high)}"),
        (_("Arrivals in %(year)s") % {"year": last}, wording.number(arrived[last].value or 0)),
        (_("All arrivals so far"), wording.number(ever[max(ever)].value or 0)),
        (_("Contradictions found"), str(len(shelf.found()))),
    ]


def _points() -> list[tuple[str, list[object]]]:
    """Why the article's last price is disputed: a sentence each, with the claims behind it."""
    low, high = cost.like_for_like()
    prices = [row.claim for row in shelf.article() if row.claim.measure == cost.MEASURE]
    last = prices[-1]
    found = {one.kind: one for one in shelf.touching(prices)}
    quotes = [c for c, span in cost.priced() if _is_rival(c, last.end.year)]
    said = [
        (
            _(
                "It stands at the end of a series that changes its subject: %(first)s fits the "
                "stretch from China onward, %(last)s the whole way out of the North."
            )
            % {"first": common.figure(prices[0]), "last": common.figure(last)},
            [prices[0], last],
        ),
        (
            _(
                "Like for like, the whole way rose about %(low)s to %(high)s times from around "
                "2011 to 2024; the series says %(rise)s."
            )
            % {"low": round(low), "high": round(high), "rise": round(cost.article_rise())},
            [],
        ),
    ]
    if "exchange_rate" in found:
        said.append(
            (
                common.doubt(found["exchange_rate"]).why,
                [book().by_id[each] for each in found["exchange_rate"].claim_ids],
            )
        )
    ends = sorted(end for c in quotes for end in (c.usd_low, c.usd_value, c.usd_high) if end)
    if ends:
        said.append(
            (
                _("Other sources put the whole way in %(year)s at %(low)s to %(high)s dollars.")
                % {
                    "year": last.end.year,
                    "low": wording.number(ends[0]),
                    "high": wording.number(ends[-1]),
                },
                list(quotes),
            )
        )
    return [(text, [common.claim_link(claim) for claim in claims]) for text, claims in said]


def _is_rival(claim: Claim, year: int) -> bool:
    mine = claim.source_id.startswith(shelf.ARTICLE)
    return tables.leg_of(claim) == "whole" and claim.start.year == year and not mine


VERDICT_TONES = {"confirmed": "green", "no_second_source": "grey"}
SHOWN = 4


def _row(row: headline.Row) -> dict[str, object]:
    """A line of the headline table in the page's language."""
    lang = common.lang()
    what, figure = naming.name("measure", row.claim.measure, lang), common.figure(row.claim)
    names = cost.names()
    ranges = [
        (names[each.leg], wording.between(round(each.low), round(each.high), lang), each.quotes)
        for each in row.ranges
    ]
    beside = _beside(row)
    why = "" if beside or ranges else " ".join(common.doubt(one).why for one in row.conflicts)
    return {
        "figure": what if figure == "–" else figure,
        "what": "" if figure == "–" else what,
        "when": common.when(row.claim),
        "link": common.claim_link(row.claim),
        "verdict": headline.verdict_name(row.verdict, lang),
        "tone": VERDICT_TONES.get(row.verdict, "red"),
        "beside": beside[:SHOWN],
        "ranges": ranges,
        "why": why,
        "more": max(len(beside) - SHOWN, 0),
    }


def _beside(row: headline.Row) -> list[tuple[str, object, int]]:
    """What others say, each figure once: in words, the first claim, how many more say so."""
    told: dict[str, list[Claim]] = {}
    for claim in row.beside:
        said, when = common.figure(claim), common.when(claim)
        house = common.house(book().sources[claim.source_id].publisher)
        told.setdefault(f"{house}, {when}" if said == "–" else f"{said}, {when}", []).append(claim)
    return [(words, common.claim_link(who[0]), len(who) - 1) for words, who in told.items()]


@public
@require_safe
def contradictions(request: HttpRequest) -> HttpResponse:
    """Every contradiction, with its claims."""
    content = drawn("planning/contradictions.html", _contradictions, common.lang())
    title = _("Contradictions between the figures")
    return answer(request, title, _("Found by rules over the data, never by a list."), content)


def _contradictions() -> dict[str, object]:
    listed = [common.doubt(one) for one in shelf.found()]
    claims = {
        one.number: [_claim_row(book().by_id[each]) for each in one.claim_ids] for one in listed
    }
    return {"rows": [(one, claims[one.number]) for one in listed]}


def _claim_row(claim: Claim) -> dict[str, object]:
    return {
        "link": common.claim_link(claim),
        "figure": common.figure(claim),
        "when": common.when(claim),
        "source": common.source_link(claim),
    }


@public
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """What changed, and how to be told of it."""
    content = drawn("planning/changes.html", _changes, common.lang())
    title = _("What changed")
    return answer(request, title, _("Subscribe and receive updates."), content)


def _changes() -> dict[str, object]:
    lang = common.lang()
    listed = [
        (
            change,
            wording.moment(change.day, lang),
            change.ko if lang == "ko" else change.en,
            [common.claim_link(book().by_id[each]) for each in change.claim_ids],
        )
        for change in book().changes
    ]
    return {"changes": listed}


@public
@require_safe
def card(_request: HttpRequest, lang: str) -> HttpResponse:
    """The picture shown where the page is shared (PNG, 1200 by 630)."""
    if lang not in wording.LANGS:
        raise Http404
    response = HttpResponse(cards.png(lang), content_type="image/png")
    response["Cache-Control"] = "public, max-age=86400"
    return response
