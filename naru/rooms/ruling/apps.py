"""The ruling room as a Django app."""

from django.apps import AppConfig


class RulingConfig(AppConfig):
    """The room where a case is decided, and the decision reviewed."""

    name = "naru.rooms.ruling"
    label = "ruling"
