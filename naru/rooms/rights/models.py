"""What a person asks for and is owed: counsel, leaving, review, data, safety, complaints."""

from django.db import models

from naru.ground.vault import Compartment, SealedModel


class Act(SealedModel):
    """Something said or decided at one moment by one account; its words stand sealed."""

    COMPARTMENT = Compartment.LEGAL

    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta:
        abstract = True
        ordering = ["at", "id"]


class CounselRequest(Act):
    """One press of "I want a lawyer"; open until counsel was reached or the person withdrew."""

    contacted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class LeaveWish(Act):
    """A wish to leave in the person's own words; a second one stands beside the first."""

    APPEND_ONLY = True


class LeaveAnswer(Act):
    """The written answer: the gate opens, or a legal ground with the way to a judge."""

    APPEND_ONLY = True


class StayReview(Act):
    """An independent look at whether the person still has to stay."""

    APPEND_ONLY = True


class StayExtension(Act):
    """The Council's decision that lengthens the inquiry, and when the person was told."""

    APPEND_ONLY = True


class EntryCorrection(Act):
    """A corrected day of entry into the country: from which day to which, and why."""

    APPEND_ONLY = True


class Petition(Act):
    """A petition to a court against the stay; open until the court has answered."""

    ended_at = models.DateTimeField(null=True)


class DataRequest(Act):
    """A request for one's own data; open until it was answered."""

    answered_at = models.DateTimeField(null=True)


class SafetyPlan(Act):
    """What keeps a person safe in a crisis, agreed with them."""

    COMPARTMENT = Compartment.HEALTH

    closed_at = models.DateTimeField(null=True)


class Complaint(SealedModel):
    """A complaint; unsigned it belongs to nobody, and only its receipt leads back to it.

    `address` is the public half of a key pair that follows from the receipt; `told` is the copy
    that opens with the receipt alone (vault.letters).
    """

    COMPARTMENT = Compartment.COMPLAINTS
    APPEND_ONLY = True

    at = models.DateTimeField()
    token_hash = models.CharField(max_length=64, unique=True)
    address = models.BinaryField(null=True)
    told = models.BinaryField(null=True)
    urgent = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "id"]


class ComplaintStep(Act):
    """What the human-rights officer did about a complaint; `told` is the complainant's copy."""

    COMPARTMENT = Compartment.COMPLAINTS
    APPEND_ONLY = True
    KINDS = ("acknowledged", "asked", "answered", "outside_copy")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    told = models.BinaryField(null=True)
