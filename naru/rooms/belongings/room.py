"""How the property room presents itself to the shell."""

from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.ground.pathway.rooms import Nav, Panel, Room
from naru.rooms.belongings import actions
from naru.rooms.belongings.queries.claims import panel
from naru.rooms.belongings.queries.items import READERS, scan

VERBS = (
    "search_person",
    "hold",
    "seal_unopened",
    "sign_inventory",
    "move_item",
    "hand_over",
    "give_back",
    "dispose",
    "report_missing",
    "settle_claim",
)

ROOM = Room(
    id="belongings",
    name=_("Belongings"),
    steps={verb: f"belongings:{verb}" for verb in VERBS},
    panels=[
        Panel("belongings", _("Belongings"), READERS, "belongings/panel.html", panel, order=30)
    ],
    nav=[
        Nav(_("Store"), "belongings:store", frozenset({Duty.PROPERTY_CUSTODIAN})),
        Nav(
            _("Searches to review"),
            "belongings:searches",
            frozenset({Duty.HUMAN_RIGHTS_OFFICER}),
        ),
    ],
    undo={"hold": actions.undo_hold},
    scan=scan,
)
