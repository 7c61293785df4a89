"""People and cases for the tests of casework."""

import io
from typing import Any

from django.utils import timezone
from PIL import Image

from naru.domain.duties import Duty
from naru.ground.ledger.models import Entry
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, make_case, state_facts

WELCOMED = ("S00", "S01", "S02")
NEEDS = {
    f"need_{c}": "none" for c in ["CR", "UC", "WR", "ER", "SP", "DS", "SM", "FU", "LP", "TR", "SV"]
}
PAPER_SIGNATURE = {"signature_paper": "on"}
SIGNED = {"image": "", "on_paper": True}
PANEL = {"panel": "위원 하나\n위원 둘", "child_view": "여기 있고 싶어요.", "reasons": "사유"}


def caseworker() -> Any:
    return make_account(Duty.CASEWORKER)


def welcomed(*stages: str, **given: Any) -> CaseRow:
    """A case after the welcome, with more stages done if named."""
    facts = given.pop("stated", {})
    done = dict.fromkeys((*WELCOMED, *stages), timezone.now())
    return state_facts(make_case(**given), done=done, **facts)


def child(**given: Any) -> CaseRow:
    """A boy who says 16 and carries a paper that says 19."""
    year = timezone.localdate().year - 17
    birth = {"value": str(year), "precision": "year", "calendar": "gregorian"}
    return welcomed(names=[{"text": "박솔", "kind": "own"}], birth=birth, sex="male", **given)


def facts(row: CaseRow) -> Any:
    return conductor.state(CaseRow.objects.get(pk=row.pk)).facts


def blocks(row: CaseRow) -> set[str]:
    return set(conductor.state(CaseRow.objects.get(pk=row.pk)).blocks)


def entries(action: str) -> int:
    return Entry.objects.filter(action=action).count()


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 50), "grey").save(out, "PNG")
    return out.getvalue()
