"""The log, and beside it the sealed bodies, which alone can be erased."""

from typing import Any

from django.db import models

from naru.ground.ledger import leaves
from naru.ground.vault.compartments import Compartment
from naru.ground.vault.sealed import SealedModel


class Entry(models.Model):
    """One act: who, when, what kind, and hashes. Says nothing about whom (see leaves.tag).

    `seq` is the number that papers print; `Place` says where the entry stands in the tree.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.UUIDField()
    actor_salt = models.BinaryField(default=b"")
    action = models.CharField(max_length=60)
    compartment = models.CharField(max_length=12)
    tag = models.BinaryField()
    body_hash = models.BinaryField()
    said_hash = models.BinaryField(default=b"")
    papers = models.BinaryField(default=b"")
    kept = models.BinaryField(default=b"")

    class Meta:
        indexes = [models.Index(fields=["at"])]

    def leaf(self, **now: bytes) -> leaves.Leaf:
        """What the entry is hashed over; `now` puts what lies there today in place of a hash."""
        said: dict[str, Any] = {
            "tag": bytes(self.tag),
            "body": bytes(self.body_hash),
            "said": bytes(self.said_hash),
            "actor_salt": bytes(self.actor_salt),
            "papers": bytes(self.papers),
            "kept": bytes(self.kept),
        }
        acted = (self.seq, self.at, self.actor_id, self.action, self.compartment)
        return leaves.Leaf(*acted, **{**said, **now})

    @property
    def leaf_text(self) -> str:
        """The text that the leaf is the hash of."""
        return str(self.leaf())


class Place(models.Model):
    """Where an entry stands in the Merkle tree, from 1 on without a gap.

    `nodes` are the inner nodes that its leaf completes, from below; the `signature` is the log
    key's, over the checkpoint of the tree that ends here.
    """

    size = models.BigIntegerField(primary_key=True)
    entry_seq = models.BigIntegerField(unique=True)
    leaf = models.BinaryField()
    nodes = models.BinaryField()
    signature = models.BinaryField()


class Waiting(models.Model):
    """An entry that the sequencer has yet to give its place (PostgreSQL)."""

    entry_seq = models.BigIntegerField(primary_key=True)


class EntryBody(SealedModel):
    """What the act said, sealed under its person's key; destroying the key leaves the log whole."""

    entry_seq = models.BigIntegerField(unique=True)
    compartment = models.CharField(max_length=12)
    salt = models.BinaryField()

    @property
    def COMPARTMENT(self) -> Compartment:  # type: ignore[override]  # noqa: N802
        """The compartment differs from row to row."""
        return Compartment(self.compartment)


class Paper(SealedModel):
    """A document that an entry proves: its salt, and the words of one that is no file.

    `ref` is the id of the sealed file, or of the row that the words belong to.
    """

    entry_seq = models.BigIntegerField()
    ref = models.UUIDField(db_index=True)
    is_file = models.BooleanField()
    place = models.PositiveSmallIntegerField()
    compartment = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry_seq", "place"], name="one_paper_a_place")
        ]

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
