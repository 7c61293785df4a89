"""`naru vault`: who holds which compartment, recovery sheets, erasure, canaries."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from naru.ground.staff import keys, session_keys
from naru.ground.staff.models import Account
from naru.ground.staff.standing import Standing, open_grants, standing
from naru.ground.vault import SYSTEM, Compartment
from naru.ground.vault.custody.errors import CustodyError
from naru.ground.vault.keeper import held_by, is_embedded
from naru.ground.vault.recovery import NEEDED, SHEETS, RecoveryError
from naru.ground.vault.recovery import test as try_sheets
from naru.web import vaulting
from naru.web.asking import ask
from naru.web.vaulting import DeskError

PARTS = [part.value for part in Compartment]
SHEET = """Naru: recovery sheet {place} of {sheets}        {day}
나루 복구 용지 {sheets}장 중 {place}번

Any {needed} of the {sheets} sheets open every compartment. Keep each with another person, sealed.
Never photograph it, never type it into anything but `naru vault recovery`.
복구 용지 {sheets}장 중 {needed}장이 있으면 모든 구획을 열 수 있습니다.
한 장씩 서로 다른 사람이 봉함하여 보관하십시오. 촬영하지 마시고,
`naru vault recovery` 명령 외에는 어디에도 입력하지 마십시오.

