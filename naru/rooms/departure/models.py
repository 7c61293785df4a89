"""Departures and the closing of files."""

from django.db import models

from naru.ground.vault import Compartment, SealedModel


class DepartureRecord(SealedModel):
    """One departure: prepared, then confirmed with the receipt that the person took along."""

    COMPARTMENT = Compartment.LEGAL

    number = models.CharField(max_length=12, unique=True)
    started_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    pdf_id = models.UUIDField(null=True)

    class Meta:
        ordering = ["started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person_id"],
                condition=models.Q(left_at=None),
                name="one_departure_at_a_time",
            )
        ]


class Closure(SealedModel):
    """That a file was closed: what is kept until when, and the certificate of what was erased."""

    COMPARTMENT = Compartment.LEGAL
    APPEND_ONLY = True

    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta:
        ordering = ["-at"]
