"""Things that are missing: the report, and how the claim was settled."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import conductor
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, open_row
from naru.rooms.belongings.models import Claim, Item
from naru.rooms.belongings.records import advance, end, not_held, note


@verb
def report_missing(
    *, by: Account, now: datetime, number: str, item_id: UUID, words: str, seal_found: str = ""
) -> Done | Refusal:
    """Report that an item isn't where it should be: opens a claim that the rights officer sees."""
    row = conductor.load(number)
    items = Item.objects.select_for_update().filter(person_id=row.person_id, pk=item_id)
    item = items.first()
    if item is None or item.state != Item.HELD:
        return not_held(item)
    item.state = Item.MISSING
    item.save(update_fields=["state"])
    claim = Claim(person_id=item.person_id, item=item, opened_at=now)
    claim.put({"words": words})
    claim.save(force_insert=True)
    said = {"words": words, "seal_found": seal_found}
    note(item, "report_missing", by, now, said)
    return advance(row, "report_missing", by, now, claim.pk, {"item": item.number, **said})


@verb
def settle_claim(
    *,
    by: Account,
    now: datetime,
    number: str,
    claim_id: UUID,
    found: bool,
    answer: str,
    paid: Mapping[str, str] | None = None,
) -> Done | Refusal:
    """Close a claim: the thing is found, or made good by the rule."""
    row = conductor.load(number)
    claims = Claim.objects.select_related("item").select_for_update(of=("self",))
    claim = claims.filter(pk=claim_id, person_id=row.person_id, closed_at=None).first()
    if claim is None:
        return Refusal("belongings.no_claim")
    if not found and not paid:
        return Refusal("belongings.nothing_paid")
    said = {"answer": answer, "found": found, "paid": dict(paid or {})}
    claim.put({**open_row(SYSTEM, claim, reason="settle_claim"), **said})
    claim.closed_at = now
    claim.save()
    item = claim.item
    if found:
        item.state = Item.HELD
        item.save(update_fields=["state"])
    else:
        end(item, Item.SETTLED, now)
    note(item, "settle_claim", by, now, said)
    return advance(row, "settle_claim", by, now, claim.pk, {"item": item.number, **said})
