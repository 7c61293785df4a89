"""The shell as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Home, people, search, walls, labels, drafts."""

    name = "naru.web"
    label = "web"
