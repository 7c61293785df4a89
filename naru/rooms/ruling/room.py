"""How the ruling room presents itself to the shell."""

from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.ground.pathway.rooms import Panel, Room
from naru.rooms.ruling import queries

ROOM = Room(
    id="ruling",
    name=_("Decision"),
    steps={
        event: f"ruling:{event}"
        for event in (
            "disclose_file",
            "check_refoulement",
            "draft_ruling",
            "decide",
            "serve",
            "object",
            "decide_objection",
            "end_remedy",
            "record_outcome",
        )
    },
    panels=[
        Panel(
            "decision",
            _("Decision"),
            queries.READERS | {Duty.CASEWORKER, Duty.DIRECTOR},
            "ruling/panel.html",
            queries.decision_panel,
            order=60,
        )
    ],
)
