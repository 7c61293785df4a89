"""A wish for protection, word for word, beside the earlier ones."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LanguageChoice, LongTextField
from naru.kit.forms import KitForm
from naru.rooms.reception import actions, queries


class WishForm(KitForm):
    """The words and their language."""

    words = LongTextField(label=gettext_lazy("The wish, word for word"), rows=6)
    language = LanguageChoice(label=gettext_lazy("Language of these words"))


@duty(
    Duty.CASEWORKER,
    Duty.RECEPTION_OFFICER,
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.COUNSEL,
    Duty.RESIDENT,
)
def record_wish(request: HttpRequest, number: str) -> HttpResponse:
    """Record a wish."""
    person_id = pathway.case(request.user, number).person_id

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.record_wish(
            by=request.user,
            number=number,
            once=said["once"],
            words=said["words"],
            language=said["language"],
        )

    first = next(iter(queries.spoken(request.user, person_id)), "")
    return run_step(
        request,
        number,
        "record_wish",
        WishForm(request, initial={"language": first}),
        act,
        template="reception/record_wish.html",
        message=_("Recorded. These words are never changed."),
        lead=_("Write what is said. A later wish stands beside this one."),
        extra=queries.wishes(request.user, person_id),
    )
