"""The ruling's letter, to print or to read."""

from django.http import HttpRequest, HttpResponse

from naru.domain.duties import Duty
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
    content, media_type = queries.letter(request.user, number)
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": 'inline; filename="decision.pdf"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=media_type, headers=headers)
