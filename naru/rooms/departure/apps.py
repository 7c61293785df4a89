"""The departure room as a Django app."""

from django.apps import AppConfig


class DepartureConfig(AppConfig):
    """Leaving the centre, and closing the file."""

    name = "naru.rooms.departure"
    label = "departure"
