"""Drafts are saved, given back, and dropped when the form is sent."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, open_row
from naru.web.models import Draft

NEVER = frozenset({"csrfmiddlewaretoken", "once", "version"})


def save_draft(*, by: Account, path: str, said: Mapping[str, Sequence[str]], now: datetime) -> None:
    """Keep the fields of one form on one address; the latest counts."""
    row = Draft.objects.filter(person_id=by.pk, path=path).first()
    row = row or Draft(person_id=by.pk, path=path)
    row.saved_at = now
    row.put({name: list(values) for name, values in said.items() if name not in NEVER})
    row.save()


def draft_of(by: Account, path: str) -> tuple[dict[str, list[str]], datetime] | None:
    """What was kept for an address, and when."""
    row = Draft.objects.filter(person_id=by.pk, path=path).first()
    return (open_row(SYSTEM, row, "draft"), row.saved_at) if row else None


def drop_draft(by: Account, path: str) -> None:
    """Forget the draft of a form that was sent."""
    Draft.objects.filter(person_id=by.pk, path=path).delete()
