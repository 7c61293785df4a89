"""What every part of the public page shares."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from naru.evidence import book, conflicts, naming, wording
from naru.evidence.claims import Claim
from naru.evidence.conflicts import Conflict
from naru.evidence.money import BASIS
from naru.planning import shelf


@dataclass(frozen=True)
class Doubt:
    """A contradiction as a page shows it: its kind in words, why, and where it stands."""

    number: int
    kind: str
    why: str
    claim_ids: Sequence[str]


@dataclass(frozen=True)
class Section:
    """One part: its key in the address, its heading, its figures, what contradicts in it."""

    key: str
    heading: Any
    figures: Sequence[SafeString]
    doubts: Sequence[Doubt]
    judgement: bool = False
    note: Any = ""


def lang() -> str:
    """The page's language, 'ko' or 'en'."""
    return "ko" if (translation.get_language() or "ko").startswith("ko") else "en"


def doubt(one: Conflict) -> Doubt:
    """A contradiction in the page's language."""
    said = conflicts.kind_name(one.kind, lang()), conflicts.reason(one, lang())
    return Doubt(shelf.position(one), said[0], said[1], one.claim_ids)


def doubts(claims: Sequence[Claim]) -> list[Doubt]:
    """What contradicts in any of these claims."""
    return [doubt(one) for one in shelf.touching(claims)]


def claim_url(claim: Claim) -> str:
    """The stable address of a claim."""
    return reverse("figures:claim", args=[claim.id])


def claim_link(claim: Claim) -> SafeString:
    """A claim's id as a link to its page; one that is contradicted carries a sign."""
    sign = "⚠ " if claim.id in shelf.against() else ""
    return format_html('<a href="{}">{}{}</a>', claim_url(claim), sign, claim.id)


def source_link(claim: Claim) -> SafeString:
    """The publisher, leading to the page that was read; to ours where its address is withheld."""
    source = book().sources[claim.source_id]
    url = source.link or reverse("figures:source", args=[source.id])
    return format_html('<a href="{}">{}</a>', url, house(source.publisher))


def house(publisher: str) -> str:
    """A publisher without what it copies or quotes."""
    return re.sub(r"\s*\(.*", "", publisher) or publisher


def figure(claim: Claim) -> str:
    """A claim's number with its unit."""
    return naming.said(claim, lang())


def when(claim: Claim) -> str:
    """A claim's period in words."""
    return wording.period(claim.start, claim.end, lang())


def words(claim: Claim) -> str:
    """A claim in one breath, for the title of a mark."""
    said = wording.figure(claim, lang())
    return f"{when(claim)}: {said}, {house(book().sources[claim.source_id].publisher)}"


def rate(claim: Claim) -> str:
    """The rate with which an amount became dollars; '' for what was quoted in dollars only."""
    named = BASIS.search(claim.usd_basis)
    if claim.currency == "USD" or not claim.usd_basis:
        return ""
    if named:
        return named[1]
    own = re.search(r"quot|conversion", claim.usd_basis)
    return _("source's") if own else _("several")


def counted(claims: Sequence[Claim]) -> str:
    """How many claims of how many sources a figure is made from."""
    sources = len({claim.source_id for claim in claims})
    return _("Source: %(claims)s figures from %(sources)s sources, each linked in the table.") % {
        "claims": len(claims),
        "sources": sources,
    }
