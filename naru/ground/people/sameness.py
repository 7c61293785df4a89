"""Two records of one person: proposed by one member of staff, decided by another, undoable."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from naru.domain.refusals import Done, Refusal, Text, add
from naru.ground import ledger
from naru.ground.people.models import Person, Sameness
from naru.ground.vault.compartments import Compartment

add(
    {
        "same.second_person": Text(
            "제안한 사람은 스스로 확정할 수 없습니다.",
            "Whoever proposed it can't decide it too.",
            "다른 직원에게 두 기록을 대조해 결정하도록 요청하십시오.",
            "Ask a colleague to compare both records and decide.",
        ),
        "same.decided": Text(
            "이미 결정된 제안입니다.",
            "This proposal is decided already.",
            "화면을 새로 고쳐 결과를 확인하십시오.",
            "Reload the page to see the result.",
        ),
        "same.itself": Text(
            "같은 기록끼리는 비교할 수 없습니다.",
            "A record can't be compared with itself.",
            "다른 기록을 고르십시오.",
            "Choose another record.",
        ),
        "same.open": Text(
            "이 두 기록은 이미 검토 중입니다.",
            "These two records are under review already.",
            "검토 목록에서 결정하십시오.",
            "Decide it in the list of reviews.",
        ),
    }
)


def propose_same(
    *, by: Any, now: datetime, one_id: UUID, other_id: UUID, reason: str
) -> Done | Refusal:
    """Propose that two records are one person; changes nothing until another agrees."""
    if one_id == other_id:
        return Refusal("same.itself")
    pair = {"one_id": min(one_id, other_id), "other_id": max(one_id, other_id)}
    if Sameness.objects.filter(**pair, decided_at=None).exists():
        return Refusal("same.open")
    row = Sameness.objects.create(**pair, proposed_by=by.pk, proposed_at=now)
    return _record("propose_same", by, now, row, reason=reason)


def decide_same(
    *, by: Any, now: datetime, review_id: UUID, same: bool, reason: str
) -> Done | Refusal:
    """Agree or not; only somebody else than the proposer (domain.md 7, scenario 4)."""
    row = Sameness.objects.select_for_update().get(pk=review_id)
    if row.decided_at is not None:
        return Refusal("same.decided")
    if row.proposed_by == by.pk:
        return Refusal("same.second_person")
    row.decided_by, row.decided_at = by.pk, now
    row.verdict = "same" if same else "different"
    row.save()
    if same:
        Person.objects.filter(pk=row.other_id).update(same_as=row.one_id)
    return _record("decide_same", by, now, row, verdict=row.verdict, reason=reason)


def undo_same(*, by: Any, now: datetime, review_id: UUID, reason: str) -> Done | Refusal:
    """Take a wrong merge back; both records are as they were, the review stays to be seen."""
    row = Sameness.objects.select_for_update().get(pk=review_id)
    if row.verdict != "same" or row.undone_at is not None:
        return Refusal("same.decided")
    row.undone_at = now
    row.save(update_fields=["undone_at"])
    Person.objects.filter(pk=row.other_id, same_as=row.one_id).update(same_as=None)
    return _record("undo_same", by, now, row, reason=reason)


def same_reviews(*, open_only: bool = False) -> list[Sameness]:
    """The reviews, open ones first, then the latest."""
    rows = Sameness.objects.select_related("one", "other").order_by("decided_at", "-proposed_at")
    return [row for row in rows if row.decided_at is None or not open_only]


def settled(person_id: UUID) -> set[UUID]:
    """Everybody of whom two colleagues have decided whether they are this person: not asked again.

    A merge that was undone asks again.
    """
    rows = _settled_rows().filter(Q(one_id=person_id) | Q(other_id=person_id))
    pairs = rows.values_list("one_id", "other_id")
    return {who for pair in pairs for who in pair} - {person_id}


def settled_pairs() -> set[frozenset[UUID]]:
    """Every pair that is decided or under review."""
    rows = _settled_rows() | Sameness.objects.filter(decided_at=None)
    return {frozenset(pair) for pair in rows.values_list("one_id", "other_id")}


def _settled_rows() -> QuerySet[Sameness]:
    return Sameness.objects.filter(verdict__in=("same", "different"), undone_at=None)


def _record(action: str, by: Any, now: datetime, row: Sameness, **body: str) -> Done:
    return ledger.record(
        action,
        at=now,
        actor=by,
        person_id=row.one_id,
        compartment=Compartment.IDENTITY,
        subject=str(row.pk),
        body={"other": str(row.other_id), **body},
    )
