"""The Django app of the rights room."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """The rights room."""

    name = "naru.rooms.rights"
    label = "rights"
