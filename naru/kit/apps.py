"""The design system as a Django app."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Forms, components, charts, papers and error pages; knows no refugee."""

    name = "naru.kit"
    label = "kit"
    default_auto_field = "django.db.models.BigAutoField"
