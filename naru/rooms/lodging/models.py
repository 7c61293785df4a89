"""Buildings, rooms, beds and equipment; who slept where; faults; who is kept apart."""

import uuid

from django.db import models

from naru.ground.vault import Compartment, SealedModel

OK, OUT_OF_USE, SEALED, BROKEN = "ok", "out_of_use", "sealed", "broken"


class Building(models.Model):
    """A house of the centre."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering = ["name"]


class LodgingRoom(models.Model):
    """A room to sleep in: its size, for whom it is, and what it offers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=20)
    floor = models.SmallIntegerField(default=1)
    kind = models.CharField(max_length=12)
    area_m2 = models.DecimalField(max_digits=5, decimal_places=1)
    height_m = models.DecimalField(max_digits=3, decimal_places=2)
    has_bath = models.BooleanField(default=False)
    lockable = models.BooleanField(default=True)
    accessible = models.BooleanField(default=False)
    near_staff = models.BooleanField(default=False)
    state = models.CharField(max_length=12, default=OK)

    class Meta:
        ordering = ["building__name", "name"]
        constraints = [
            models.UniqueConstraint(fields=["building", "name"], name="one_room_a_name"),
            models.CheckConstraint(condition=models.Q(area_m2__gt=0), name="a_room_has_an_area"),
        ]


class Bed(models.Model):
    """A place to sleep for one person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(LodgingRoom, on_delete=models.PROTECT, related_name="beds")
    label = models.CharField(max_length=24)
    state = models.CharField(max_length=12, default=OK)

    class Meta:
        ordering = ["label"]
        constraints = [
            models.UniqueConstraint(fields=["room", "label"], name="one_bed_a_label"),
        ]


class Equipment(models.Model):
    """A thing of the centre that stands in a room."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(LodgingRoom, on_delete=models.PROTECT, related_name="equipment")
    kind = models.CharField(max_length=24)
    serial = models.CharField(max_length=60, unique=True)
    state = models.CharField(max_length=12, default=OK)

    class Meta:
        ordering = ["kind", "serial"]


class Fault(models.Model):
    """Something broken: reported by somebody, put right by somebody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(LodgingRoom, null=True, on_delete=models.PROTECT)
    bed = models.ForeignKey(Bed, null=True, on_delete=models.PROTECT)
    equipment = models.ForeignKey(Equipment, null=True, on_delete=models.PROTECT)
    text = models.CharField(max_length=500)
    stops_use = models.BooleanField(default=False)
    reported_at = models.DateTimeField()
    by_id = models.UUIDField()
    fixed_at = models.DateTimeField(null=True)
    fixed_by_id = models.UUIDField(null=True)

    class Meta:
        ordering = ["-reported_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(room=None, bed=None, equipment__isnull=False)
                | models.Q(room=None, bed__isnull=False, equipment=None)
                | models.Q(room__isnull=False, bed=None, equipment=None),
                name="a_fault_is_of_one_thing",
            )
        ]


class Assignment(SealedModel):
    """One person in one bed from a moment on; overlaps are refused by the database (0002)."""

    COMPARTMENT = Compartment.OPS

    bed = models.ForeignKey(Bed, on_delete=models.PROTECT, related_name="assignments")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-starts_at"]
        indexes = [models.Index(fields=["bed", "ends_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gte=models.F("starts_at")),
                name="a_stay_ends_after_it_starts",
            )
        ]


class Conflict(models.Model):
    """Two people who are not lodged together; never why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True)
    one_id = models.UUIDField(db_index=True)
    other_id = models.UUIDField(db_index=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["one_id", "other_id"],
                condition=models.Q(until=None),
                name="one_open_conflict_a_pair",
            )
        ]
