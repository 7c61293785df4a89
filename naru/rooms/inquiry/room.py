"""How the inquiry room presents itself to the shell."""

from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.ground.pathway.rooms import Nav, Panel, Room
from naru.rooms.inquiry import queries

EVENTS = (
    "plan_interview",
    "start_interview",
    "take_break",
    "end_interview",
    "void_interview",
    "finish_interviews",
    "read_back",
    "correct_statement",
    "reply_statement",
    "confirm_statement",
    "refuse_statement",
    "file_exhibit",
    "weigh_exhibit",
    "raise_suspicion",
    "hand_to_authority",
    "draft_findings",
    "send_back_findings",
    "note_other_route",
    "sign_findings",
)
SEEN_BY = frozenset(
    {
        Duty.INTERVIEWER,
        Duty.INTERPRETER,
        Duty.INQUIRY_REVIEWER,
        Duty.DECIDING_AUTHORITY,
        Duty.CASEWORKER,
        Duty.DIRECTOR,
        Duty.HUMAN_RIGHTS_OFFICER,
        Duty.COUNSEL,
        Duty.CHILD_GUARDIAN,
        Duty.RESIDENT,
    }
)
LISTED = frozenset({Duty.INTERVIEWER, Duty.INQUIRY_REVIEWER, Duty.HUMAN_RIGHTS_OFFICER})

ROOM = Room(
    id="inquiry",
    name=_("Inquiry"),
    steps={event: f"inquiry:{event}" for event in EVENTS},
    panels=[Panel("inquiry", _("Inquiry"), SEEN_BY, "inquiry/panel.html", queries.panel, order=60)],
    nav=[Nav(_("My interviews"), "inquiry:mine", LISTED)],
)
