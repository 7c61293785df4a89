"""A table whose rows hold one sealed blob each."""

import uuid
from collections.abc import Collection, Mapping
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.base import ModelState

from naru.ground.vault import keyring
from naru.ground.vault.compartments import Compartment
from naru.ground.vault.sealing import SMALLEST, Place, bound, seal, to_bytes


class AppendOnlyError(Exception):
    """Somebody tried to change or delete a row that is kept as it was written."""


class SealedModel(models.Model):
    """One row of one person in one compartment: `put` seals, `vault.open_rows` opens.

    Plain columns are for what queries need and what tells nothing to whoever steals the disk.
    """

    COMPARTMENT: ClassVar[Compartment]
    APPEND_ONLY: ClassVar[bool] = False
    SMALLEST: ClassVar[int] = SMALLEST

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person_id = models.UUIDField(db_index=True)
    epoch = models.PositiveIntegerField(default=1)
    sealed = models.BinaryField()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        """A row as it was read; whole rows skip `__init__`, half of what a list's rows cost."""
        if len(values) != len(cls._meta.concrete_fields):
            return super().from_db(db, field_names, values)
        made = cls.__new__(cls)
        made.__dict__.update(zip(field_names, values, strict=True), _state=ModelState())
        made._state.adding, made._state.db = False, db
        return made

    @property
    def key_name(self) -> tuple[uuid.UUID, str, int]:
        """Which data key the blob is under."""
        person = self.person_id
        if type(person) is not uuid.UUID:
            person = uuid.UUID(str(person))
        return person, self.COMPARTMENT.value, self.epoch

    @property
    def seal_place(self) -> Place:
        """Where the blob belongs, bound into its seal."""
        return Place(
            self._meta.db_table, self.id, self.person_id, self.COMPARTMENT.value, self.epoch
        )

    @property
    def seal_bound(self) -> bytes:
        """The associated data of the blob."""
        part = self.COMPARTMENT.value
        return bound(self._meta.db_table, self.id, self.person_id, part, self.epoch)

    def put(self, values: Mapping[str, Any]) -> None:
        """Seal the values (JSON: texts, numbers, lists, mappings) into this row."""
        self.epoch, key = keyring.key_for_sealing(self.person_id, self.COMPARTMENT)
        self.sealed = seal(key, self.seal_place, to_bytes(values), self.SMALLEST)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, unless the row is append-only and already there."""
        if self.APPEND_ONLY and not self._state.adding:
            msg = f"{self._meta.label} is never changed"
            raise AppendOnlyError(msg)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, unless the row is append-only."""
        if self.APPEND_ONLY:
            msg = f"{self._meta.label} is never deleted"
            raise AppendOnlyError(msg)
        return super().delete(*args, **kwargs)
