"""How the infirmary presents itself to the shell."""

from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.ground.pathway.rooms import Nav, Panel, Room
from naru.rooms.infirmary import actions
from naru.rooms.infirmary.queries import panels

MEDICAL = frozenset({Duty.NURSE, Duty.PHYSICIAN, Duty.PHARMACIST})
TOLD = frozenset({Duty.INTERVIEWER, Duty.INQUIRY_REVIEWER, Duty.LODGING_OFFICER, Duty.CASEWORKER})
EVENTS = (
    "examine_nurse",
    "examine",
    "declare_fitness",
    "isolate",
    "review_isolation",
    "end_isolation",
    "clear_urgent",
    "decide_medicine",
    "prescribe",
    "stop_medicine",
    "dispense",
    "administer",
    "observe",
    "note_allergy",
    "note_condition",
    "document_injuries",
    "summarise_health",
)
ROOM = Room(
    id="infirmary",
    name=_("Infirmary"),
    steps={event: f"infirmary:{event}" for event in EVENTS},
    panels=[
        Panel(
            "health",
            _("Health"),
            MEDICAL | panels.WHOLE | {Duty.PSYCHOLOGIST},
            "infirmary/health.html",
            panels.health,
            order=30,
            emergency="health",
        ),
        Panel(
            "fitness",
            _("Medical consequences"),
            TOLD,
            "infirmary/fitness.html",
            panels.fitness,
            order=30,
        ),
    ],
    nav=[
        Nav(_("Medicine round"), "infirmary:round", frozenset({Duty.NURSE, Duty.PHYSICIAN})),
        Nav(_("Medicines to decide"), "infirmary:waiting", MEDICAL),
        Nav(_("Stock of medicines"), "infirmary:stock", MEDICAL),
    ],
    undo={"dispense": actions.undo_dispense},
    emergency=panels.in_emergency,
)
