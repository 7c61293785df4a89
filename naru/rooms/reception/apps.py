"""Reception as a Django app."""

from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    """The room where people arrive."""

    name = "naru.rooms.reception"
    label = "reception"
