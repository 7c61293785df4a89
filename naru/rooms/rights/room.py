"""The rights room as the shell sees it."""

from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.ground.pathway.rooms import Nav, Panel, Room
from naru.rooms.rights import queries

EVENTS = (
    "correct_entry",
    "request_counsel",
    "contact_counsel",
    "withdraw_counsel",
    "wish_to_leave",
    "answer_leave",
    "offer_rights_officer",
    "review_stay",
    "extend_stay",
    "file_petition",
    "end_petition",
    "open_safety_plan",
    "close_safety_plan",
    "request_data",
    "answer_data",
)
READERS = frozenset(
    {
        Duty.HUMAN_RIGHTS_OFFICER,
        Duty.CASEWORKER,
        Duty.DIRECTOR,
        Duty.COUNSEL,
        Duty.CHILD_GUARDIAN,
        Duty.OUTSIDE_MONITOR,
    }
)
CARERS = frozenset(
    {
        Duty.PSYCHOLOGIST,
        Duty.PHYSICIAN,
        Duty.NURSE,
        Duty.HUMAN_RIGHTS_OFFICER,
        Duty.CASEWORKER,
    }
)
OFFICERS = frozenset({Duty.HUMAN_RIGHTS_OFFICER, Duty.DIRECTOR})
EVERYONE = frozenset(Duty)

ROOM = Room(
    id="rights",
    name=_("Rights"),
    steps={event: f"rights:{event}" for event in EVENTS},
    panels=[
        Panel("rights", _("Rights"), READERS, "rights/panel.html", queries.panel, order=30),
        Panel(
            "my_rights",
            _("My rights"),
            frozenset({Duty.RESIDENT}),
            "rights/panel.html",
            queries.panel,
            order=10,
        ),
        Panel("safety", _("Safety plan"), CARERS, "rights/safety.html", queries.safety, order=5),
    ],
    nav=[
        Nav(_("Complaints"), "rights:complaints", OFFICERS),
        Nav(_("File a complaint"), "rights:complain", EVERYONE),
    ],
)
