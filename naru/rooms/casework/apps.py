"""Casework as a Django app."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """The room that registers, screens needs and stands beside the person."""

    name = "naru.rooms.casework"
    label = "casework"
