"""Reception as the shell sees it."""

from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.ground.pathway.rooms import Nav, Panel, Room
from naru.rooms.reception import queries

PANEL_DUTIES = queries.LEGAL_READERS | queries.HEALTH_READERS | {Duty.PHARMACIST, Duty.DIRECTOR}

ROOM = Room(
    id="reception",
    name=_("Reception"),
    steps={
        "triage": "reception:triage",
        "welcome": "reception:welcome",
        "refuse_consent": "reception:refuse_consent",
        "hand_information": "reception:hand_information",
        "record_wish": "reception:record_wish",
    },
    panels=[
        Panel(
            "arrival", _("Arrival"), PANEL_DUTIES, "reception/panel.html", queries.panel, order=10
        )
    ],
    nav=[Nav(_("Expected arrivals"), "reception:expected", frozenset({Duty.RECEPTION_OFFICER}))],
)
