"""`naru evidence`: the published figures: check, list, show, contradictions, export, site."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from naru.cli.output import fail, say

if TYPE_CHECKING:
    from naru.evidence.claims import Book, Claim

NAME, HELP = "evidence", "the published figures and what contradicts in them"


def add(parser: argparse.ArgumentParser) -> None:
    """The actions and their options."""
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION")
    check = _action(actions, "check", "name every error of the data, with file, line and reason")
    check.add_argument("--json", action="store_true", help="for a program")
    check.set_defaults(run=_check)
    listing = _action(actions, "list", "claims, by measure, period, leg, source, confidence")
    _filters(listing)
    _format(listing)
    listing.set_defaults(run=_list)
    show = _action(actions, "show", "one claim: its source, its contradictions, how to cite it")
    show.add_argument("claim", metavar="CLAIM", help="the claim's id, such as AY-225")
    show.add_argument("--json", action="store_true", help="for a program")
    show.set_defaults(run=_show)
    conflicts = _action(actions, "conflicts", "what in the data can't all be true, and why")
    conflicts.add_argument("--kind", help="only this kind of contradiction")
    _format(conflicts, hxl=False)
    conflicts.set_defaults(run=_conflicts)
    export = _action(actions, "export", "claims as CSV, HXL-tagged CSV or JSON")
    _filters(export)
    export.add_argument("--format", choices=("csv", "hxl", "json"), default="csv")
    export.add_argument("--out", type=Path, metavar="FILE", help="write here, not to the terminal")
    export.set_defaults(run=_export)
    headline = _action(actions, "headline", "an article's figures beside the other sources")
    headline.add_argument("--article", default="seed", help="source id (the article of 2024)")
    headline.add_argument("--json", action="store_true", help="for a program")
    headline.set_defaults(run=_headline)
    site = actions.add_parser("site", help="write the public pages to a folder, in both languages")
    site.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    site.add_argument("--address", default="", help="where it will be served: https://...")
    site.set_defaults(run=_site)


def _action(actions: Any, name: str, text: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = actions.add_parser(name, help=text, description=text)
    made.add_argument("--data", type=Path, metavar="DIR", help="another folder of the same form")
    made.add_argument("--lang", choices=("ko", "en"), default="en")
    return made


def _format(parser: argparse.ArgumentParser, *, hxl: bool = True) -> None:
    kinds = ("text", "csv", "hxl", "json") if hxl else ("text", "csv", "json")
    parser.add_argument("--format", choices=kinds, default="text")
    parser.add_argument("--json", dest="format", action="store_const", const="json")


def _filters(parser: argparse.ArgumentParser) -> None:
    from naru.evidence.claims import CONFIDENCES

    parser.add_argument("--measure", default="", help="a measure, or its beginning and '*'")
    parser.add_argument("--since", type=_day, metavar="DATE", help="YYYY-MM-DD or YYYY")
    parser.add_argument("--until", type=_last_day, metavar="DATE", help="YYYY-MM-DD or YYYY")
    parser.add_argument("--leg", default="", help="border, onward, whole, unstated, or a scope")
    parser.add_argument("--source", default="", help="a source's id")
    parser.add_argument("--confidence", choices=CONFIDENCES, default="", help="the least")


def _day(text: str) -> Any:
    from naru.evidence.rows import day

    found = day(f"{text}-01-01" if text.isdigit() else text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no date (YYYY-MM-DD or YYYY)")
    return found


def _last_day(text: str) -> Any:
    return _day(f"{text}-12-31" if text.isdigit() else text)


def _book(args: argparse.Namespace) -> "Book | int":
    """The book asked for, or the exit code after its errors were told."""
    from naru.evidence import DATA
    from naru.evidence.reading import Unreadable, read

    try:
        return read(args.data or DATA)
    except Unreadable as error:
        return fail(f"the data have errors:\n{error}")


def _check(args: argparse.Namespace) -> int:
    from naru.evidence import DATA, harm
    from naru.evidence.reading import look

    book, problems = look(args.data or DATA)
    problems += harm.scan(book)
    if args.json:
        rows = [
            {"file": p.file, "line": p.line, "where": p.where, "reason": p.reason} for p in problems
        ]
        counts = {"claims": len(book.claims), "sources": len(book.sources)}
        say(json.dumps({**counts, "problems": rows}, ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            say(str(problem))
        number = len(problems) or "no"
        counted = f"{len(book.claims)} claims, {len(book.sources)} sources"
        say(f"{counted}: {number} problem{'' if len(problems) == 1 else 's'}")
    return 1 if problems else 0


def _selected(book: "Book", args: argparse.Namespace) -> "list[Claim]":
    from naru.evidence.query import select

    return select(
        book,
        measure=args.measure,
        since=args.since,
        until=args.until,
        leg=args.leg,
        source=args.source,
        confidence=args.confidence,
    )


def _list(args: argparse.Namespace) -> int:
    from naru.evidence import export

    book = _book(args)
    if isinstance(book, int):
        return book
    claims = _selected(book, args)
    if args.format == "text":
        for claim in claims:
            say(export.line(book, claim, args.lang))
        say(f"{len(claims)} of {len(book.claims)} claims")
    else:
        say(_written(book, claims, args.format).rstrip("\n"))
    return 0


def _written(book: "Book", claims: "Sequence[Claim]", kind: str) -> str:
    from naru.evidence import export

    if kind == "json":
        rows = [export.with_source(book, claim) for claim in claims]
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    return export.as_csv(claims, hxl=kind == "hxl")


def _export(args: argparse.Namespace) -> int:
    book = _book(args)
    if isinstance(book, int):
        return book
    claims = _selected(book, args)
    text = _written(book, claims, args.format)
    if args.out is None:
        say(text.rstrip("\n"))
        return 0
    try:
        args.out.write_text(text, encoding="utf-8")
    except OSError as error:
        return fail(f"{args.out} can't be written: {error.strerror}")
    say(f"{len(claims)} claims written to {args.out}")
    return 0


def _show(args: argparse.Namespace) -> int:
    from naru.evidence import citing, conflicts, export

    book = _book(args)
    if isinstance(book, int):
        return book
    claim = book.by_id.get(args.claim)
    if claim is None:
        return fail(f"there is no claim {args.claim!r}")
    source = book.sources[claim.source_id]
    against = conflicts.of_claims(conflicts.find(book)).get(claim.id, [])
    if args.json:
        told = {
            **export.with_source(book, claim),
            "conflicts": [export.conflict_record(one) for one in against],
            "csl": dict(citing.bundle(claim, source)),
        }
        say(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    say(export.line(book, claim, args.lang))
    say(citing.in_words(claim, source, args.lang))
    say(f"{claim.note}\n{source.url}".strip())
    for one in against:
        say(f"! {export.told(one, args.lang)}")
    say()
    say(citing.bibtex(source))
    return 0


def _conflicts(args: argparse.Namespace) -> int:
    from naru.evidence import conflicts, export

    book = _book(args)
    if isinstance(book, int):
        return book
    found = [one for one in conflicts.find(book) if args.kind in {None, one.kind}]
    if args.format == "json":
        rows = [export.conflict_record(one) for one in found]
        say(json.dumps(rows, ensure_ascii=False, indent=2))
    elif args.format == "csv":
        say(export.conflicts_csv(found).rstrip("\n"))
    else:
        for one in found:
            say(export.told(one, args.lang))
        say(f"{len(found)} conflict{'' if len(found) == 1 else 's'} in {len(book.claims)} claims")
    return 0


def _headline(args: argparse.Namespace) -> int:
    from naru.evidence import headline

    book = _book(args)
    if isinstance(book, int):
        return book
    try:
        rows = headline.table(book, args.article)
    except KeyError:
        return fail(f"sources.csv has no {args.article!r}")
    if args.json:
        say(json.dumps([_headline_row(row) for row in rows], ensure_ascii=False, indent=2))
    else:
        for row in rows:
            say(_headline_line(row, args.lang))
    return 0


def _headline_row(row: Any) -> dict[str, Any]:
    from naru.evidence import export, headline

    return {
        **export.record(row.claim),
        "verdict": row.verdict,
        "verdict_en": headline.verdict_name(row.verdict, "en"),
        "verdict_ko": headline.verdict_name(row.verdict, "ko"),
        "beside": [claim.id for claim in row.beside],
        "quotes_by_leg": {
            each.leg: {"usd_low": each.low, "usd_high": each.high, "quotes": each.quotes}
            for each in row.ranges
        },
        "conflicts": [export.conflict_record(one) for one in row.conflicts],
    }


def _headline_line(row: Any, lang: str) -> str:
    from naru.evidence import conflicts, headline, wording

    claim = row.claim
    when, said = wording.period(claim.start, claim.end, lang), wording.figure(claim, lang)
    lines = [f"{said} {claim.unit} ({claim.measure}, {when}, {claim.id})"]
    lines[0] += f": {headline.verdict_name(row.verdict, lang)}"
    lines += [f"    {conflicts.reason(one, lang)}" for one in row.conflicts]
    for each in row.ranges:
        low, high = wording.number(round(each.low)), wording.number(round(each.high))
        lines.append(f"    {each.leg}: {low}–{high} USD ({each.quotes})")
    if row.beside:
        lines.append("    " + "; ".join(_brief(other, lang) for other in row.beside[:6]))
    return "\n".join(lines)


def _brief(claim: "Claim", lang: str) -> str:
    from naru.evidence.wording import figure, period

    said = f"{figure(claim, lang)} {claim.unit}".strip()
    return f"{said}, {period(claim.start, claim.end, lang)} ({claim.id}, {claim.source_id})"


def _site(args: argparse.Namespace) -> int:
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = "naru.config.site"
    import django

    django.setup()
    from naru.planning.export import Occupied, write

    try:
        written = write(args.folder, args.address)
    except (Occupied, OSError) as error:
        return fail(f"{args.folder} can't be written: {error}")
    say(f"{written} files in {args.folder}; open {args.folder}/index.html")
    return 0
