"""Writes of the inquiry room: one function a verb."""

from naru.rooms.inquiry import refusals  # noqa: F401
from naru.rooms.inquiry.actions.evidence import (
    file_exhibit,
    hand_to_authority,
    raise_suspicion,
    weigh_exhibit,
)
from naru.rooms.inquiry.actions.findings import (
    add_finding,
    draft_findings,
    drop_finding,
    note_other_route,
    send_back_findings,
    sign_findings,
)
from naru.rooms.inquiry.actions.interviews import (
    end_interview,
    finish_interviews,
    plan_interview,
    start_interview,
    void_interview,
)
from naru.rooms.inquiry.actions.sessions import (
    add_passage,
    resume_interview,
    say_misunderstood,
    take_break,
)
from naru.rooms.inquiry.actions.statements import (
    confirm_statement,
    correct_statement,
    put_doubt,
    read_back,
    refuse_statement,
    reply_statement,
)

__all__ = [
    "add_finding",
    "add_passage",
    "confirm_statement",
    "correct_statement",
    "draft_findings",
    "drop_finding",
    "end_interview",
    "file_exhibit",
    "finish_interviews",
    "hand_to_authority",
    "note_other_route",
    "plan_interview",
    "put_doubt",
    "raise_suspicion",
    "read_back",
    "refuse_statement",
    "reply_statement",
    "resume_interview",
    "say_misunderstood",
    "send_back_findings",
    "sign_findings",
    "start_interview",
    "take_break",
    "void_interview",
    "weigh_exhibit",
]
