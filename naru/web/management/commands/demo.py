"""`naru demo`: set up a fictional centre, fill it and serve it on this machine."""

import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from naru.demo.accounts import PASSWORD
from naru.web.home import is_empty, is_set_up, set_up
from naru.web.management.commands.serve import check_port

TRY = """
Naru shows a fictional centre at http://127.0.0.1:{port}

  Sign in as       to
  reception        import a list of people who are expected, and receive them
  nurse            triage, examine, give medicines (physician and pharmacist help)
  caseworker       read out the rights, register, look at needs, prepare the departure
  custodian        take belongings into custody and give them back
  lodging          see the bed board and give a bed
  interviewer      start an interview; then press "Ask for a lawyer"
  rights           answer complaints and wishes to leave
  director         see the clocks of the whole centre
  resident         see one's own file, and who opened it

  The password of every account is:  {password}
  The other accounts stand on the sign-in page. Start there: what waits for each is in "My queue".
"""


class Command(BaseCommand):
    """The first start makes everything; the next ones only serve."""

    help = "Set up a fictional centre, fill it and serve it on this machine"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen."""
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        """Run it."""
        check_port("127.0.0.1", port)
        if not is_set_up():
            set_up(self.stdout.write)
        if is_empty():
            fill()
        self.stdout.write(TRY.format(port=port, password=PASSWORD))
        self.stdout.flush()
        call_command("serve", port=port)


def fill() -> None:
    """Fill the centre in a process of its own.

    What typesets receipts keeps threads of its own, and a server that is forked after they began
    waits for them for ever at its first receipt.
    """
    done = subprocess.run([sys.executable, "-m", "naru.cli", "seed"], check=False)
    if done.returncode:
        msg = "the centre couldn't be filled: remove its folder and start again"
        raise CommandError(msg)