{words}
"""


class Command(BaseCommand):
    """Passwords are asked for on a terminal; in a pipe they are read, a line each."""

    help = "Who holds which compartment, recovery sheets, erasure, canaries"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The actions and their options."""
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        status = actions.add_parser("status", help="every compartment: members, epoch, what is due")
        status.add_argument("--json", action="store_true", help="for a program")
        actions.add_parser(
            "hand-over", help="the members take over; the machine opens nothing more"
        )
        ask = actions.add_parser("ask", help="propose that a colleague be let in")
        ask.add_argument("username")
        ask.add_argument("compartment", choices=PARTS)
        approve = actions.add_parser(
            "approve", help="approve a proposal (its number from `status`)"
        )
        approve.add_argument("grant")
        withdraw = actions.add_parser("withdraw", help="take somebody out of a compartment")
        withdraw.add_argument("username")
        withdraw.add_argument("compartment", choices=PARTS)
        for one in (ask, approve, withdraw):
            one.add_argument(
                "--as", dest="me", required=True, help="a member, who types a password"
            )
        reset = actions.add_parser("reset", help="a lost password: new key, colleagues grant again")
        reset.add_argument("username")
        rotate = actions.add_parser("rotate", help="rotate what somebody left")
        rotate.add_argument("--as", dest="me", help="a member, who types a password")
        self._recovery(actions.add_parser("recovery", help="make, test or use the five sheets"))
        self._more(actions)

    def _recovery(self, parser: ArgumentParser) -> None:
        parser.add_argument("step", choices=("make", "test", "use"))
        parser.add_argument("--as", dest="me", help="make: a member of what members hold")
        parser.add_argument("--second", help="make: another member")
        parser.add_argument("--member", action="append", default=[], help="use: who is let in (2+)")

    def _more(self, actions: Any) -> None:
        erase = actions.add_parser("erase", help="destroy a person's keys, decided by two")
        erase.add_argument("number")
        erase.add_argument("--compartment", action="append", required=True, choices=PARTS)
        erase.add_argument("--as", dest="me", required=True)
        erase.add_argument("--second", required=True)
        erase.add_argument("-o", "--output", type=Path, help="also write the certificate here")
        planted = actions.add_parser("canaries", help="make persons whom nobody has reason to open")
        planted.add_argument("count", type=int, choices=range(1, 1001), metavar="1-1000")
        actions.add_parser("drain", help="take the agent's journal into the ledger now")
        actions.add_parser("lock", help="end every session's keys at once")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        """Run it."""
        run: Callable[[dict[str, Any]], None] = getattr(self, "_do_" + action.replace("-", "_"))
        try:
            run(options)
        except (DeskError, RecoveryError, CustodyError) as error:
            raise CommandError(str(error)) from error

    def _do_status(self, options: dict[str, Any]) -> None:
        rows, waiting = standing(), open_grants()
        names = dict(Account.objects.values_list("pk", "username"))
        if options["json"]:
            said = {"compartments": [_said(row, names) for row in rows]}
            said["grants"] = [
                {"id": str(g.pk), "who": names.get(g.account_id), "compartment": g.compartment}
                for g in waiting
            ]
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=1, default=str))
            return
        for one in (_said(row, names) for row in rows):
            self.stdout.write(
                f"{one['compartment']:11} epoch {one['epoch']}, {one['keys']} keys, "
                f"held by {', '.join(one['members']) or 'nobody'}"
                f"{' and the machine' * one['machine']}"
            )
            for fault in one["faults"]:
                self.stdout.write(f"{'':11} ! {fault}")
        for grant in waiting:
            who = names.get(grant.account_id, "?")
            self.stdout.write(f"waits: {grant.pk} {who} into {grant.compartment}")

    def _do_hand_over(self, options: dict[str, Any]) -> None:
        vaulting.checked(keys.hand_over(by=SYSTEM, now=timezone.now()))
        self.stdout.write("The members hold every compartment but ops.")

    def _do_ask(self, options: dict[str, Any]) -> None:
        wanted = vaulting.account(options["username"])
        done = self._as(
            options["me"],
            lambda me: keys.ask_grant(
                by=me,
                now=timezone.now(),
                account_id=wanted.pk,
                compartment=Compartment(options["compartment"]),
            ),
        )
        self.stdout.write(f"Proposed: {done.subject}. Another member approves it.")

    def _do_approve(self, options: dict[str, Any]) -> None:
        given = {"now": timezone.now(), "grant_id": _grant(options["grant"])}
        self._as(options["me"], lambda me: keys.approve_grant(by=me, **given))
        self.stdout.write("Approved.")

    def _do_withdraw(self, options: dict[str, Any]) -> None:
        given = {
            "now": timezone.now(),
            "account_id": vaulting.account(options["username"]).pk,
            "compartment": Compartment(options["compartment"]),
        }
        self._as(options["me"], lambda me: keys.withdraw_grant(by=me, **given))
        self.stdout.write("Withdrawn, and the compartment rotated.")

    def _do_reset(self, options: dict[str, Any]) -> None:
        who = vaulting.account(options["username"])
        held = keys.leaver(by=SYSTEM, now=timezone.now(), account_id=who.pk)
        parts = ", ".join(held) or "nothing"
        self.stdout.write(f"The old key is worth nothing. It held {parts}: colleagues grant again.")

    def _do_rotate(self, options: dict[str, Any]) -> None:
        def run(me: Any) -> list[str]:
            return keys.rotate_due(by=me, now=timezone.now())

        done = self._as(options["me"], run) if options["me"] else run(SYSTEM)
        self.stdout.write(f"Rotated: {', '.join(done) or 'nothing was due'}")

    def _do_recovery(self, options: dict[str, Any]) -> None:
        step = options["step"]
        if step == "make":
            two = [
                vaulting.signed_in(name, ask) for name in (options["me"], options["second"]) if name
            ]
            self._print(vaulting.make_sheets(two))
            return
        sheets = [ask(f"Words of sheet {place}: ") for place in range(1, NEEDED + 1)]
        opened = (
            try_sheets(sheets) if step == "test" else vaulting.use_sheets(sheets, options["member"])
        )
        said = "These sheets open" if step == "test" else "Let in to"
        self.stdout.write(f"{said}: {', '.join(opened) or 'nothing'}")
        if step == "use":
            self.stdout.write("They sign in now. These sheets have been seen: make new ones.")

    def _print(self, sheets: list[str]) -> None:
        """One page a sheet, for a printer; nothing is kept."""
        pages = [
            SHEET.format(
                place=place,
                sheets=SHEETS,
                needed=NEEDED,
                day=timezone.localdate().isoformat(),
                words=_in_rows(sheet.split()),
            )
            for place, sheet in enumerate(sheets, 1)
        ]
        self.stdout.write("\f".join(pages))

    def _do_erase(self, options: dict[str, Any]) -> None:
        by, _held = vaulting.signed_in(options["me"], ask)
        second, _held = vaulting.signed_in(options["second"], ask)
        made = vaulting.erase_person(options["number"], options["compartment"], by, second)
        text = made.text(options["number"])
        self.stdout.write(text)
        if options["output"]:
            options["output"].write_text(text, encoding="utf-8")

    def _do_canaries(self, options: dict[str, Any]) -> None:
        self.stdout.write(f"{vaulting.plant_canaries(options['count'])} canaries.")

    def _do_drain(self, options: dict[str, Any]) -> None:
        _require_agent()
        self.stdout.write(f"{session_keys.drain()} lines taken into the ledger.")

    def _do_lock(self, options: dict[str, Any]) -> None:
        _require_agent()
        self.stdout.write(f"{session_keys.lock_everything(by=SYSTEM)} sessions ended.")

    def _as(self, username: str, act: Callable[[Any], Any]) -> Any:
        me, holding = vaulting.signed_in(username, ask)
        with held_by(holding) if holding.token else nullcontext():
            return vaulting.checked(act(me))


def _said(row: Standing, names: dict[UUID, str]) -> dict[str, Any]:
    """A compartment in words: user names for accounts, sentences for faults."""
    inside = [names.get(pk, str(pk)) for pk in row.members]
    faults = [vaulting.FAULTS[code] for code in row.faults]
    return {**asdict(row), "members": inside, "faults": faults}


def _require_agent() -> None:
    if is_embedded():
        msg = "there is no key agent: its journal and its sessions are where `naru agent` runs"
        raise CommandError(msg)


def _grant(text: str) -> UUID:
    from naru.ground.vault.models import Grant

    try:
        found = Grant.objects.filter(pk=UUID(text)).exists()
    except (ValueError, ValidationError):
        found = False
    if not found:
        msg = f"there is no proposal {text!r}"
        raise DeskError(msg)
    return UUID(text)


def _in_rows(words: list[str], a_row: int = 3) -> str:
    numbered = [f"{place:2} {word:12}" for place, word in enumerate(words, 1)]
    rows = ["".join(numbered[at : at + a_row]).rstrip() for at in range(0, len(numbered), a_row)]
    return "\n".join(rows)
