"""The log, and beside it the sealed bodies, which alone can be erased."""

from django.db import models

from naru.ground.ledger import leaves
from naru.ground.vault.compartments import Compartment
from naru.ground.vault.sealed import SealedModel


class Entry(models.Model):
    """One act: who, when, what kind, and hashes. Says nothing about whom (see leaves.tag).

    `nodes` are the inner nodes of the Merkle tree that this entry completes, from below; the
    `signature` is the log key's, over the checkpoint of the tree that ends with this entry.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.UUIDField()
    action = models.CharField(max_length=60)
    compartment = models.CharField(max_length=12)
    tag = models.BinaryField()
    body_hash = models.BinaryField()
    said_hash = models.BinaryField(default=b"")
    leaf = models.BinaryField()
    nodes = models.BinaryField(default=b"")
    signature = models.BinaryField(default=b"")

    class Meta:
        indexes = [models.Index(fields=["at"])]

    @property
    def leaf_text(self) -> str:
        """The text that `leaf` is the hash of."""
        return leaves.leaf(
            at=self.at,
            actor=self.actor_id,
            action=self.action,
            compartment=self.compartment,
            tag=bytes(self.tag),
            body=bytes(self.body_hash),
            said=bytes(self.said_hash),
        )


class EntryBody(SealedModel):
    """What the act said, sealed under its person's key; destroying the key leaves the log whole."""

    entry_seq = models.BigIntegerField(unique=True)
    compartment = models.CharField(max_length=12)
    salt = models.BinaryField()

    @property
    def COMPARTMENT(self) -> Compartment:  # type: ignore[override]  # noqa: N802
        """The compartment differs from row to row."""
        return Compartment(self.compartment)


class Checkpoint(models.Model):
    """A checkpoint that was handed out: the signed note as it left the house."""

    size = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    note = models.TextField()


class Cosignature(models.Model):
    """A witness's line under a checkpoint: its key, its signature, and when it signed."""

    id = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField(db_index=True)
    vkey = models.TextField()
    line = models.TextField()
    at = models.DateTimeField()
