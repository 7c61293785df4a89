"""The first look at somebody's health, on one screen."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import performs
from naru.kit.fields import ChoiceField, IntegerField, LongTextField, YesNoUnknown
from naru.kit.forms import KitForm
from naru.rooms.reception import actions

SIGNS = [("ok", gettext_lazy("No problem found")), ("problem", gettext_lazy("Problem found"))]
CODES = [
    ("red", gettext_lazy("Red: at once")),
    ("orange", gettext_lazy("Orange: within minutes")),
    ("yellow", gettext_lazy("Yellow: today, soon")),
    ("green", gettext_lazy("Green: can wait")),
]
MOST_PAIN = 10
FOUND = (
    *("airway", "breathing", "circulation", "pain", "pregnant", "self_harm"),
    *("last_dose", "note"),
)


class TriageForm(KitForm):
    """Airway, breathing, circulation, pain, risks, and the code."""

    airway = ChoiceField(label=gettext_lazy("Airway"), choices=SIGNS)
    breathing = ChoiceField(label=gettext_lazy("Breathing"), choices=SIGNS)
    circulation = ChoiceField(label=gettext_lazy("Circulation"), choices=SIGNS)
    pain = IntegerField(
        label=gettext_lazy("Pain from 0 to 10"), min_value=0, max_value=MOST_PAIN, required=False
    )
    pregnant = YesNoUnknown(label=gettext_lazy("Pregnant"))
    self_harm = YesNoUnknown(label=gettext_lazy("Risk of self-harm"))
    last_dose = LongTextField(
        label=gettext_lazy("Medicine taken regularly, and the last dose"),
        rows=2,
        max_length=1000,
        required=False,
    )
    note = LongTextField(label=gettext_lazy("Note"), rows=2, max_length=2000, required=False)
    code = ChoiceField(label=gettext_lazy("Triage code"), choices=CODES)


@performs("triage")
def triage(request: HttpRequest, number: str) -> HttpResponse:
    """Record the triage."""

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.triage(
            by=request.user,
            number=number,
            once=said["once"],
            code=said["code"],
            found={key: said[key] for key in FOUND},
        )

    form = TriageForm(request)
    lead = _("Red and orange go straight to the infirmary or a hospital.")
    return run_step(request, number, "triage", form, act, message=_("Recorded."), lead=lead)
