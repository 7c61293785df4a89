"""Scenarios that somebody saved and named, and the forecasts of each morning: no personal data."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class SavedScenario(models.Model):
    """A scenario under a name, for everybody whose duty is planning; `query` is its address.

    `chosen` marks the one by which the morning's forecast reckons.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    profile = models.CharField(max_length=40)
    query = models.CharField(max_length=2000)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    chosen = models.BooleanField(default=False)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["chosen"], condition=Q(chosen=True), name="one_scenario_is_chosen"
            )
        ]


class Forecast(models.Model):
    """What the next eight weeks looked like on the morning of a day; `found` is counts only."""

    day = models.DateField(primary_key=True)
    made_at = models.DateTimeField()
    found = models.TextField()  # JSON: the house's SQLite runs no function inside its schema

    class Meta:
        ordering = ["-day"]
