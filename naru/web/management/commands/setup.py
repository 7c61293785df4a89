"""`naru setup`: make the home folder of a centre."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from naru.ground.vault.keys import KeyFileError
from naru.web.home import set_up


class Command(BaseCommand):
    """Keys, database, static files; nothing that is there is overwritten."""

    help = "Make the home folder: keys, database, static files (NARU_HOME, by default ./home)"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it."""
        try:
            set_up(self.stdout.write)
        except KeyFileError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Ready.")
