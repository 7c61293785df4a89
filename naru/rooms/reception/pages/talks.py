"""The questions about a notice of rights, shared by consent and refusal."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.ground.pathway import queries as pathway
from naru.kit.fields import (
    ChoiceField,
    LanguageChoice,
    MultiChoiceField,
    SignatureField,
    TextField,
)
from naru.kit.forms import KitForm
from naru.rooms.reception import queries, rights
from naru.rooms.reception.voices import Talk

MYSELF, OUTSIDE = "self", "outside"


class TalkForm(KitForm):
    """What was read aloud, in which language, by whose voice, and whether it was understood."""

    items = MultiChoiceField(
        label=gettext_lazy("Read aloud, one after another"), choices=rights.ITEMS
    )
    language = LanguageChoice(label=gettext_lazy("Language"))
    interpreter = ChoiceField(label=gettext_lazy("Who interpreted"), initial=MYSELF)
    interpreter_name = TextField(
        label=gettext_lazy("Name of an interpreter from outside"), required=False
    )
    understood = ChoiceField(label=gettext_lazy("How it was understood"), choices=rights.UNDERSTOOD)
    signature = SignatureField(label=gettext_lazy("Signature of the person"), required=False)

    def __init__(self, request: HttpRequest, spoken: Sequence[str]) -> None:
        super().__init__(request, initial={"language": spoken[0] if spoken else ""})
        self.fields["interpreter"].choices = [
            (MYSELF, _("I speak the language myself")),
            *queries.interpreters(),
            (OUTSIDE, _("An interpreter from outside")),
        ]

    def clean(self) -> dict[str, Any]:
        """An interpreter from outside has a name."""
        said = super().clean() or {}
        if said.get("interpreter") == OUTSIDE and not said.get("interpreter_name"):
            self.add_error("interpreter_name", _("Enter the interpreter’s name."))
        return said


def spoken_by(request: HttpRequest, number: str) -> tuple[str, ...]:
    """The languages of the person of a number; Http404 out of the viewer's reach."""
    return queries.spoken(request.user, pathway.case(request.user, number).person_id)


def talk_of(said: dict[str, Any]) -> Talk:
    """The talk as the form tells it."""
    voice = said["interpreter"]
    return Talk(
        items=said["items"],
        language=said["language"],
        understood=said["understood"],
        interpreter_id=None if voice in {MYSELF, OUTSIDE} else UUID(voice),
        interpreter_name=said["interpreter_name"] if voice == OUTSIDE else "",
    )
