"""Follow a complaint by its receipt; whoever holds the number may read the answer."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.refusals import Refusal
from naru.ground import ledger
from naru.ground.staff.access import public
from naru.kit import numbers
from naru.kit.fields import TextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, refuse, show
from naru.rooms.rights import receipts
from naru.rooms.rights.queries import complaints
from naru.rooms.rights.queries.complaints import Followed

TEMPLATE = "rights/follow.html"
UNKEPT = {"draft_url": ""}
UNKNOWN = Refusal("rights.token_unknown")


class Form(KitForm):
    """The number on the receipt."""

    token = TextField(label=_("Number on your receipt"), max_length=40, width=20)


@dataclass(frozen=True)
class FollowPage(FormPage):
    """The form, and below it what became of the complaint."""

    complaint: Followed | None = None
    token: str = ""


@public
def follow(request: HttpRequest) -> HttpResponse:
    given = {"form": (form := Form(request)), **UNKEPT}
    if request.method != "POST":
        return show(request, TEMPLATE, _page(), **given)
    if not form.is_valid():
        return show(request, TEMPLATE, _page(), HTTPStatus.UNPROCESSABLE_ENTITY, **given)
    token = numbers.read_code(form.cleaned_data["token"]) or ""
    found = complaints.followed(token)
    if found is None:
        return refuse(request, TEMPLATE, _page(), UNKNOWN, **given)
    return show(request, TEMPLATE, _page(found, token), **given)


@public
def complaint_receipt(request: HttpRequest) -> HttpResponse:
    form = Form(request)
    token = numbers.read_code(form.cleaned_data["token"]) if form.is_valid() else None
    found = complaints.followed(token) if token else None
    if token is None or found is None:
        return refuse(request, TEMPLATE, _page(), UNKNOWN, form=form, **UNKEPT)
    entry = ledger.entry_of(found.id)
    pdf = receipts.complaint_pdf(token, found.language, found.at, found.words, entry)
    paper = ledger.Issued(pdf, "application/pdf", entry, [found.proof])
    return ledger.send(request, paper, "complaint")


def _page(found: Followed | None = None, token: str = "") -> FollowPage:
    return FollowPage(
        title=_("Follow a complaint"),
        submit=_("Look up"),
        complaint=found,
        token=token,
    )
