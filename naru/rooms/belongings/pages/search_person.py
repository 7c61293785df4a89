"""Record a search: how far, why, by whom, and who had approved it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LongTextField
from naru.kit.forms import KitForm
from naru.rooms.belongings import actions
from naru.rooms.belongings.names import SEARCHES
from naru.rooms.belongings.pages.parts import offer, one, select
from naru.rooms.belongings.queries import choices


class Form(KitForm):
    """One search."""

    kind = ChoiceField(label=_("Kind of search"), choices=list(SEARCHES.items()))
    reason = LongTextField(
        label=_("Why it is necessary"),
        help_text=_("Everybody is asked first to lay things out themselves."),
        rows=2,
    )
    searcher = select(_("Searched by"))
    searcher_sex = ChoiceField(
        label=_("Sex of that officer"), choices=[("female", _("Female")), ("male", _("Male"))]
    )
    approver = select(
        _("Approved beforehand by"),
        help_text=_("Needed for a search that undresses."),
        required=False,
    )
    result = LongTextField(
        label=_("Result"),
        help_text=_("What was laid out or found. Things are listed one by one on the next page."),
        rows=2,
        required=False,
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, initial={"searcher": str(request.user.pk)})
        offer(self, "searcher", choices.colleagues(request.user, myself=True))
        offer(self, "approver", choices.approvers())


@duty(Duty.PROPERTY_CUSTODIAN)
def search_person(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        draft = actions.SearchDraft(
            kind=said["kind"],
            reason=said["reason"],
            searcher=one(said["searcher"]),
            searcher_sex=said["searcher_sex"],
            approver=one(said["approver"]),
            result=said["result"],
        )
        return actions.search_person(by=request.user, number=number, once=said["once"], draft=draft)

    return run_step(
        request,
        number,
        "search_person",
        Form(request),
        act,
        lead=_(
            "A search that touches the person is done by two officers of the same sex, out of "
            "sight of others. The human-rights officer sees it."
        ),
        submit=_("Record the search"),
        message=_("The search is on record."),
    )
