"""People as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, what is claimed of them, families."""

    name = "naru.ground.people"
    label = "people"
