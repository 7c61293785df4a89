"""Drafts: what somebody was typing, kept until the form is sent."""

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
