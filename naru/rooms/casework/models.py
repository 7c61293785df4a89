"""Assessments of needs, decisions about children, orientations, and bonds of family."""

import uuid

from django.db import models

from naru.ground.vault import Compartment, SealedModel


class NeedsAssessment(SealedModel):
    """One look at somebody's needs: groups and an action each, never their story."""

    COMPARTMENT = Compartment.LEGAL
    APPEND_ONLY = True

    made_at = models.DateTimeField()
    by_id = models.UUIDField()
    listed = models.BooleanField()
    """Whether it lists groups of needs; a specialist's assessment doesn't."""


class BestInterests(SealedModel):
    """A decision about a child: representative, care plan, age or separation, with its panel."""

    COMPARTMENT = Compartment.LEGAL
    APPEND_ONLY = True

    made_at = models.DateTimeField()
    by_id = models.UUIDField()


class Orientation(SealedModel):
    """What somebody was told of life in the centre, signed."""

    COMPARTMENT = Compartment.LEGAL
    APPEND_ONLY = True

    made_at = models.DateTimeField()
    by_id = models.UUIDField()


class FamilyBond(models.Model):
    """Two people linked as a family; ended by a decision, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person_id = models.UUIDField(db_index=True)
    with_id = models.UUIDField(db_index=True)
    made_at = models.DateTimeField()
    by_id = models.UUIDField()
    until = models.DateTimeField(null=True)
