"""The records of a ruling: each is written once and stays as it was."""

from django.db import models

from naru.ground.vault import Compartment, SealedModel


class Record(SealedModel):
    """What somebody did at a moment, sealed for good."""

    COMPARTMENT = Compartment.LEGAL
    APPEND_ONLY = True

    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta:
        abstract = True


class Disclosure(Record):
    """The file shown to the person and their counsel: how, and what was left out."""


class RefoulementCheck(Record):
    """Whether return would expose somebody to harm, and whether they have a nationality."""


class Ruling(Record):
    """A ruling in full: as it was drafted, or, adopted by another, as it was decided."""

    decided = models.BooleanField()


class Service(Record):
    """The ruling handed over: to whom, in which language, signed or not."""


class Objection(Record):
    """An objection to a ruling: its grounds and new evidence."""


class ObjectionRuling(Record):
    """What became of an objection."""


class OutcomeOrder(Record):
    """The order on which another outcome rests: whose, its number and date."""
