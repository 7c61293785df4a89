"""The Django app of the settlement room."""

from django.apps import AppConfig


class SettlementConfig(AppConfig):
    """The settlement room."""

    name = "naru.rooms.settlement"
    label = "settlement"
