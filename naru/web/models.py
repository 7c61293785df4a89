"""Drafts: what somebody was typing, kept until the form is sent. And what browsers refused."""

from django.db import models

from naru.ground.vault import Compartment, SealedModel


class Draft(SealedModel):
    """The fields of one form, sealed for their writer (`person_id` is the account's id)."""

    COMPARTMENT = Compartment.LEGAL

    path = models.CharField(max_length=300)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "path"], name="one_draft_a_form")
        ]


class PolicyBreach(models.Model):
    """How often browsers refused something of one kind on one kind of page; nothing of anybody."""

    rule = models.CharField(max_length=40)
    blocked = models.CharField(max_length=24)
    page = models.CharField(max_length=120)
    count = models.PositiveIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "blocked", "page"], name="one_row_a_breach")
        ]
