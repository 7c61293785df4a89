"""Wrapped keys and who holds them, sealed files, and the record of who opened what."""

import uuid

from django.db import models

from naru.ground.vault.epochkeys import Wrapped


class Epoch(models.Model):
    """One epoch of a compartment's key: its public half, to which anybody may seal."""

    compartment = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    public = models.BinaryField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    rotation_due = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["compartment", "number"], name="one_epoch_a_number"),
            models.UniqueConstraint(
                fields=["compartment"],
                condition=models.Q(retired_at=None),
                name="one_epoch_in_force",
            ),
        ]


class Holder(models.Model):
    """A key pair of an account (or of the host, or of the recovery sheets): the public half."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account_id = models.UUIDField()
    public = models.BinaryField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account_id"],
                condition=models.Q(retired_at=None),
                name="one_key_pair_an_account",
            )
        ]


class HolderWrap(models.Model):
    """A holder's private key under a password or a passkey: the only ways to it."""

    holder = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="wraps")
    kind = models.CharField(max_length=10)
    label = models.CharField(max_length=200, blank=True)
    salt = models.BinaryField()
    wrapped = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "kind", "label"], name="one_wrap_a_way")
        ]


class EpochSeal(models.Model):
    """An epoch's secret sealed to one holder, and the mark by which the epoch knows its member."""

    epoch = models.ForeignKey(Epoch, on_delete=models.CASCADE, related_name="seals")
    holder_id = models.UUIDField()
    public = models.BinaryField()
    mark = models.BinaryField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["epoch", "holder_id"], name="one_seal_a_holder")
        ]


class Grant(models.Model):
    """That a member asked for an account to be let into a compartment, and who decided; kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account_id = models.UUIDField(db_index=True)
    holder_id = models.UUIDField()
    compartment = models.CharField(max_length=12)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    mark = models.BinaryField()
    approved_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder_id", "compartment"],
                condition=models.Q(ended_at=None),
                name="one_grant_at_a_time",
            )
        ]


class DataKey(models.Model):
    """A key of one person and compartment, wrapped under the compartment's epoch.

    `epoch` is its number, which blobs are bound to: 1, or a random one where somebody without
    the right to read sealed (`boxed` to the epoch's public half). `wrap_epoch` is the epoch of
    the wrap and moves on with each rotation; 0: sealed to the account itself.
    """

    person_id = models.UUIDField()
    compartment = models.CharField(max_length=12)
    epoch = models.PositiveIntegerField(default=1)
    wrap_epoch = models.PositiveIntegerField(default=0)
    boxed = models.BooleanField(default=False)
    wrapped = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "compartment", "epoch"], name="one_key_a_number"
            )
        ]
        indexes = [models.Index(fields=["compartment", "id"], name="data_keys_by_compartment")]

    @property
    def as_wrapped(self) -> Wrapped:
        """The key as the custodian takes it."""
        return Wrapped(
            self.person_id.hex,
            self.compartment,
            self.epoch,
            self.wrap_epoch,
            self.boxed,
            bytes(self.wrapped),
        )


class Companion(models.Model):
    """An account that may open one person only: the resident, their lawyer, a child's guardian."""

    account_id = models.UUIDField(db_index=True)
    person_id = models.UUIDField(db_index=True)
    compartments = models.CharField(max_length=100)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "person_id"],
                condition=models.Q(until=None),
                name="one_companion_a_person",
            )
        ]


class DataKeyShare(models.Model):
    """A data key sealed to a companion; gone with the key."""

    data_key = models.ForeignKey(DataKey, on_delete=models.CASCADE, related_name="shares")
    holder_id = models.UUIDField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["data_key", "holder_id"], name="one_share_a_holder")
        ]


class SealedFile(models.Model):
    """A photo, signature or document, sealed under its person's key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person_id = models.UUIDField(db_index=True)
    compartment = models.CharField(max_length=12)
    epoch = models.PositiveIntegerField(default=1)
    media_type = models.CharField(max_length=40)
    sealed = models.BinaryField()


class AccessRecord(models.Model):
    """That somebody opened a part of somebody's record on a day, and why."""

    viewer_id = models.UUIDField()
    person_id = models.UUIDField(db_index=True)
    compartment = models.CharField(max_length=12)
    reason = models.CharField(max_length=40)
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["viewer_id", "person_id", "compartment", "reason", "day"],
                name="one_access_record_a_day",
            )
        ]


class Erasure(models.Model):
    """That a person's keys of a compartment were destroyed; replayed over every restored backup."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person_id = models.UUIDField()
    compartment = models.CharField(max_length=12)
    at = models.DateTimeField()
    keys = models.PositiveIntegerField()
