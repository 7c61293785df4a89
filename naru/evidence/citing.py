"""How a claim is cited: BibTeX and CSL-JSON (citeproc schema 1.0) of its source, and in words."""

import re
from collections.abc import Mapping
from typing import Any

from naru.evidence.claims import Claim, Source
from naru.evidence.wording import figure, period

PARTS = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
SPECIAL = {"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}"}
SPECIAL |= {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
ANALYSED = re.compile(r"\[.*\]$")


def bibtex(source: Source) -> str:
    """The source as one BibTeX entry (@misc), its key the source's id."""
    year, month, _day = _parts(source)
    fields = {
        "author": f"{{{_tex(source.publisher)}}}",
        "title": f"{{{_tex(source.title)}}}",
        "year": year,
        "month": month,
        "howpublished": rf"\url{{{source.link}}}" if source.link else "",
        "note": "" if year and PARTS.fullmatch(source.date) else _tex(source.date),
        "langid": source.language,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{source.id},", *lines, "}"]) + "\n"


def csl(source: Source) -> dict[str, Any]:
    """The source as a CSL-JSON item (type 'webpage')."""
    parts = [int(part) for part in _parts(source) if part]
    item: dict[str, Any] = {
        "id": source.id,
        "type": "webpage",
        "title": source.title,
        "publisher": source.publisher,
        "author": [{"literal": source.publisher}],
        "language": source.language,
    }
    if source.link:
        item["URL"] = source.link
    exact = PARTS.fullmatch(source.date)
    item["issued"] = {"date-parts": [parts]} if exact else {"literal": source.date}
    return item


def in_words(claim: Claim, source: Source, lang: str) -> str:
    """A claim as a sentence for a footnote."""
    said = f"{figure(claim, lang)} {claim.unit}".strip()
    when = period(claim.start, claim.end, lang)
    quoted = source.title if ANALYSED.search(source.title) else f"“{source.title}”"
    return f"{said}, {when} ({claim.id}). {source.publisher}, {quoted}, {source.date}."


def _parts(source: Source) -> tuple[str, str, str]:
    found = PARTS.match(source.date)
    return (found[1], found[2] or "", found[3] or "") if found else ("", "", "")


def _tex(text: str) -> str:
    return "".join(SPECIAL.get(letter, letter) for letter in text)


def bundle(claim: Claim, source: Source) -> Mapping[str, Any]:
    """The CSL item of a claim: its source, with the figure it was read for in the note."""
    return csl(source) | {"note": f"claim {claim.id}: {figure(claim)} {claim.unit}".strip()}
