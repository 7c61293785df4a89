"""What follows from the claims about age, and how a signature is kept."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from naru.domain.refusals import Refusal
from naru.ground.vault import Compartment, keep_file
from naru.kit.images import signature_png

ADULT, SCHOOL_FROM, SCHOOL_TO = 18, 6, 17
PAPER = "paper"
Age = tuple[int, int]


def may_be_child(age: Age | None) -> bool:
    """Doubt counts for the person: the lowest age that the claims allow decides, also no age."""
    return age is None or age[0] < ADULT


def age_facts(age: Age | None, *, alone: bool) -> dict[str, bool]:
    """What registration states of somebody of these possible ages."""
    minor = may_be_child(age)
    low, high = age or (0, ADULT)
    return {
        "minor": minor,
        "unaccompanied": minor and alone,
        "school_age": low <= SCHOOL_TO and high >= SCHOOL_FROM,
    }


def keep_signature(person_id: UUID, signature: Mapping[str, Any]) -> str | Refusal:
    """Keep a signature: the sealed picture's id, or the word that it was signed on paper."""
    if not signature["image"]:
        return PAPER
    image = signature_png(signature["image"])
    if isinstance(image, Refusal):
        return image
    return str(keep_file(person_id, Compartment.LEGAL, image, "image/png").pk)
