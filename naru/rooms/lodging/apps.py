"""The Django app of the lodging room."""

from django.apps import AppConfig


class LodgingConfig(AppConfig):
    """Rooms, beds and who sleeps in them."""

    name = "naru.rooms.lodging"
    label = "lodging"
