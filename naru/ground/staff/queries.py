"""Reads about accounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from naru import profiles
from naru.domain.duties import Duty
from naru.ground.staff.models import Account, Mandate


@dataclass(frozen=True)
class AccountRow:
    """An account in the administrator's list."""

    id: UUID
    username: str
    name: str
    duties: tuple[str, ...]
    active: bool
    last_login: datetime | None


def duty_name(duty: Duty, lang: str) -> str:
    """What a duty is called in this centre."""
    rule = profiles.load(settings.NARU_PROFILE).duties.get(duty)
    return rule.name["ko" if lang.startswith("ko") else "en"] if rule else duty.value


def names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of accounts, by id."""
    return dict(Account.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def holders(*duties: Duty) -> list[Account]:
    """The active accounts that hold one of these duties."""
    values = [duty.value for duty in duties]
    rows = Account.objects.filter(is_active=True, held__duty__in=values, held__until=None)
    return list(rows.distinct().order_by("name"))


def accounts(lang: str) -> list[AccountRow]:
    """Every account with its duties, by name."""
    return [
        AccountRow(
            account.pk,
            account.username,
            account.name,
            tuple(duty_name(duty, lang) for duty in sorted(account.duties)),
            account.is_active,
            account.last_login,
        )
        for account in Account.objects.prefetch_related("held").order_by("name")
    ]


def mandated(person_id: UUID, kind: str) -> list[Account]:
    """Who is mandated for a person now (`counsel`, `guardian`)."""
    rows = Mandate.objects.filter(person_id=person_id, kind=kind, until=None)
    return [row.account for row in rows.select_related("account")]
