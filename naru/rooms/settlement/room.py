"""The settlement room as the shell sees it."""

from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.ground.pathway.rooms import Nav, Panel, Room
from naru.rooms.settlement import actions, queries

EVENTS = (
    "start_settlement",
    "lend",
    "take_back",
    "book",
    "record_hours",
    "enrol",
    "attend",
    "start_school",
)
LEARNERS = frozenset({Duty.INSTRUCTOR, Duty.CASEWORKER, Duty.RESIDENT})

ROOM = Room(
    id="settlement",
    name=_("Settlement"),
    steps={event: f"settlement:{event}" for event in EVENTS},
    panels=[
        Panel(
            "learning", _("Learning"), LEARNERS, "settlement/panel.html", queries.learning, order=60
        )
    ],
    nav=[
        Nav(_("Library"), "settlement:catalogue", LEARNERS),
        Nav(_("Driving practice"), "settlement:driving", frozenset({Duty.INSTRUCTOR})),
        Nav(_("Courses"), "settlement:courses", LEARNERS),
    ],
    undo={"lend": actions.undo_lend},
)
