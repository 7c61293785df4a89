"""Staff as a Django app."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Accounts and duties."""

    name = "naru.ground.staff"
    label = "staff"
