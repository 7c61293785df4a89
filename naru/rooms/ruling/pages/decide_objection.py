"""Deciding an objection."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import performs
from naru.kit.fields import ChoiceField
from naru.rooms.ruling import actions, queries, words
from naru.rooms.ruling.pages.texts import TextForm


class ReviewForm(TextForm):
    """What became of the objection, with all that a decision holds."""

    result = ChoiceField(label=_("Result"), choices=words.RESULTS)
    field_order = ("result",)


@performs("decide_objection")
def decide_objection(request: HttpRequest, number: str) -> HttpResponse:
    form = ReviewForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.decide_objection(
            by=request.user,
            number=number,
            once=said["once"],
            result=said["result"],
            text=form.text(),
        )

    return run_step(
        request,
        number,
        "decide_objection",
        form,
        act,
        template="ruling/decide_objection.html",
        extra=queries.objection(request.user, number),
    )
