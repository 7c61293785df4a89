"""What the lodging room offers to the shell."""

from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.ground.pathway.rooms import Nav, Panel, Room
from naru.rooms.lodging import actions, queries

BOARD = frozenset(
    {
        Duty.LODGING_OFFICER,
        Duty.CASEWORKER,
        Duty.NURSE,
        Duty.HUMAN_RIGHTS_OFFICER,
        Duty.DIRECTOR,
    }
)

ROOM = Room(
    id="lodging",
    name=_("Lodging"),
    steps={
        "assign_bed": "lodging:assign_bed",
        "move_bed": "lodging:move_bed",
        "free_bed": "lodging:free_bed",
    },
    panels=[
        Panel(
            "lodging",
            _("Lodging"),
            BOARD | {Duty.RESIDENT, Duty.PHYSICIAN},
            "lodging/panel.html",
            queries.panel,
            order=40,
        )
    ],
    nav=[
        Nav(_("Beds"), "lodging:board", BOARD),
    ],
    undo={"assign_bed": actions.undo_assign_bed},
)
