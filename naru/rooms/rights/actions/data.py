"""One's own data: asked for, answered with the list of who looked."""

from datetime import datetime

from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import conductor
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import Compartment
from naru.rooms.rights.looks import looks_at
from naru.rooms.rights.models import DataRequest
from naru.rooms.rights.records import amend, keep

LEGAL = Compartment.LEGAL


@verb
def request_data(
    *, by: Account, now: datetime, number: str, kind: str, words: str = ""
) -> Done | Refusal:
    """Ask to see, correct or erase one's own data."""
    row = conductor.load(number)
    said = {"kind": kind, "words": words}
    request = keep(DataRequest, row.person_id, by, now, said)
    return conductor.advance(
        row,
        "request_data",
        by=by,
        now=now,
        subject=str(request.pk),
        body=said,
        compartment=LEGAL,
    )


@verb
def answer_data(*, by: Account, now: datetime, number: str, answer: str) -> Done | Refusal:
    """Answer every open request; who looked at the record goes with the answer."""
    row = conductor.load(number)
    said = {"answer": answer, "looks": [look.plain() for look in looks_at(row.person_id)]}
    for request in DataRequest.objects.filter(person_id=row.person_id, answered_at=None):
        amend(request, said, answered_at=now)
    return conductor.advance(
        row, "answer_data", by=by, now=now, body={"answer": answer}, compartment=LEGAL
    )
