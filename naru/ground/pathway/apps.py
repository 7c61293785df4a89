"""The pathway as a Django app."""

from django.apps import AppConfig


class PathwayConfig(AppConfig):
    """Cases, tasks, assignments and once-only keys."""

    name = "naru.ground.pathway"
    label = "pathway"
