"""`naru restore`: put an encrypted backup back, erasures first."""

import getpass
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from naru.ground.vault import agekeys, recovery
from naru.ground.vault.recovery import RecoveryError
from naru.web import backing
from naru.web.backing import BackupError
from naru.web.dumping import DumpError


class Command(BaseCommand):
    """Stop `naru serve` first. What was erased since the backup is erased again before it opens."""

    help = "Put an encrypted backup back: both halves, and a key or three recovery sheets"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which, and with which key."""
        parser.add_argument("records", type=Path, help="NAME.records.age")
        parser.add_argument("keys", type=Path, help="NAME.keys.age")
        key = parser.add_mutually_exclusive_group(required=True)
        key.add_argument("--identity", type=Path, metavar="FILE", help="the off-site key's file")
        key.add_argument("--sheets", action="store_true", help="type three recovery sheets")
        parser.add_argument(
            "--erasures", type=Path, metavar="FILE", help="a list of erasures from elsewhere"
        )

    def handle(self, *args: Any, records: Path, keys: Path, **options: Any) -> None:
        """Run it."""
        if settings.NARU_AGENT is None and not settings.NARU_KEY_FILE.exists():
            msg = f"put the folder {settings.NARU_KEY_FILE.parent} of this centre back first"
            raise CommandError(msg)
        try:
            more = _lines(options["erasures"])
            done = backing.restore(records, keys, self._identity(options), more_erasures=more)
        except (BackupError, DumpError, RecoveryError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Put back the backup of {done.made_at}: {done.entries} entries.")
        self.stdout.write(f"{done.erased} keys that were erased since were destroyed again.")
        self.stdout.write("Run `naru setup`, then `naru ledger verify`.")

    def _identity(self, options: dict[str, Any]) -> str:
        if options["sheets"]:
            ask = getpass.getpass if sys.stdin.isatty() else lambda _prompt: sys.stdin.readline()
            sheets = [ask(f"Words of sheet {place}: ") for place in range(1, recovery.NEEDED + 1)]
            return agekeys.identity_of_sheets(recovery.combine(sheets))[0]
        return "".join(
            line.strip() for line in _lines(options["identity"]) if not line.startswith("#")
        )


def _lines(path: Path | None) -> list[str]:
    if path is None:
        return []
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path} can't be read: {error}"
        raise BackupError(msg) from error
