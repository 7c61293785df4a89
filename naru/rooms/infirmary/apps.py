"""The infirmary as a Django app."""

from django.apps import AppConfig


class InfirmaryConfig(AppConfig):
    """The room where health is looked after."""

    name = "naru.rooms.infirmary"
    label = "infirmary"
