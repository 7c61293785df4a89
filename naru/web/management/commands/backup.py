"""`naru backup`: write an encrypted backup of the database and, apart, of its keys."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from naru.web import backing
from naru.web.backing import BackupError
from naru.web.dumping import DumpError


class Command(BaseCommand):
    """The key file and the secret of the host are in no backup: keep a copy of `keys/` apart."""

    help = (
        "Write an encrypted backup: NAME.records.age may be kept for long; NAME.keys.age is kept "
        "shortly, so that what is erased can't come back. Without the centre's folder `keys` "
        "neither opens anything"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and to whom."""
        parser.add_argument("folder", type=Path, nargs="?", help="where the two files go")
        parser.add_argument(
            "--keep-keys",
            type=int,
            default=backing.KEEP_KEYS,
            help="so many keys' halves stay in the folder (7)",
        )
        parser.add_argument(
            "--make-key", type=Path, metavar="FILE", help="make an off-site key; carry FILE away"
        )
        parser.add_argument(
            "--recipient", default="", help="encrypt to this public key too, always"
        )

    def handle(self, *args: Any, folder: Path | None, **options: Any) -> None:
        """Run it."""
        try:
            self._prepare(options)
            if folder is not None:
                self._backup(folder, options["keep_keys"])
        except (BackupError, DumpError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            msg = f"{error.filename or folder} can't be written: {error.strerror}"
            raise CommandError(msg) from error
        if folder is None and not (options["make_key"] or options["recipient"]):
            raise CommandError("name the folder that the backup goes to", returncode=2)

    def _prepare(self, options: dict[str, Any]) -> None:
        if options["keep_keys"] < 1:
            raise CommandError("--keep-keys must be 1 at least", returncode=2)
        if options["make_key"]:
            public = backing.make_key(options["make_key"])
            self.stdout.write(f"{options['make_key']}: carry it off-site. Public: {public}")
        if options["recipient"]:
            backing.add_recipient(options["recipient"], "given by hand")

    def _backup(self, folder: Path, keep_keys: int) -> None:
        made = backing.backup(folder, timezone.now(), keep_keys)
        self.stdout.write(f"{made.records}\n{made.keys}")
        self.stdout.write(f"{made.entries} entries of the ledger; encrypted, keys apart.")
