"""Books and loans, simulators and bookings, courses and attendance, and one's own record."""

import uuid

from django.db import models

from naru.ground.vault import Compartment, SealedModel

LEVELS = ("", "A1", "A2", "B1", "B2", "C1", "C2")


class Book(models.Model):
    """A title of the library and how many copies stand on its shelf when all are back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    author = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=12)
    level = models.CharField(
        max_length=2, blank=True, choices=[(level, level) for level in LEVELS if level]
    )
    shelf = models.CharField(max_length=20, blank=True)
    copies = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["title", "code"]


class Loan(SealedModel):
    """A book that a person has, until it comes back; late is late, and nothing follows from it."""

    COMPARTMENT = Compartment.OPS

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="loans")
    lent_at = models.DateTimeField()
    due = models.DateField()
    returned_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due", "id"]


class Simulator(models.Model):
    """A driving simulator."""

    name = models.CharField(max_length=60, unique=True)
    place = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["name"]


class Booking(SealedModel):
    """A simulator kept for a person; the database refuses two at the same time."""

    COMPARTMENT = Compartment.OPS

    simulator = models.ForeignKey(Simulator, on_delete=models.PROTECT, related_name="bookings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="a_booking_has_length"
            )
        ]


class DrivingHours(SealedModel):
    """Driving practice of one day."""

    COMPARTMENT = Compartment.OPS

    day = models.DateField()

    class Meta:
        ordering = ["day", "id"]


class Course(models.Model):
    """A course that the centre gives."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=12)
    place = models.CharField(max_length=60, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["name", "id"]


class Session(models.Model):
    """One meeting of a course."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sessions")
    starts_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "id"]


class Enrolment(SealedModel):
    """A person's place in a course."""

    COMPARTMENT = Compartment.OPS

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments")
    enrolled_at = models.DateTimeField()

    class Meta:
        ordering = ["enrolled_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["course", "person_id"], name="enrolled_once")
        ]


class Attendance(SealedModel):
    """Whether a person came to a meeting; the last press counts."""

    COMPARTMENT = Compartment.OPS

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendance")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "person_id"], name="attendance_once")
        ]


class Achievement(SealedModel):
    """A level, a certificate or a goal: a line of the record that the person owns."""

    COMPARTMENT = Compartment.OPS
    KINDS = ("level", "certificate", "goal", "school")

    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in KINDS])
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
