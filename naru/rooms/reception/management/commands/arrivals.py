"""`naru arrivals check FILE` and `naru arrivals import FILE`: lists of people who are expected."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console

from naru.domain.duties import Duty
from naru.domain.refusals import Refusal, say
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM
from naru.kit.tables import read_table
from naru.rooms.reception import actions, lists, records
from naru.rooms.reception.dates import read_day
from naru.rooms.reception.lists import Bad, Checked

FAULTY, WRONG_USE = 1, 2


class Command(BaseCommand):
    """Check or import a list; 0: every row is good, 1: some aren't, 2: wrong usage."""

    help = "check or import a list of people who are expected (XLSX, CSV, TSV)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What the command line takes."""
        actions_ = parser.add_subparsers(dest="action", required=True, metavar="check|import")
        check = actions_.add_parser("check", help="name every bad row; writes nothing")
        check.add_argument("file", type=Path)
        check.add_argument("--json", action="store_true", help="for a program")
        bring = actions_.add_parser("import", help="expect everybody whose row is good")
        bring.add_argument("file", type=Path)
        bring.add_argument("--by", metavar="USERNAME", help="the reception officer who does it")
        bring.add_argument("--expected", metavar="DAY", help="for rows without a day (2026-03-02)")
        bring.add_argument("--dry-run", action="store_true", help="write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run one action."""
        data = _bytes(options["file"])
        if options["action"] == "check":
            self._check(data, options)
        else:
            self._import(data, options)

    def _check(self, data: bytes, options: dict[str, Any]) -> None:
        checked = _read(data, options["file"].name, against_expected=False)
        if options["json"]:
            said = _as_json(_unread(checked) if isinstance(checked, Refusal) else checked)
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
        else:
            checked = _whole(checked)
            self._report(checked)
        if isinstance(checked, Refusal) or checked.bad:
            raise SystemExit(FAULTY)

    def _import(self, data: bytes, options: dict[str, Any]) -> None:
        by, day = _account(options["by"]), _day(options["expected"])
        checked = _whole(_read(data, options["file"].name, against_expected=True))
        self._report(checked)
        if options["dry_run"]:
            self.stdout.write("nothing was written (--dry-run)")
        elif checked.good:
            with Console(stderr=True).status(f"importing {len(checked.good)} people"):
                uploaded = _done(actions.upload_list(by=by, data=data, name=options["file"].name))
                _done(actions.import_list(by=by, upload_id=UUID(uploaded), expected_on=day))
            self.stdout.write(f"{len(checked.good)} people are expected")
        if checked.bad:
            raise SystemExit(FAULTY)

    def _report(self, checked: Checked) -> None:
        for bad in checked.bad:
            said = _said(bad.refusal)
            self.stdout.write(f"line {bad.line}: {bad.column}: {said}")
        if left := lists.unread(checked.columns):
            self.stdout.write(f"columns that are not read: {', '.join(left)}")
        counts = f"{checked.rows} rows, {len(checked.good)} good, {len(checked.bad)} bad"
        self.stdout.write(f"{counts} ({checked.encoding})")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        msg = f"{path} can't be read: {error.strerror}"
        raise CommandError(msg, returncode=WRONG_USE) from error


def _read(data: bytes, name: str, *, against_expected: bool) -> Checked | Refusal:
    """The list as read; only an import asks the database who is expected already."""
    table = read_table(data, name)
    if isinstance(table, Refusal):
        return table
    columns = lists.guess(table.columns)
    if against_expected:
        return records.checked_table(table, columns)
    return lists.check(table, columns, timezone.localdate())


def _whole(checked: Checked | Refusal) -> Checked:
    """The list, or the end of the command where the file as a whole can't be read."""
    if isinstance(checked, Refusal):
        raise CommandError(_said(checked), returncode=FAULTY)
    return checked


def _unread(refusal: Refusal) -> Checked:
    """A file of which nothing could be read, told like a fault of its first line."""
    return Checked("", (), 0, (), (Bad(1, "", refusal),))


def _account(username: str | None) -> Any:
    """Who imports: a reception officer, or the machine itself."""
    if username is None:
        return SYSTEM
    account = Account.objects.filter(username=username, is_active=True).first()
    if account is None or not account.has(Duty.RECEPTION_OFFICER):
        msg = f"{username} is no reception officer of this centre"
        raise CommandError(msg, returncode=WRONG_USE)
    return account


def _day(said: str | None) -> Any:
    day = read_day(said) if said else timezone.localdate()
    if day is None:
        msg = f"{said} is no day; write it like 2026-03-02"
        raise CommandError(msg, returncode=WRONG_USE)
    return day


def _done(result: Any) -> str:
    if isinstance(result, Refusal):
        raise CommandError(_said(result), returncode=FAULTY)
    return str(result.subject)


def _said(refusal: Refusal, lang: str = "en") -> str:
    said = say(refusal, lang)
    return f"{said.why} {said.next_step}"


def _as_json(checked: Checked) -> dict[str, Any]:
    return {
        "encoding": checked.encoding,
        "columns": list(checked.columns),
        "unread": lists.unread(checked.columns),
        "rows": checked.rows,
        "good": len(checked.good),
        "bad": [_fault(bad) for bad in checked.bad],
    }


def _fault(bad: Bad) -> dict[str, Any]:
    said = {"reason": _said(bad.refusal), "reason_ko": _said(bad.refusal, "ko")}
    return {"line": bad.line, "column": bad.column, **said}
