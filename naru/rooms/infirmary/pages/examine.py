"""The health intake: the nurse's page, and the physician's."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.infirmary import VITALS
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LongTextField, MultiChoiceField, YesNoUnknown
from naru.rooms.infirmary import actions, words
from naru.rooms.infirmary.actions.examining import Findings
from naru.rooms.infirmary.pages.parts import VitalsForm, vitals_of
from naru.rooms.infirmary.records import lines

ONE_A_LINE = _("One a line. Leave it empty if there is none.")


class IntakeForm(VitalsForm):
    """The nurse's intake, in the order of the conversation."""

    history = LongTextField(label=_("Complaints and history"), rows=4, required=False)
    allergies = LongTextField(
        label=_("New allergies"), help_text=ONE_A_LINE, rows=2, required=False
    )
    signs = MultiChoiceField(
        label=_("Signs of infection"), choices=words.INFECTIOUS_SIGNS, required=False
    )
    isolation = YesNoUnknown(
        label=_("Must the person be isolated?"),
        help_text=_("Other rooms see only yes or no, never the cause."),
        unknown=False,
    )
    access_needs = ChoiceField(label=_("Access needs of the room"), choices=words.ACCESS_NEEDS)

    field_order = ["history", "allergies", *VITALS]


class PhysicianForm(IntakeForm):
    """The physician's examination: what the nurse asks, and more."""

    findings = LongTextField(label=_("Medical findings"), rows=4, required=False)
    conditions = LongTextField(label=_("Diagnoses"), help_text=ONE_A_LINE, rows=2, required=False)
    ill_treatment = ChoiceField(
        label=_("Does the person say that they were ill-treated?"),
        help_text=_("Ask only in private. Injuries are documented only with consent."),
        choices=words.ILL_TREATMENT,
    )
    documentation = YesNoUnknown(
        label=_("Does the person consent to documenting injuries?"), unknown=False, required=False
    )
    fit = YesNoUnknown(label=_("Fit for an interview?"), unknown=False)

    field_order = ["history", "allergies", *VITALS, "findings", "conditions"]


@duty(Duty.NURSE, Duty.PHYSICIAN)
def examine_nurse(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        notes = {"history": said["history"], "signs": said["signs"]}
        return actions.examine_nurse(
            by=request.user,
            number=number,
            once=str(said["once"]),
            findings=_findings(said, _facts(said), notes),
        )

    form = IntakeForm(request)
    return run_step(request, number, "examine_nurse", form, act, message=_("Intake saved."))


@duty(Duty.PHYSICIAN)
def examine(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        facts = {**_facts(said), "fit_for_interview": said["fit"] == "yes"}
        asked = ("history", "signs", "findings", "ill_treatment", "documentation")
        return actions.examine(
            by=request.user,
            number=number,
            once=str(said["once"]),
            findings=_findings(said, facts, {key: said[key] for key in asked}),
        )

    form = PhysicianForm(request)
    return run_step(request, number, "examine", form, act, message=_("Examination saved."))


def _facts(said: Mapping[str, Any]) -> dict[str, Any]:
    return {"isolation": said["isolation"] == "yes", "access_needs": said["access_needs"]}


def _findings(
    said: Mapping[str, Any], facts: Mapping[str, Any], notes: Mapping[str, Any]
) -> Findings:
    return Findings(
        facts=facts,
        notes=notes,
        vitals=vitals_of(said),
        allergies=lines(said["allergies"]),
        conditions=lines(said.get("conditions", "")),
    )
