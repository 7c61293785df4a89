"""The inquiry file of a person, its copy and its exhibits; and the list of an interviewer."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from naru.domain.duties import Duty
from naru.ground import ledger
from naru.ground.staff.access import duty
from naru.kit.pages import show
from naru.rooms.inquiry import queries

READERS = (
    Duty.INTERVIEWER,
    Duty.INTERPRETER,
    Duty.INQUIRY_REVIEWER,
    Duty.DECIDING_AUTHORITY,
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.COUNSEL,
    Duty.CHILD_GUARDIAN,
    Duty.RESIDENT,
)


@duty(Duty.INTERVIEWER, Duty.INQUIRY_REVIEWER, Duty.HUMAN_RIGHTS_OFFICER)
def mine(request: HttpRequest) -> HttpResponse:
    return show(request, "inquiry/mine.html", queries.mine(request.user))


@duty(*READERS)
def file(request: HttpRequest, number: str) -> HttpResponse:
    return show(request, "inquiry/file.html", queries.file(request.user, number))


@duty(*READERS)
def copy(request: HttpRequest, number: str) -> HttpResponse:
    """The statement as PDF."""
    paper = queries.copy_of(request.user, number, get_language() or "ko")
    return ledger.send(request, paper, "statement")


@duty(*READERS)
def exhibit(request: HttpRequest, number: str, exhibit_id: UUID) -> HttpResponse:
    """The file of an exhibit."""
    return _sent(*queries.exhibit_file(request.user, number, exhibit_id))


def _sent(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file to keep, which no browser opens within a page of ours."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=media_type, headers=headers)
