"""The ruling's letter, to print or to read."""

from django.http import HttpRequest, HttpResponse

from naru.domain.duties import Duty
from naru.ground import ledger
from naru.ground.staff.access import duty
from naru.rooms.ruling import queries


@duty(
    Duty.DECIDING_AUTHORITY,
    Duty.CASEWORKER,
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.COUNSEL,
    Duty.CHILD_GUARDIAN,
    Duty.RESIDENT,
)
def letter(request: HttpRequest, number: str) -> HttpResponse:
    return ledger.send(request, queries.letter(request.user, number), "decision")
