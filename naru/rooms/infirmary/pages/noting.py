"""The pages of single entries: vital signs, an allergy, a condition."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LongTextField, TextField
from naru.kit.forms import KitForm
from naru.rooms.infirmary import actions, words
from naru.rooms.infirmary.pages.parts import VitalsForm, vitals_of


class AllergyForm(KitForm):
    """A substance and what it does."""

    substance = TextField(label=_("Substance"), max_length=120)
    atc = TextField(label=_("ATC code"), max_length=7, width=10, required=False)
    reaction = TextField(label=_("Reaction"), required=False)
    severity = ChoiceField(label=_("Severity"), choices=words.SEVERITIES)


class ConditionForm(KitForm):
    """A diagnosis or a problem."""

    name = TextField(label=_("Diagnosis or problem"))
    code = TextField(label=_("ICD-11 code"), max_length=20, width=10, required=False)
    note = LongTextField(label=_("Note"), rows=3, required=False)


@duty(Duty.NURSE, Duty.PHYSICIAN)
def observe(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        once, vitals = str(said["once"]), vitals_of(said)
        return actions.observe(by=request.user, number=number, once=once, vitals=vitals)

    return run_step(request, number, "observe", VitalsForm(request), act, message=_("Saved."))


@duty(Duty.NURSE, Duty.PHYSICIAN, Duty.PHARMACIST)
def note_allergy(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.note_allergy(
            by=request.user,
            number=number,
            once=str(said["once"]),
            substance=said["substance"],
            atc=said["atc"],
            reaction=said["reaction"],
            severity=said["severity"],
        )

    form = AllergyForm(request)
    return run_step(request, number, "note_allergy", form, act, message=_("Allergy recorded."))


@duty(Duty.NURSE, Duty.PHYSICIAN, Duty.PSYCHOLOGIST)
def note_condition(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.note_condition(
            by=request.user,
            number=number,
            once=str(said["once"]),
            name=said["name"],
            code=said["code"],
            note=said["note"],
        )

    form = ConditionForm(request)
    return run_step(request, number, "note_condition", form, act, message=_("Diagnosis recorded."))
