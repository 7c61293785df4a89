"""What reception keeps: notices of who comes, first triage, rights, consent and wishes."""

from typing import ClassVar

from django.db import models

from naru.ground.vault import Compartment, SealedModel


class Notice(SealedModel):
    """Somebody who is expected; `person_id` is the one they will have from their arrival on."""

    COMPARTMENT = Compartment.IDENTITY
    EXPECTED, ARRIVED, CANCELLED = "expected", "arrived", "cancelled"

    expected_on = models.DateField()
    agency = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, default=EXPECTED)
    batch = models.UUIDField(null=True)
    family = models.UUIDField(null=True, db_index=True)
    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "expected_on"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=~models.Q(state="cancelled"),
                name="expected_once",
            )
        ]


class Upload(SealedModel):
    """A list between its upload and its import, and afterwards what became of its rows."""

    COMPARTMENT = Compartment.IDENTITY

    made_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True)


class Triage(SealedModel):
    """The first look at somebody's health on arrival."""

    COMPARTMENT = Compartment.HEALTH

    at = models.DateTimeField()
    by_id = models.UUIDField()


class RightsNotice(SealedModel):
    """That the rights were read aloud: which ones, in which language, by whose voice."""

    COMPARTMENT = Compartment.LEGAL
    APPEND_ONLY = True

    at = models.DateTimeField()
    by_id = models.UUIDField()


class Consent(SealedModel):
    """A consent given or refused, or the legal order that stands in its place."""

    COMPARTMENT = Compartment.LEGAL
    APPEND_ONLY = True

    at = models.DateTimeField()
    by_id = models.UUIDField()


class Wish(SealedModel):
    """What somebody said that they wish, word for word."""

    COMPARTMENT = Compartment.LEGAL
    APPEND_ONLY = True

    at = models.DateTimeField()
    by_id = models.UUIDField()
