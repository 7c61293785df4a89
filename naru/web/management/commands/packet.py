"""`naru packet`: the emergency packet for a night without network: make, open, report."""

import os
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from naru.ground.vault.closed import ClosedError
from naru.ground.vault.custody.errors import CustodyError
from naru.ground.vault.keeper import held_by
from naru.ground.vault.packets import PacketError
from naru.ground.vault.rings import own_ring
from naru.kit import numbers
from naru.web import packeting, vaulting
from naru.web.asking import ask

SHEET = """나루 비상 열람 봉투            Naru: emergency packet

일련번호 / serial      {serial}
작성 / made            {made} ({who})
유효 / fresh until     {until}
인원 / people          {people}

    {code}

봉투에 넣어 봉함하고 의무실에 보관하십시오. 통신이 끊긴 응급 상황에서만 개봉합니다.
`naru packet open 번호 파일 --as 아이디` 명령에 코드를 입력하면
한 사람의 알레르기, 복용 약, 질환만 표시됩니다.
개봉 사유가 기록되며, 복구 후 `naru packet report 파일 --as 아이디`로 반드시 보고하십시오.
Seal it in an envelope and keep it in the infirmary. Open it only in an emergency without network.
`naru packet open NUMBER FILE --as YOU` with this code shows what must be known of one person.
Every opening is written down; report it afterwards: `naru packet report FILE --as YOU`.
"""
TITLES = {
    "allergies": "알레르기 / Allergies",
    "medicines": "복용 약 / Medicines",
    "conditions": "질환 / Conditions",
}
NOTHING = "기록 없음 / nothing noted"
LONGEST = 48


class Command(BaseCommand):
    """`open` needs neither database nor network: only the file and the code."""

    help = "The emergency packet: make it each shift, open it without a network, report it"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The steps and their options."""
        steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
        make = steps.add_parser("make", help="make a new one; its code is printed this once")
        make.add_argument("-o", "--output", type=Path, required=True)
        make.add_argument("--hours", type=int, default=12, help="how long it is fresh (12)")
        opened = steps.add_parser("open", help="show one person's entry; no network needed")
        opened.add_argument("number", help="the number on the wristband")
        report = steps.add_parser("report", help="tell the centre afterwards what was opened")
        for step in (opened, report):
            step.add_argument("file", type=Path)
        for step in (make, opened, report):
            step.add_argument("--as", dest="me", required=True, help="your user name")

    def handle(self, *args: Any, step: str, **options: Any) -> None:
        """Run it."""
        run: Callable[[dict[str, Any]], None] = getattr(self, f"_do_{step}")
        try:
            run(options)
        except (PacketError, vaulting.DeskError, CustodyError, ClosedError) as error:
            raise CommandError(str(error)) from error
        except (OSError, UnicodeDecodeError) as error:
            msg = f"the file can't be read or written: {error}"
            raise CommandError(msg) from error

    def _do_make(self, options: dict[str, Any]) -> None:
        if not 0 < options["hours"] <= LONGEST:
            msg = f"--hours is from 1 to {LONGEST}"
            raise CommandError(msg, returncode=2)
        fresh_for = timedelta(hours=options["hours"])
        who, made = self._as(
            options["me"], lambda me: (me, packeting.make(me, timezone.now(), fresh_for))
        )
        old = packeting.put_by(options["output"])
        if old:
            self.stderr.write(f"The packet before was opened. Report it: naru packet report {old}")
        _write_private(options["output"], made.packet.to_text())
        self.stdout.write(
            SHEET.format(
                serial=made.packet.serial,
                made=_moment(made.packet.made_at),
                until=_moment(made.packet.until),
                who=who.name,
                people=len(made.packet.entries),
                code=numbers.shown_code(made.code),
            )
        )
        if made.left_out:
            self.stderr.write(
                f"{made.left_out} people are left out: {who.username} may not read their health "
                "record. Have a physician make the packet to cover everybody."
            )

    def _do_open(self, options: dict[str, Any]) -> None:
        code = ask("Code on the paper: ")
        reason = ask("What happened, and what must you know: ")
        said = packeting.open_one(options["file"], code, options["number"], options["me"], reason)
        packet = said["packet"]
        if datetime.fromisoformat(packet.until) < timezone.now():
            self.stdout.write(f"오래된 기록입니다 / OUT OF DATE: {_moment(packet.made_at)}\n")
        self.stdout.write(f"{said['name']}   ({_moment(packet.made_at)})")
        for code_, lines in said["told"].items():
            self.stdout.write(f"\n{TITLES.get(code_, code_)}")
            for line in lines or [NOTHING]:
                self.stdout.write(f"  - {line}")
        self.stdout.write("\n기록되었습니다. / This opening is written down. `naru packet report`")

    def _do_report(self, options: dict[str, Any]) -> None:
        def run(me: Any) -> int:
            code = ask("Code on the paper: ")
            return packeting.report(options["file"], code, me, timezone.now())

        count = self._as(options["me"], run)
        self.stdout.write(f"{count} openings entered; both offices review them within 72 hours.")

    def _as(self, username: str, act: Callable[[Any], Any]) -> Any:
        me, holding = vaulting.signed_in(username, ask)
        with held_by(holding) if holding.token else nullcontext(), own_ring():
            return act(me)


def _moment(text: str) -> str:
    return f"{timezone.localtime(datetime.fromisoformat(text)):%Y-%m-%d %H:%M}"


def _write_private(path: Path, text: str) -> None:
    """Write for one's own eyes only; what stood there before is replaced whole."""
    new = path.with_name(f"{path.name}.new")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    new.replace(path)
