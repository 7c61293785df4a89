"""Wrapped keys, sealed files, and the record of who opened what."""

import uuid

from django.db import models


class DataKey(models.Model):
    """The key of one person and compartment, wrapped under the compartment's key."""

    person_id = models.UUIDField()
    compartment = models.CharField(max_length=12)
    epoch = models.PositiveIntegerField(default=1)
    wrapped = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "compartment"], name="one_key_a_person_and_compartment"
            )
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
