"""Items in custody, every hand they passed through, receipts, searches and claims."""

import uuid

from django.db import models

from naru.ground.vault import Compartment, SealedModel


class Place(models.Model):
    """A shelf, locker, safe or cold store of the property room."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=20, unique=True)
    name_ko = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    in_use = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]


class Item(SealedModel):
    """One thing of one person: what it is stands sealed, where it is and its state in plain."""

    COMPARTMENT = Compartment.OPS
    HELD, RETURNED, HANDED_OVER, DISPOSED, MISSING, REVERSED, SETTLED = (
        "held",
        "returned",
        "handed_over",
        "disposed",
        "missing",
        "reversed",
        "settled",
    )
    OPEN = (HELD, MISSING)

    number = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=12, default=HELD)
    seal = models.CharField(max_length=40, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="items")
    held_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["held_at", "number"]
        indexes = [models.Index(fields=["person_id", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("held", "missing"), ended_at=None)
                | ~models.Q(state__in=("held", "missing")) & ~models.Q(ended_at=None),
                name="an_open_item_has_no_end",
            ),
            models.UniqueConstraint(
                fields=["seal"],
                condition=models.Q(state__in=("held", "missing")) & ~models.Q(seal=""),
                name="a_seal_in_use_once",
            ),
        ]


class CustodyEvent(SealedModel):
    """One hand-over of an item: chain of custody, never changed."""

    COMPARTMENT = Compartment.OPS
    APPEND_ONLY = True

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta:
        ordering = ["at", "id"]


class Search(SealedModel):
    """One search of a person or of their things: type, reason, who, and the approval."""

    COMPARTMENT = Compartment.LEGAL
    APPEND_ONLY = True

    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta:
        ordering = ["at"]


class SearchReview(SealedModel):
    """What the human-rights officer wrote after looking at a search."""

    COMPARTMENT = Compartment.LEGAL
    APPEND_ONLY = True

    search = models.OneToOneField(Search, on_delete=models.PROTECT, related_name="review")
    at = models.DateTimeField()
    by_id = models.UUIDField()


class Receipt(SealedModel):
    """A signed list of lines as it stood, with the PDF that the person was given."""

    COMPARTMENT = Compartment.OPS
    APPEND_ONLY = True

    number = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    by_id = models.UUIDField()
    pdf_id = models.UUIDField()

    class Meta:
        ordering = ["-at"]


class Claim(SealedModel):
    """A claim for something that is missing."""

    COMPARTMENT = Compartment.OPS

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="claims")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["opened_at"]
