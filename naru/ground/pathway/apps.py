"""The pathway as a Django app."""

from django.apps import AppConfig


class PathwayConfig(AppConfig):
    """Cases, tasks, assignments and once-only keys."""

    name = "naru.ground.pathway"
    label = "pathway"

    def ready(self) -> None:
        """From now on the vault asks need to know before it opens anything."""
        from naru.ground.pathway.need import Keeper
        from naru.ground.vault.gate import keep_with

        keep_with(Keeper())
