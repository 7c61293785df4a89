"""How casework presents itself to the shell."""

from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.ground.pathway.rooms import Nav, Panel, Room
from naru.rooms.casework import queries

AROUND = frozenset(
    {
        Duty.CASEWORKER,
        Duty.HUMAN_RIGHTS_OFFICER,
        Duty.COUNSEL,
        Duty.CHILD_GUARDIAN,
        Duty.RESIDENT,
    }
)
ROOM = Room(
    id="casework",
    name=_("Casework"),
    steps={
        event: f"casework:{event}"
        for event in (
            "register",
            "look_at_needs",
            "screen_needs",
            "assess_trafficking",
            "name_representative",
            "plan_child_care",
            "decide_age",
            "bind_family",
            "separate_family",
            "orient",
            "give_file_copy",
        )
    },
    panels=[
        Panel(
            "identity",
            _("Identity"),
            AROUND | {Duty.RECEPTION_OFFICER, Duty.DIRECTOR},
            "casework/panel_identity.html",
            queries.identity_panel,
            order=10,
            emergency="identity",
        ),
        Panel(
            "needs",
            _("Needs"),
            AROUND | {Duty.PSYCHOLOGIST},
            "casework/panel_needs.html",
            queries.needs_panel,
            order=30,
        ),
        Panel(
            "family",
            _("Family"),
            AROUND | {Duty.RECEPTION_OFFICER, Duty.LODGING_OFFICER, Duty.DIRECTOR},
            "casework/panel_family.html",
            queries.family_panel,
            order=20,
        ),
        Panel(
            "team",
            _("Who works on this case"),
            AROUND | {Duty.PSYCHOLOGIST, Duty.DIRECTOR},
            "casework/panel_team.html",
            queries.team_panel,
            order=80,
        ),
    ],
    nav=[
        Nav(
            _("Duplicates"),
            "casework:duplicates",
            frozenset({Duty.CASEWORKER, Duty.RECEPTION_OFFICER}),
        )
    ],
)
