"""Which parts of an inquiry a viewer may read."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from naru.domain.duties import Duty
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.queries import CaseView
from naru.ground.staff.queries import mandated
from naru.rooms.inquiry import records
from naru.rooms.inquiry.models import Interview

ASSIGNED = frozenset({Duty.INTERVIEWER, Duty.INQUIRY_REVIEWER})


@dataclass(frozen=True)
class Cut:
    """What may be read: `talks` whole transcripts, `sat_in` only those the viewer interpreted."""

    talks: bool = False
    statement: bool = False
    findings: bool = False
    sat_in: frozenset[UUID] = frozenset()

    @property
    def nothing(self) -> bool:
        """Whether no text at all is for this viewer."""
        return not (self.talks or self.statement or self.findings or self.sat_in)

    def may_hear(self, interview: Interview) -> bool:
        """Whether one transcript may be read."""
        return self.talks or interview.pk in self.sat_in


def cut_of(case: CaseView) -> Cut:
    """What the viewer of a case may read of its inquiry (domain.md 5, row "Inquiry")."""
    facts, duties = case.case.facts, case.viewer.duties
    disclosed = facts.get("file_disclosed") is True
    if Duty.HUMAN_RIGHTS_OFFICER in duties or _assigned(case):
        return Cut(talks=True, statement=True, findings=True)
    if _own(case) or _mandated(case):
        return Cut(talks=True, statement=True, findings=disclosed)
    if Duty.DECIDING_AUTHORITY in duties and disclosed:
        return Cut(statement=facts.get("statement_state") == "confirmed", findings=True)
    if Duty.INTERPRETER in duties:
        return _interpreted(case)
    return Cut()


def entered(viewer: object, number: str) -> tuple[CaseView, Cut]:
    """The case and the viewer's cut; Http404 when nothing of the inquiry is theirs."""
    case = pathway.case(viewer, number)  # type: ignore[arg-type]
    cut = cut_of(case)
    if cut.nothing:
        raise Http404
    return case, cut


def _assigned(case: CaseView) -> bool:
    mine = case.viewer.duties & ASSIGNED
    return bool(mine) and any(
        one.account_id == case.viewer.pk and one.duty in mine
        for one in pathway.assigned(case.viewer, case.id)
    )


def _own(case: CaseView) -> bool:
    return Duty.RESIDENT in case.viewer.duties and case.viewer.person_id == case.person_id


def _mandated(case: CaseView) -> bool:
    kinds = {Duty.COUNSEL: "counsel", Duty.CHILD_GUARDIAN: "guardian"}
    return any(
        case.viewer in mandated(case.person_id, kind)
        for duty, kind in kinds.items()
        if duty in case.viewer.duties
    )


def _interpreted(case: CaseView) -> Cut:
    mine = Interview.objects.filter(person_id=case.person_id, interpreter_id=case.viewer.pk)
    states = dict(mine.values_list("pk", "state"))
    reads = bool(set(states.values()) & set(records.USABLE)) or _asked_to_read(case)
    return Cut(statement=reads, sat_in=frozenset(states))


def _asked_to_read(case: CaseView) -> bool:
    """Another interpreter may be put on the case to read the statement back."""
    return any(
        one.account_id == case.viewer.pk and one.duty == Duty.INTERPRETER
        for one in pathway.assigned(case.viewer, case.id)
    )


def reads(viewer: object, number: str) -> bool:
    """Whether anything of a reachable person's inquiry is the viewer's to read."""
    return not cut_of(pathway.case(viewer, number)).nothing  # type: ignore[arg-type]
