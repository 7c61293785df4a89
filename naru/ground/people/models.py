"""Persons by opaque number; everything that tells who they are is sealed."""

import uuid

from django.db import models

from naru.ground.vault.compartments import Compartment
from naru.ground.vault.sealed import SealedModel


class Household(models.Model):
    """A family that is lodged together; each adult keeps a file of their own (B7)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField()


class Person(models.Model):
    """Somebody the centre has met: an opaque number, and nothing that tells who it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=12, unique=True)
    made_at = models.DateTimeField()
    household = models.ForeignKey(
        Household, null=True, on_delete=models.PROTECT, related_name="members"
    )
    same_as = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="aliases")


class Claim(SealedModel):
    """One thing said of a person, with its source; never changed, another one stands beside it."""

    COMPARTMENT = Compartment.IDENTITY
    APPEND_ONLY = True

    made_at = models.DateTimeField()
    by_id = models.UUIDField()


class Choice(SealedModel):
    """Which claim is shown where several stand side by side, and why; the latest counts."""

    COMPARTMENT = Compartment.IDENTITY
    APPEND_ONLY = True

    made_at = models.DateTimeField()
    by_id = models.UUIDField()


class Card(SealedModel):
    """What lists show of a person, kept in step with the claims and choices."""

    COMPARTMENT = Compartment.IDENTITY

    person_id = None
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="card")


class Change(models.Model):
    """That somebody's card changed: what keeps every index of names in step, and nothing else.

    `mark` is drawn by lot, so that a number used again after a rollback is noticed; `moment` is the
    transaction on PostgreSQL, where numbers don't come to be seen in their order.
    """

    person_id = models.UUIDField()
    mark = models.BigIntegerField()
    moment = models.BigIntegerField(default=0, db_index=True)


class Kin(SealedModel):
    """Everything noted of a person's relatives, in one blob whose size tells no number."""

    COMPARTMENT = Compartment.KIN
    SMALLEST = 4096

    made_at = models.DateTimeField()


class Sameness(models.Model):
    """Two records that may be one person: proposed by one, decided by another, undone by a third
    act; every row stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=10, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"],
                condition=models.Q(decided_at=None),
                name="one_open_review_a_pair",
            )
        ]
