"""What the forms of the property room offer."""

from collections.abc import Iterable
from typing import Any

from naru.domain.belongings import CLASSES, TO_AUTHORITY, UNOPENED, ItemClass
from naru.domain.duties import Duty
from naru.ground.staff.models import Account
from naru.ground.staff.queries import holders
from naru.rooms.belongings.models import Item
from naru.rooms.belongings.queries.items import ItemView, lang
from naru.rooms.belongings.records import KEPT_BY_LAW, MEDICINE

COLLEAGUES = (
    Duty.PROPERTY_CUSTODIAN,
    Duty.RECEPTION_OFFICER,
    Duty.LODGING_OFFICER,
    Duty.CASEWORKER,
    Duty.NURSE,
    Duty.PHARMACIST,
)
Choices = list[tuple[str, Any]]


def item_choices(found: Iterable[ItemView]) -> Choices:
    """Lines for a form."""
    return [(str(v.id), f"{v.number} · {v.description} · {v.place}") for v in found]


def for_authority(found: Iterable[ItemView]) -> list[ItemView]:
    """The lines that the law gives to an authority."""
    return [view for view in found if view.kind in TO_AUTHORITY and view.state == Item.HELD]


def in_custody(found: Iterable[ItemView]) -> list[ItemView]:
    """The lines that lie in custody and aren't missing."""
    return [view for view in found if view.state == Item.HELD]


def returnable(found: Iterable[ItemView]) -> list[ItemView]:
    """The lines that may be given back now."""
    return [v for v in in_custody(found) if v.kind not in KEPT_BY_LAW and not v.waits]


def colleagues(viewer: Account, *, myself: bool = False) -> Choices:
    """Those who may stand beside an officer."""
    found = holders(*COLLEAGUES)
    return [(str(a.pk), a.name) for a in found if myself or a.pk != viewer.pk]


def approvers() -> Choices:
    """Those who may approve a search that undresses."""
    return [(str(account.pk), account.name) for account in holders(Duty.DIRECTOR)]


def class_choices() -> Choices:
    """Every class of the counter with its rule on one line."""
    here = lang()
    return [(rule.id, f"{rule.name[here]} – {rule.rule[here]}") for rule in _offered()]


def _offered() -> list[ItemClass]:
    return [rule for rule in CLASSES.values() if rule.id != UNOPENED]


def legal_bases() -> list[tuple[str, str, str]]:
    """Class, rule and legal basis of everything that isn't simply kept."""
    here = lang()
    rules = [rule for rule in CLASSES.values() if rule.contraband or rule.id == MEDICINE]
    return [(rule.name[here], rule.rule[here], rule.basis[here]) for rule in rules]
