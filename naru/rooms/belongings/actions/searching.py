"""Searches of people and things, and the rights officer's look at them."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from naru.domain.belongings import search_against
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger, people, staff
from naru.ground.pathway import conductor
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, Compartment
from naru.rooms.belongings.models import Search, SearchReview

LEGAL = Compartment.LEGAL


@dataclass(frozen=True)
class SearchDraft:
    """A search as it was done: by whom, why, how far, and who had approved it."""

    kind: str
    reason: str
    searcher: UUID
    searcher_sex: str
    approver: UUID | None = None
    result: str = ""


@verb
def search_person(*, by: Account, now: datetime, number: str, draft: SearchDraft) -> Done | Refusal:
    """Record a search of a person or of their things (R18)."""
    row = conductor.load(number)
    searcher = Account.objects.get(pk=draft.searcher)
    approver = staff.names([draft.approver]).get(draft.approver, "") if draft.approver else ""
    sex = people.label(SYSTEM, row.person_id).sex
    searcher_sex = searcher.sex or draft.searcher_sex
    against = search_against(draft.kind, sex, searcher_sex, approver, draft.reason)
    if against:
        return against
    said = {**asdict(draft), "searcher": str(searcher.pk), "searcher_sex": searcher_sex}
    said["approver"] = str(draft.approver or "")
    search = Search(person_id=row.person_id, kind=draft.kind, at=now, by_id=by.pk)
    search.put(said)
    search.save(force_insert=True)
    return conductor.advance(
        row,
        "search_person",
        by=by,
        now=now,
        facts={"search_lawful": True},
        subject=str(search.pk),
        body=said,
        compartment=LEGAL,
    )


@verb
def review_search(*, by: Account, now: datetime, search_id: UUID, words: str) -> Done | Refusal:
    """Keep what the human-rights officer found when looking at a search."""
    search = Search.objects.get(pk=search_id)
    review = SearchReview(person_id=search.person_id, search=search, at=now, by_id=by.pk)
    review.put({"words": words})
    # the database keeps one review a search; a search can't be locked, since it can't be changed
    try:
        with transaction.atomic():
            review.save(force_insert=True)
    except IntegrityError:
        return Refusal("belongings.search_reviewed")
    entry = ledger.append(
        "review_search",
        at=now,
        actor=by,
        person_id=search.person_id,
        compartment=LEGAL,
        body={"words": words},
        subject=str(search.pk),
    )
    return Done(str(review.pk), str(entry.seq))
