"""`naru account`: make an account, or give it a duty, from the machine itself."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Refusal, say
from naru.ground.staff import actions, links
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM


class Command(BaseCommand):
    """The first administrator comes from here; the others are made on the page."""

    help = "Make an account, or give it a duty; the password is asked for, or read from stdin"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, and which duties."""
        parser.add_argument("username")
        parser.add_argument("--name", default="", help="the name of a new account's holder")
        parser.add_argument(
            "--link", action="store_true", help="print a one-time link instead of a password"
        )
        parser.add_argument("--duty", action="append", default=[], choices=[d.value for d in Duty])

    def handle(
        self, *args: Any, username: str, name: str, duty: list[str], link: bool, **options: Any
    ) -> None:
        """Run it."""
        account = Account.objects.filter(username=username).first()
        if account is None:
            account = self._make(username, name or username, link=link)
        for value in duty:
            given = {"by": SYSTEM, "now": timezone.now(), "account_id": account.pk}
            self._check(actions.grant(**given, duty=Duty(value)))
        self.stdout.write(f"{username}: {', '.join(duty) or 'no new duty'}")

        if link:
            self._print_link(account)

    def _print_link(self, account: Account) -> None:
        made = links.issue_link(by=SYSTEM, now=timezone.now(), account_id=account.pk)
        self._check(made)
        if not isinstance(made, Refusal):
            path = reverse("staff:use_link", args=[made[1]])
            self.stdout.write(f"Opens once, for {links.VALID.days} days, at the centre: {path}")

    def _make(self, username: str, name: str, *, link: bool) -> Account:
        password = None if link else self._password()
        given = {"username": username, "name": name, "password": password}
        self._check(actions.make_account(by=SYSTEM, now=timezone.now(), **given))
        return Account.objects.get(username=username)

    def _password(self) -> str:
        asked = sys.stdin.isatty()
        return getpass.getpass("Password: ") if asked else sys.stdin.readline().rstrip("\n")

    def _check(self, result: object) -> None:
        if isinstance(result, Refusal):
            said = say(result, "en")
            raise CommandError(f"{said.why} {said.next_step}")
