"""Break-glass: one person, one compartment, sixty minutes; told, reviewed, never in secret."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from naru.domain import emergency, need_sayings  # noqa: F401
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.staff.models import Account, BreakGlass, BreakGlassReview
from naru.ground.vault import Compartment


@transaction.atomic
def break_glass(
    *, by: Account, now: datetime, person_id: UUID, compartment: str, ground: str, reason: str
) -> Done | Refusal:
    """Open one compartment of one person for an hour; the reason is sealed, the act is logged."""
    against = emergency.refused(by.duties, compartment, ground, reason)
    if against is None and _overdue(by, now):
        against = Refusal("emergency.review_overdue")
    if against is None and open_now(by, person_id, now).filter(compartment=compartment).exists():
        against = Refusal("emergency.open_already")
    if against is not None:
        return against
    row = BreakGlass(
        person_id=person_id,
        account=by,
        compartment=compartment,
        ground=ground,
        opened_at=now,
        until=now + emergency.OPEN_FOR,
    )
    row.put({"reason": reason})
    row.save(force_insert=True)
    said = {"compartment": compartment, "ground": ground}
    return _record("break_glass", by, now, row, said)


@transaction.atomic
def note_offline(
    *, by: Account, now: datetime, person_id: UUID, opened_at: datetime, reason: str, packet: str
) -> Done | Refusal:
    """Write down what was opened from the emergency packet while there was no network.

    It happened, so nothing but the role is asked; told and reviewed like any other opening.
    """
    if not by.has(*emergency.ROLES):
        return Refusal("emergency.not_your_role")
    same = {"account": by, "person_id": person_id, "opened_at": opened_at}
    before = BreakGlass.objects.filter(**same).first()
    if before is not None:
        return Done(str(before.pk), repeated=True)
    row = BreakGlass(
        **same, compartment="health", ground="life", until=opened_at + emergency.OPEN_FOR
    )
    row.put({"reason": reason})
    row.save(force_insert=True)
    said = {"compartment": "health", "ground": "life", "packet": packet}
    return _record("break_glass", by, now, row, said)


@transaction.atomic
def tell(*, by: Account, now: datetime, opening_id: UUID, how: str) -> Done | Refusal:
    """Write down that the person was told that their record was opened."""
    row = BreakGlass.objects.select_for_update().get(pk=opening_id)
    if row.told_at is not None:
        return Refusal("emergency.told")
    row.told_at = now
    row.save(update_fields=["told_at"])
    return _record("tell_of_break_glass", by, now, row, {"how": how})


@transaction.atomic
def review(
    *, by: Account, now: datetime, opening_id: UUID, verdict: str, words: str
) -> Done | Refusal:
    """One office's finding; an improper opening locks the account at once."""
    row = BreakGlass.objects.select_for_update().get(pk=opening_id)
    office = next((duty for duty in emergency.OFFICES if by.has(duty)), None)
    if office is None or row.account_id == by.pk:
        return Refusal("emergency.own_review")
    if row.reviews.filter(office=office).exists():
        return Refusal("emergency.reviewed")
    found = BreakGlassReview(
        person_id=row.person_id, opening=row, office=office, verdict=verdict, by_id=by.pk, at=now
    )
    found.put({"words": words})
    found.save(force_insert=True)
    if verdict == "improper":
        Account.objects.filter(pk=row.account_id).update(is_active=False)
    return _record("review_break_glass", by, now, row, {"verdict": verdict, "office": office})


def open_now(
    viewer: Account, person_id: UUID | None = None, now: datetime | None = None
) -> QuerySet[BreakGlass]:
    """What the viewer has open in an emergency at this moment."""
    rows = BreakGlass.objects.filter(account=viewer, until__gt=now or timezone.now())
    return rows.filter(person_id=person_id) if person_id else rows


def opened_for(viewer: Account, person_ids: Iterable[UUID], compartment: str) -> bool:
    """Whether every one of these people's compartments stands open to the viewer in need."""
    wanted = set(person_ids)
    rows = open_now(viewer).filter(person_id__in=wanted, compartment=compartment)
    return wanted == set(rows.values_list("person_id", flat=True))


def lately(person_id: UUID, since: datetime) -> list[BreakGlass]:
    """The openings of a person's record since a moment, for the others who work there."""
    rows = BreakGlass.objects.filter(person_id=person_id, until__gt=since)
    return list(rows.select_related("account"))


def openings(viewer: Account) -> list[BreakGlass]:
    """Every opening, the newest first, for the two offices that review; never the viewer's own."""
    if not viewer.has(*emergency.OFFICES):
        return []
    rows = BreakGlass.objects.exclude(account=viewer).select_related("account")
    return list(rows.prefetch_related("reviews"))


def misuse(month: datetime) -> list[tuple[str, int]]:
    """How many openings of a month were found improper, by account: the list shown monthly."""
    rows = BreakGlassReview.objects.filter(
        verdict="improper",
        opening__opened_at__year=month.year,
        opening__opened_at__month=month.month,
    )
    counted = rows.values("opening__account__name").annotate(n=Count("opening", distinct=True))
    return [(row["opening__account__name"], row["n"]) for row in counted.order_by("-n")]


def waiting_reviews(viewer: Account) -> int:
    """How many openings this viewer's office has still to review."""
    office = next((duty for duty in emergency.OFFICES if viewer.has(duty)), None)
    if office is None:
        return 0
    done = BreakGlassReview.objects.filter(office=office).values("opening")
    return BreakGlass.objects.exclude(account=viewer).exclude(pk__in=done).count()


def _overdue(account: Account, now: datetime) -> bool:
    """Whether an opening of this account has waited for a review longer than C20 allows."""
    late = BreakGlass.objects.filter(
        account=account, opened_at__lt=now - emergency.REVIEW_WITHIN
    ).annotate(n=Count("reviews"))
    return late.filter(n__lt=len(emergency.OFFICES)).exists()


def _record(action: str, by: Account, now: datetime, row: BreakGlass, body: dict[str, str]) -> Done:
    return ledger.record(
        action,
        at=now,
        actor=by,
        person_id=row.person_id,
        compartment=Compartment.LEGAL,
        subject=str(row.pk),
        body=body,
    )
