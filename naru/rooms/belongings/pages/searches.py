"""Searches that touched a person, for the human-rights officer to look at."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, run, show
from naru.rooms.belongings import actions
from naru.rooms.belongings.queries import searches as queries


class Form(KitForm):
    """What the officer found."""

    words = LongTextField(label=gettext_lazy("What you found"), rows=3)


@dataclass(frozen=True)
class SearchesPage:
    """The list, what nobody has looked at on top."""

    title: str
    lines: list[queries.SearchLine]


@duty(Duty.HUMAN_RIGHTS_OFFICER)
def searches(request: HttpRequest) -> HttpResponse:
    page = SearchesPage(_("Searches to review"), queries.searches(request.user))
    return show(request, "belongings/searches.html", page)


@duty(Duty.HUMAN_RIGHTS_OFFICER)
def review_search(request: HttpRequest, search_id: UUID) -> HttpResponse:
    if search_id not in {line.id for line in queries.searches(request.user)}:
        raise Http404

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.review_search(
            by=request.user, once=said["once"], search_id=search_id, words=said["words"]
        )

    back = reverse("belongings:searches")
    page = FormPage(title=_("Review a search"), back_url=back, back_text=_("Searches to review"))
    return run(request, Form(request), "kit/form.html", page, act, back)
