"""`naru forecast`: simulate the next eight weeks from the centre as it is, for the home."""

from typing import Any

from django.core.management.base import BaseCommand

from naru.planning import forecast, warning


class Command(BaseCommand):
    """Writes one row a day; run it every morning, from cron or a systemd timer."""

    help = (
        "Simulate the next eight weeks from the centre as it is now and keep the answer for the "
        "director's home (once a morning; the home makes it itself where it is missing)"
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it."""
        kept = forecast.make()
        for line in warning.lines(kept):
            self.stdout.write(f"{line.tone:5} {line.said}")
        self.stdout.write(f"{kept.replications} courses from {kept.people} people; kept for today.")
