"""Photos, signatures and documents, sealed like everything else."""

import json
from typing import Any
from uuid import UUID

from naru.ground.vault import gate, keyring
from naru.ground.vault.compartments import Compartment
from naru.ground.vault.models import SealedFile
from naru.ground.vault.opening import note_access
from naru.ground.vault.sealing import Place, seal, unseal


def keep_file(
    person_id: UUID, compartment: Compartment, data: bytes, media_type: str
) -> SealedFile:
    """Seal a file for a person and keep it in the database."""
    file = SealedFile(person_id=person_id, compartment=compartment.value, media_type=media_type)
    file.epoch, key = keyring.key_for_sealing(person_id, compartment)
    file.sealed = seal(key, _place(file), data)
    file.save(force_insert=True)
    return file


def read_file(viewer: Any, file_id: UUID, reason: str) -> tuple[bytes, str]:
    """The content and its media type; SealedFile.DoesNotExist if there is no such file."""
    file = SealedFile.objects.get(pk=file_id)
    reason = gate.passes(viewer, [gate.Asked(file.person_id, file.compartment)], reason)
    name = (file.person_id, file.compartment, file.epoch)
    (key,) = keyring.keys_for_opening([name])
    content = unseal(key or b"", _place(file), bytes(file.sealed))
    note_access(viewer, [name[:2]], reason)
    return content, file.media_type


def _place(file: SealedFile) -> Place:
    table = json.dumps(["vault_file", file.media_type])
    return Place(table, file.pk, file.person_id, file.compartment, file.epoch)
