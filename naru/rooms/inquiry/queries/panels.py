"""The inquiry on a person's page: times and states for those who plan, more for those who read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from naru.ground.pathway.queries import CaseView
from naru.rooms.inquiry.models import Interview, Plan
from naru.rooms.inquiry.queries import words
from naru.rooms.inquiry.queries.cuts import cut_of
from naru.rooms.inquiry.queries.file import PlanView, plans_of


@dataclass(frozen=True)
class InquiryPanel:
    """What a person's page says of the inquiry."""

    open: bool
    held: int
    next_at: datetime | None
    plans: tuple[PlanView, ...]
    state_words: str
    tone: str
    file_url: str
    live_url: str


def panel(viewer: Any, case: CaseView) -> InquiryPanel | None:
    """The panel; without topics, texts or links for those who know only the times."""
    person, cut = case.person_id, cut_of(case)
    plan = Plan.objects.filter(person_id=person, interview=None).order_by("at").first()
    state = case.fact("statement_state")
    said, tone = words.state(words.STATEMENT_STATES, str(state)) if state else ("", "")
    going_on = Interview.objects.filter(person_id=person, state=Interview.OPEN).first()
    return InquiryPanel(
        open=going_on is not None,
        held=int(case.fact("interviews_done") or 0),
        next_at=plan.at if plan else None,
        plans=plans_of(viewer, person) if cut.talks else (),
        state_words=said,
        tone=tone,
        file_url="" if cut.nothing else reverse("inquiry:file", args=[case.number]),
        live_url=reverse("inquiry:interview", args=[case.number])
        if going_on and cut.may_hear(going_on)
        else "",
    )
