"""Record a wish to leave, word for word."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LanguageChoice, LongTextField
from naru.kit.forms import KitForm
from naru.rooms.rights import actions, queries, receipts

ASKERS = (
    Duty.CASEWORKER,
    Duty.RECEPTION_OFFICER,
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.COUNSEL,
    Duty.RESIDENT,
    Duty.CHILD_GUARDIAN,
)


class Form(KitForm):
    """The words as they were said, in any language."""

    words = LongTextField(label=_("The person’s own words"), rows=4)
    language = LanguageChoice(label=_("Language of these words"))


@duty(*ASKERS)
def wish_to_leave(request: HttpRequest, number: str) -> HttpResponse:
    form = Form(request)
    wishes = queries.wishes(request.user, pathway.case(request.user, number))

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.wish_to_leave(
            by=request.user,
            number=number,
            once=said["once"],
            words=said["words"],
            language=said["language"],
        )

    return run_step(
        request,
        number,
        "wish_to_leave",
        form,
        act,
        template="rights/wish_to_leave.html",
        message=_("The wish is recorded. A written answer follows within 24 hours."),
        lead=_("Write exactly what was said. The person gets a receipt to keep."),
        extra=wishes,
    )


@duty(*ASKERS, Duty.DIRECTOR)
def wish_receipt(request: HttpRequest, number: str, wish_id: UUID) -> HttpResponse:
    wish = queries.wish(request.user, number, wish_id)
    entry = ledger.entry_of(wish_id)
    pdf = receipts.wish_pdf(wish.number, wish.language, wish.at, wish.words, entry)
    return ledger.send(request, ledger.Issued(pdf, "application/pdf", entry), "wish")
