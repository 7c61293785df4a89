"""The property room as a Django app."""

from django.apps import AppConfig


class BelongingsConfig(AppConfig):
    """What a person brings, held and given back."""

    name = "naru.rooms.belongings"
    label = "belongings"
