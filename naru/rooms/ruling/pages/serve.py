"""Serving the decision."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, TextField
from naru.kit.forms import KitForm
from naru.kit.languages import LANGUAGES
from naru.rooms.ruling import actions, queries, words


class ServeForm(KitForm):
    """To whom, in which language, by which interpreter, signed or not."""

    language = ChoiceField(label=_("Language"))
    interpreter = TextField(
        label=_("Interpreter"), help_text=_("Leave empty when none was needed."), required=False
    )
    handed_to = ChoiceField(label=_("Handed to"), choices=words.HANDED_TO)
    signed = ChoiceField(label=_("Receipt"), choices=words.SIGNED)

    def __init__(self, request: HttpRequest, languages: tuple[str, ...]) -> None:
        super().__init__(request)
        names = dict(LANGUAGES)
        self.fields["language"].choices = [(code, names.get(code, code)) for code in languages]


@duty(Duty.DECIDING_AUTHORITY, Duty.CASEWORKER)
def serve(request: HttpRequest, number: str) -> HttpResponse:
    form = ServeForm(request, queries.languages(request.user, number))

    def act(said: dict[str, Any]) -> Done | Refusal:
        wanted = {key: said[key] for key in ("language", "interpreter", "handed_to", "signed")}
        return actions.serve(by=request.user, number=number, once=said["once"], **wanted)

    return run_step(
        request, number, "serve", form, act, template="ruling/serve.html", submit=_("Serve")
    )
