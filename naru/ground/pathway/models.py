"""What the conductor keeps: the case, its open tasks, who works on it, and used keys."""

import uuid

from django.db import models

from naru.ground.people.models import Person
from naru.ground.staff.models import Account
from naru.ground.vault import Compartment, SealedModel


class CaseRow(SealedModel):
    """One person's stay. The state is sealed; in plain stand only times and a version."""

    COMPARTMENT = Compartment.OPS

    person_id = None
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    profile_id = models.CharField(max_length=40)
    profile_version = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(closed_at=None),
                name="one_open_case_a_person",
            )
        ]


class ProfileText(models.Model):
    """A profile as it stood when a case entered under it: a running case stays pinned to it."""

    profile_id = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    text = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile_id", "version"], name="one_text_a_version")
        ]


class TaskRow(models.Model):
    """One open promise of a case (naru.domain.tasks), so that queues are one query."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="tasks")
    key = models.CharField(max_length=40)
    duty = models.CharField(max_length=40)
    stage = models.CharField(max_length=8, blank=True)
    clock = models.CharField(max_length=8, blank=True)
    event = models.CharField(max_length=40, blank=True)
    since = models.DateTimeField()
    due = models.DateTimeField(null=True)
    counts_from = models.DateTimeField(null=True)
    barred = models.TextField(blank=True, default="")
    waits = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="one_task_a_key")]
        indexes = [models.Index(fields=["duty", "due"]), models.Index(fields=["due"])]


class Assignment(models.Model):
    """Who works on a case, in which duty, since when; ended, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="assignments")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=40)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "account", "duty"],
                condition=models.Q(until=None),
                name="assigned_once",
            )
        ]


class OnceKey(models.Model):
    """A form's once-only key, used: a double press or a resend changes nothing."""

    key = models.CharField(max_length=64, primary_key=True)
    subject = models.CharField(max_length=80, blank=True)
    entry = models.CharField(max_length=80, blank=True)
    used_at = models.DateTimeField()


class Handoff(SealedModel):
    """One thing that a room passes to another to decide, by an opaque id and a closing code.

    The receiving room reads the sealed note; the giving room reads only the state and the code,
    so that the consequence is shared and never its cause.
    """

    COMPARTMENT = Compartment.HEALTH

    from_room = models.CharField(max_length=20)
    to_room = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    subject = models.UUIDField(unique=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["to_room", "closed_at"])]
