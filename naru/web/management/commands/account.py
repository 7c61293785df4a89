"""`naru account`: make an account, or give it a duty, from the machine itself."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Refusal, say
from naru.ground.staff import actions
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM


class Command(BaseCommand):
    """The first administrator comes from here; the others are made on the page."""

    help = "Make an account, or give it a duty; the password is asked for, or read from stdin"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, and which duties."""
        parser.add_argument("username")
        parser.add_argument("--name", default="", help="the name of a new account's holder")
        parser.add_argument("--duty", action="append", default=[], choices=[d.value for d in Duty])

    def handle(self, *args: Any, username: str, name: str, duty: list[str], **options: Any) -> None:
        """Run it."""
        account = Account.objects.filter(username=username).first()
        if account is None:
            account = self._make(username, name or username)
        for value in duty:
            given = {"by": SYSTEM, "now": timezone.now(), "account_id": account.pk}
            self._check(actions.grant(**given, duty=Duty(value)))
        self.stdout.write(f"{username}: {', '.join(duty) or 'no new duty'}")

    def _make(self, username: str, name: str) -> Account:
        asked = sys.stdin.isatty()
        password = getpass.getpass("Password: ") if asked else sys.stdin.readline().rstrip("\n")
        given = {"username": username, "name": name, "password": password}
        self._check(actions.make_account(by=SYSTEM, now=timezone.now(), **given))
        return Account.objects.get(username=username)

    def _check(self, result: object) -> None:
        if isinstance(result, Refusal):
            said = say(result, "en")
            raise CommandError(f"{said.why} {said.next_step}")
