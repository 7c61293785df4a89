"""What several forms of the property room share: lists to choose from, and signatures."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from naru.kit.fields import ChoiceField
from naru.kit.forms import KitForm


def select(label: Any, **given: Any) -> ChoiceField:
    """A question answered from a list that the page fills in with `offer`."""
    return ChoiceField(label=label, widget=forms.Select, **given)


def offer(form: KitForm, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Fill a list; what the address names is chosen already."""
    form.fields[name].choices = [("", _("Choose")), *choices]
    form.initial.setdefault(name, form.request.GET.get(name, ""))


def one(said: str) -> UUID | None:
    """The chosen one, or None."""
    return UUID(said) if said else None


def many(said: Iterable[str]) -> list[UUID]:
    """All chosen ones."""
    return [UUID(value) for value in said]


def drawn(signature: dict[str, Any] | None) -> str:
    """The signature's picture; empty when it was given on paper."""
    return str((signature or {}).get("image") or "")
