"""`naru court`: a court's order, opened with the keys of two members, for one reader outside."""

import hashlib
import json
import os
from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from pyrage import passphrase

from naru.domain.masking import Find, Span, by_hand
from naru.ground import people
from naru.ground.staff import court
from naru.ground.staff.models import CourtOrder
from naru.ground.vault.closed import ClosedError
from naru.ground.vault.custody.errors import CustodyError
from naru.kit import numbers
from naru.web import vaulting
from naru.web.asking import ask
from naru.web.vaulting import DeskError

WORDS = ("court", "order", "dated", "checked", "scope")
PAPER = """법원 제출 자료 / For the court
명령 / order      {court}, {order} ({dated})
파일 / file       {file}
SHA-256           {digest}
여는 방법 / opens with `age -d` and this passphrase, to be handed over apart from the file:

    {code}

이 암호는 다시 표시되지 않습니다. / It is shown this once.
"""
BY_HAND = (
    "Masked are names and numbers of others as they are spelled on file. A given name alone, a "
    "nickname, a relative or somebody outside isn't found: look (--look), and add --mask WORDS."
)
HOW = (
    "다른 사람의 이름과 번호는 가렸습니다. original은 가리기 전 기록의 해시입니다. 법원이 원본을 "
    "명하면 그때 함께 제출되는 salt로 같은 기록임을 확인할 수 있습니다: SHA-256(salt + JSON). / "
    "Names and numbers of others are masked. `original` is a hash of the record before masking; if "
    "the court orders the record whole, a salt that comes with it shows that it is the same: "
    "SHA-256 of the salt's bytes and the record's `says` as JSON (UTF-8, keys sorted, no spaces)."
)


