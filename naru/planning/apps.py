"""The planning pages as a Django app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """The public figures."""

    name = "naru.planning"
    label = "planning"
