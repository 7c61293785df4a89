"""Cases and rulings for the tests of the ruling room."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.ledger.models import Entry
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, make_case, state_facts
from naru.rooms.ruling import actions
from naru.rooms.ruling.records import Text

DONE = ("S00", "S01", "S02", "S05", "S08", "S09", "S10", "S11")
READY = {"findings_signed": True, "file_disclosed": True, "language_matched": True}
GRANT = Text("protect", explained="보호를 받게 되었습니다.")
REFUSE = Text(
    "art9_2",
    facts="확인된 사실",
    reasons="그 사실이 근거가 되는 이유",
    remedy="센터장에게 이의신청, 또는 행정법원에 소 제기",
    remedy_days=90,
    explained="보호를 받지 못하게 되었습니다. 90일 안에 다툴 수 있습니다.",
)
OTHER = replace(REFUSE, ground="other_route")


def authority() -> Any:
    return make_account(Duty.DECIDING_AUTHORITY)


def ready(*blocks: str, **stated: Any) -> CaseRow:
    """A case after the findings, the file disclosed."""
    row = state_facts(make_case(), done=dict.fromkeys(DONE, timezone.now()), **{**READY, **stated})
    if blocks:
        case = conductor.state(row)
        conductor._write(row, replace(case, blocks=dict.fromkeys(blocks, timezone.now())))
        row.save()
    return row


def drafted(text: Text = REFUSE, *blocks: str, by: Any = None, **stated: Any) -> CaseRow:
    row = ready(*blocks, **stated)
    done = actions.draft_ruling(by=by or authority(), number=row.person.number, text=text)
    assert isinstance(done, Done), done
    return row


def decided(text: Text = REFUSE, *blocks: str, **stated: Any) -> CaseRow:
    row = drafted(text, *blocks, **stated)
    number = row.person.number
    done = actions.decide(by=authority(), number=number, typed=number)
    assert isinstance(done, Done), done
    return row


def served(text: Text = REFUSE, *blocks: str, **stated: Any) -> CaseRow:
    row = decided(text, *blocks, **stated)
    done = serve(row)
    assert isinstance(done, Done), done
    return row


def serve(row: CaseRow, now: datetime | None = None, language: str = "ko-KP") -> Done | Refusal:
    return actions.serve(
        by=make_account(Duty.CASEWORKER),
        now=now,
        number=row.person.number,
        language=language,
        interpreter="",
        handed_to="person",
        signed="refused",
    )


def state(row: CaseRow) -> Any:
    return conductor.state(CaseRow.objects.get(pk=row.pk))


def entries(action: str) -> int:
    return Entry.objects.filter(action=action).count()