class Command(BaseCommand):
    """Passwords are asked for on a terminal; in a pipe they are read, a line each."""

    help = "Enter a court's order, open what it names with two keys, write down that it was told"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The steps and their options."""
        steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
        order = steps.add_parser("order", help="enter an order (the data protection officer)")
        order.add_argument("number", help="the person's number")
        order.add_argument("--compartment", required=True, choices=sorted(court.PARTS))
        order.add_argument("--court", required=True)
        order.add_argument("--order", required=True, help="the number of the order")
        order.add_argument("--dated", required=True, help="its date, YYYY-MM-DD")
        order.add_argument("--checked", required=True, help="how it was checked by a second way")
        order.add_argument("--scope", required=True, help="what exactly it asks for")
        order.add_argument("--silent-until", help="the court forbids telling until this day")
        listed = steps.add_parser("list", help="every order; or the records that one may name")
        listed.add_argument("id", nargs="?", default="")
        opened = steps.add_parser("open", help="open the named records with two keys")
        opened.add_argument("id")
        opened.add_argument("--record", action="append", required=True, help="its id, from `list`")
        opened.add_argument("--second", required=True, help="the other member")
        where = opened.add_mutually_exclusive_group(required=True)
        where.add_argument("-o", "--output", type=Path)
        where.add_argument("--look", action="store_true", help="show the two what would leave")
        opened.add_argument("--mask", action="append", default=[], help="mask these words too")
        opened.add_argument("--keep", action="append", default=[], help="these words name nobody")
        opened.add_argument(
            "--whole",
            action="append",
            default=[],
            metavar="RECORD",
            help="the order asks for this record (or file) with everybody in it",
        )
        told = steps.add_parser("told", help="write down that the person was told")
        told.add_argument("id")
        told.add_argument("--how", required=True)
        for step in (order, opened, told):
            step.add_argument("--as", dest="me", required=True, help="your user name")

    def handle(self, *args: Any, step: str, **options: Any) -> None:
        """Run it."""
        run: Callable[[dict[str, Any]], None] = getattr(self, f"_do_{step}")
        try:
            run(options)
        except (DeskError, CustodyError, ClosedError) as error:
            raise CommandError(str(error)) from error

    def _do_order(self, options: dict[str, Any]) -> None:
        by, _held = vaulting.signed_in(options["me"], ask)
        person = people.person_of(numbers.read(options["number"]) or options["number"])
        if person is None:
            msg = f"there is no person {options['number']}"
            raise DeskError(msg)
        _day(options["dated"])
        silent = _day(options["silent_until"]) if options["silent_until"] else None
        given = {"person_id": person.pk, "part": options["compartment"], "silent_until": silent}
        order = {word: options[word] for word in WORDS}
        done: Any = vaulting.checked(
            court.enter_order(by=by, now=timezone.now(), order=order, **given)
        )
        self.stdout.write(f"Entered: {done.subject}. Two members open what it names.")

    def _do_list(self, options: dict[str, Any]) -> None:
        if options["id"]:
            for one in court.records(_order(options["id"])):
                at = f"{timezone.localtime(one.at):%Y-%m-%d %H:%M}" if one.at else ""
                self.stdout.write(f"{one.id} {one.kind} {at}".rstrip())
            return
        for order in CourtOrder.objects.all():
            said = court.said(order)
            until = timezone.localtime(court.tell_by(order))
            told = "told" if order.told_at else f"tell by {until:%Y-%m-%d %H:%M}"
            number = people.number_of(order.person_id)
            self.stdout.write(
                f"{order.pk} {number} {order.part}: {said['court']}, {said['order']}; "
                f"opened {order.openings.count()} times; {told}"
            )

    def _do_open(self, options: dict[str, Any]) -> None:
        order, wanted = _order(options["id"]), [_uuid(one) for one in options["record"]]
        two = (
            vaulting.signed_in(options["me"], ask),
            vaulting.signed_in(options["second"], ask),
        )
        code, shown = numbers.shown_code(numbers.new_code()), []
        whole = [_uuid(one) for one in options["whole"]]
        given = {"order": order, "two": two, "wanted": wanted, "whole": whole}
        seal = shown.append if options["look"] else _sealed(code, shown)
        find = _finding(order, two, options["mask"], options["keep"])
        made: Any = vaulting.checked(
            court.open_for_court(now=timezone.now(), seal=seal, find=find, **given)
        )
        self._tell(shown[0]["records"], in_full=options["look"])
        if options["look"]:
            return
        _write_new(options["output"], made[1])
        digest = hashlib.sha256(made[1]).hexdigest()
        where = {"file": options["output"], "digest": digest, "code": code}
        self.stdout.write(PAPER.format(**court.said(order), **where))

    def _tell(self, records: Sequence[Mapping[str, Any]], *, in_full: bool) -> None:
        """What was masked, what stays, and what the two must look for themselves."""
        for one in records:
            how = one.get("left_out") or (
                f"places masked: {one['masked']}" if "masked" in one else "whole, as the order asks"
            )
            self.stdout.write(f"{one['id']} {one['kind']}: {how}")
            if in_full and "left_out" not in one and one["kind"].count("/") == 0:
                self.stdout.write(json.dumps(one["says"], ensure_ascii=False, indent=1))
        self.stdout.write(BY_HAND)

    def _do_told(self, options: dict[str, Any]) -> None:
        by, _held = vaulting.signed_in(options["me"], ask)
        given = {"order": _order(options["id"]), "how": options["how"]}
        vaulting.checked(court.tell_of_order(by=by, now=timezone.now(), **given))
        self.stdout.write("Written down.")


def _finding(
    order: CourtOrder, two: Sequence[court.Key], words: Sequence[str], keep: Sequence[str]
) -> Find:
    """Where texts name others: as the agent knows them, and the words that the two add or take."""
    left = {word.casefold() for word in keep}

    def find(texts: Sequence[str]) -> list[list[Span]]:
        named = people.others_in(texts, order.person_id, [holding for _account, holding in two])
        return [
            [one for one in some if text[one[0] : one[1]].casefold() not in left]
            + by_hand(words, text)
            for text, some in zip(texts, named, strict=True)
        ]

    return find


def _sealed(code: str, shown: list[Mapping[str, Any]]) -> Callable[[Mapping[str, Any]], bytes]:
    """The file for the one reader outside: JSON under a passphrase, as age writes it."""

    def seal(says: Mapping[str, Any]) -> bytes:
        shown.append(says)
        marked = {"mark": f"for {says['order']['court']} only", "how": HOW, **says}
        text = json.dumps(marked, ensure_ascii=False, indent=1, default=str)
        return passphrase.encrypt(text.encode(), code)

    return seal


def _write_new(path: Path, content: bytes) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        msg = f"{path} can't be written: {error.strerror}; the opening is in the ledger already"
        raise DeskError(msg) from error
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def _order(text: str) -> CourtOrder:
    try:
        return CourtOrder.objects.get(pk=UUID(text))
    except (ValueError, ValidationError, CourtOrder.DoesNotExist) as error:
        msg = f"there is no order {text!r}: see `naru court list`"
        raise DeskError(msg) from error


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        msg = f"{text!r} is no record: see `naru court list ID`"
        raise DeskError(msg) from error


def _day(text: str) -> datetime:
    """The end of a day here."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d")  # noqa: DTZ007 - the centre's zone follows
    except ValueError as error:
        msg = f"{text!r} is no date: write it as 2026-11-25"
        raise DeskError(msg) from error
    return timezone.make_aware(day) + timedelta(days=1)
