"""How the departure room presents itself to the shell."""

from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.ground.pathway.rooms import Nav, Panel, Room
from naru.rooms.departure import queries
from naru.rooms.departure.queries import READERS, STAFF

VERBS = ("prepare_departure", "depart", "close_file")

ROOM = Room(
    id="departure",
    name=_("Departure"),
    steps={verb: f"departure:{verb}" for verb in VERBS},
    panels=[
        Panel(
            "departure",
            _("Departure"),
            READERS | {Duty.DATA_PROTECTION_OFFICER, Duty.DIRECTOR},
            "departure/panel.html",
            queries.panel,
            order=90,
        )
    ],
    nav=[Nav(_("Leaving today"), "departure:today", STAFF)],
)
