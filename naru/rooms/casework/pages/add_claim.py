"""Adding what was said of a person: a name, a birth date, a language."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LanguageChoice, PartialDateField, TextField
from naru.kit.forms import KitForm
from naru.rooms.casework import actions, words


class ClaimForm(KitForm):
    """By whose word it is known; the forms of each kind add what was said."""

    source = ChoiceField(label=_("Source"), choices=words.SOURCES, initial="person")
    status = ChoiceField(label=_("How sure"), choices=words.STATUSES, initial="claimed")
    field_order = ("text", "name_kind", "script", "birth", "value")

    def values(self) -> dict[str, Any]:
        """The claim as it is kept."""
        apart = {"once", "version", "birth"}
        said = {key: value for key, value in self.cleaned_data.items() if key not in apart}
        return {**said, **self.cleaned_data.get("birth", {})}


class NameForm(ClaimForm):
    """A name in one script, as given."""

    text = TextField(label=_("Name as given"), help_text=_("In its own script and order."))
    name_kind = ChoiceField(label=_("Kind of name"), choices=words.NAME_KINDS, initial="own")
    script = ChoiceField(label=_("Script"), choices=words.SCRIPTS, initial="Hang")


class BirthForm(ClaimForm):
    """A birth date as far as it is known, in the calendar in which it was said."""

    birth = PartialDateField(label=_("Date of birth"))


class LanguageForm(ClaimForm):
    """A language spoken."""

    value = LanguageChoice(label=_("Language"))


class SexForm(ClaimForm):
    """The sex, as stated."""

    value = ChoiceField(label=_("Sex"), choices=words.SEXES)


class OriginForm(ClaimForm):
    """The country of origin; nothing is guessed."""

    value = ChoiceField(label=_("Country of origin"), choices=words.COUNTRIES)


class DocumentForm(ClaimForm):
    """A document that was shown."""

    value = TextField(label=_("Kind of document and its number"), max_length=120)


class RoleForm(ClaimForm):
    """The person's role in their family here."""

    value = ChoiceField(label=_("Role in the family"), choices=words.FAMILY_ROLES)


FORMS: dict[str, type[ClaimForm]] = {
    "name": NameForm,
    "birth": BirthForm,
    "sex": SexForm,
    "language": LanguageForm,
    "origin": OriginForm,
    "document": DocumentForm,
    "family_role": RoleForm,
}


@duty(Duty.CASEWORKER)
def add_claim(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.add_claim(
            by=request.user, number=number, once=said["once"], kind=kind, values=form.values()
        )

    sheet = reverse("casework:register", args=[number])
    return run_step(
        request,
        number,
        "add_claim",
        form,
        act,
        to=sheet,
        title=dict(words.CLAIM_KINDS)[kind],
        lead=_("It stands beside what was said before."),
        submit=_("Add"),
        back_url=sheet,
        back_text=_("Back to the identity sheet"),
    )
