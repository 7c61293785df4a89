"""A conversation about rights: in which language, by whose voice, what was understood, signed."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings

from naru.domain.refusals import Refusal
from naru.ground import people
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, Compartment, keep_file
from naru.rooms.reception import rights

PNG_URL = "data:image/png;base64,"


@dataclass(frozen=True)
class Talk:
    """How the rights were read aloud; without an interpreter the officer spoke themselves."""

    items: Sequence[str]
    language: str
    understood: str
    interpreter_id: UUID | None = None
    interpreter_name: str = ""

    def values(self) -> dict[str, Any]:
        """What is sealed of it."""
        return {
            "items": list(self.items),
            "language": self.language,
            "understood": self.understood,
            "interpreter": self.interpreter_name or str(self.interpreter_id or ""),
            "text_version": rights.TEXT_VERSION,
        }


def against(talk: Talk, person_id: UUID, by: Account) -> Refusal | None:
    """Why this talk was no proper notice of rights, or None."""
    if not rights.all_read(talk.items):
        return Refusal("reception.rights_incomplete")
    spoken = people.label(SYSTEM, person_id).languages
    if not rights.matched(talk.language, spoken, _voices(talk, by)):
        return Refusal("reception.language_not_matched")
    return None


def keep_signature(person_id: UUID, signature: dict[str, Any] | None) -> str:
    """The id of the sealed picture, "paper", or "" where nobody signed."""
    if not signature:
        return ""
    data = picture(signature)
    if data is None:
        return "paper"
    return str(keep_file(person_id, Compartment.LEGAL, data, "image/png").pk)


def picture(signature: dict[str, Any] | None) -> bytes | None:
    """The signature as PNG, or None when it was given on paper."""
    image = (signature or {}).get("image", "")
    return base64.b64decode(image.removeprefix(PNG_URL)) if image else None


def _voices(talk: Talk, by: Account) -> list[str]:
    """The languages of who spoke; an interpreter from outside was called for this language."""
    if talk.interpreter_name:
        return [talk.language]
    if talk.interpreter_id:
        return Account.objects.get(pk=talk.interpreter_id).speaks
    return by.speaks or [settings.LANGUAGE_CODE]
