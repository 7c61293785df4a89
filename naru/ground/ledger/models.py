"""The log, and beside it the sealed bodies, which alone can be erased."""

from django.db import models

from naru.ground.vault.compartments import Compartment
from naru.ground.vault.sealed import SealedModel


class Entry(models.Model):
    """One act: who, when, what kind, and hashes. Says nothing about whom (see leaves.tag)."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.UUIDField()
    action = models.CharField(max_length=60)
    compartment = models.CharField(max_length=12)
    tag = models.BinaryField()
    body_hash = models.BinaryField()
    leaf = models.BinaryField()
    head = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["at"])]


class EntryBody(SealedModel):
    """What the act said, sealed under its person's key; destroying the key leaves the log whole."""

    entry_seq = models.BigIntegerField(unique=True)
    compartment = models.CharField(max_length=12)
    salt = models.BinaryField()

    @property
    def COMPARTMENT(self) -> Compartment:  # type: ignore[override]  # noqa: N802
        """The compartment differs from row to row."""
        return Compartment(self.compartment)
