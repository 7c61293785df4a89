"""The health summary, handed over as a sheet in the person's language."""

from datetime import datetime

from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.pathway import conductor
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import Compartment, keep_file
from naru.rooms.infirmary import papers
from naru.rooms.infirmary.models import HealthSummary
from naru.rooms.infirmary.records import keep

HEALTH = Compartment.HEALTH


@verb
def summarise_health(*, by: Account, now: datetime, number: str, advice: str) -> Done | Refusal:
    """Print what is on record today, with advice, for the person to take along."""
    row = conductor.load(number)
    entry = ledger.reserve()
    pdf = papers.summary(row.person_id, entry, advice, by.name, now)
    file = keep_file(row.person_id, HEALTH, pdf, "application/pdf")
    kept = keep(HealthSummary, row, by, now, {"advice": advice}, pdf_id=file.pk)
    return conductor.advance(
        row,
        "summarise_health",
        by=by,
        now=now,
        subject=str(kept.pk),
        body={"advice": advice},
        compartment=HEALTH,
        proves=ledger.file(file, pdf, entry),
    )
