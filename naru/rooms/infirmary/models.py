"""The health record, named as FHIR R4 names it, and the stock of medicines."""

import uuid
from typing import ClassVar

from django.db import models

from naru.ground.vault import Compartment, SealedModel


class HealthRow(SealedModel):
    """A row of somebody's health record: when, by whom, and the rest sealed."""

    COMPARTMENT = Compartment.HEALTH

    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta:
        abstract = True
        ordering: ClassVar = ["at", "id"]


class Encounter(HealthRow):
    """One visit: a nurse's intake or a physician's examination."""

    APPEND_ONLY = True


class Observation(HealthRow):
    """One measurement with its LOINC code and UCUM unit."""

    APPEND_ONLY = True


class Condition(HealthRow):
    """A diagnosis or a problem, as a clinician named it."""

    APPEND_ONLY = True


class AllergyIntolerance(HealthRow):
    """A substance that harms this person."""

    APPEND_ONLY = True


class MedicationStatement(HealthRow):
    """A decision about a medicine that the person brought; `subject` is the thing in custody."""

    APPEND_ONLY = True

    subject = models.UUIDField(db_index=True)


class MedicationRequest(HealthRow):
    """A prescription: what, how much and at which times is sealed; its span isn't."""

    ACTIVE, STOPPED = "active", "stopped"

    state = models.CharField(max_length=8, default=ACTIVE)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta(HealthRow.Meta):
        abstract = False
        indexes: ClassVar = [models.Index(fields=["state", "ends_at"])]


class MedicationDispense(HealthRow):
    """Medicine that left the stock for one prescription; taken back by an undo only."""

    request = models.ForeignKey(MedicationRequest, models.PROTECT, related_name="dispenses")
    taken_back = models.BooleanField(default=False)


class MedicationAdministration(HealthRow):
    """What became of one planned dose."""

    APPEND_ONLY = True

    request = models.ForeignKey(MedicationRequest, models.PROTECT, related_name="administrations")
    planned_at = models.DateTimeField()

    class Meta(HealthRow.Meta):
        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "planned_at"], name="a_dose_recorded_once")
        ]


class IsolationReview(HealthRow):
    """A step of a medical isolation: ordered, reviewed or ended, and why."""

    APPEND_ONLY = True


class InjuryReport(HealthRow):
    """Injuries documented with consent, as the Istanbul Protocol describes them."""

    APPEND_ONLY = True


class HealthSummary(HealthRow):
    """The sheet that the person was given."""

    APPEND_ONLY = True

    pdf_id = models.UUIDField()


class StockItem(models.Model):
    """One lot of one medicine on the shelf; it belongs to nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    drug = models.CharField(max_length=120)
    strength = models.CharField(max_length=60, blank=True)
    form = models.CharField(max_length=60, blank=True)
    unit = models.CharField(max_length=30)
    lot = models.CharField(max_length=60)
    expires_on = models.DateField()
    quantity = models.PositiveIntegerField(default=0)
    low_at = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["drug", "strength", "expires_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["drug", "strength", "form", "lot"], name="one_row_a_lot"
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__gte=0), name="no_less_than_nothing_on_the_shelf"
            ),
        ]


class StockMove(models.Model):
    """A change of the stock: how many, why, by whom; it names no person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(StockItem, models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=12)
    change = models.IntegerField()
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta:
        ordering: ClassVar = ["-at", "id"]
