"""What came up today: one thing for each office that would else have a quiet day."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from naru.demo.accounts import make_resident
from naru.demo.walk import Walk
from naru.ground.staff.models import Account
from naru.kit.numbers import new_number
from naru.rooms.belongings.actions.claims import report_missing
from naru.rooms.belongings.models import Item
from naru.rooms.infirmary.actions.isolating import isolate
from naru.rooms.reception import actions as reception
from naru.rooms.rights.actions.complaints import ComplaintDraft, file_complaint
from naru.rooms.rights.actions.counsel import request_counsel
from naru.rooms.rights.actions.leaving import wish_to_leave

EXPECTED = """성명,생년월일,성별
윤설화,1987-04-12,여
윤은별,2015-09-30,여
장기철,1979,남
한복희,1958-11-02,여
"""
COMPLAINT = "저녁 여덟 시 뒤에도 복도가 시끄러워 아이가 잠들지 못합니다."


def today(walks: Sequence[Walk], staff: dict[str, Account], now: datetime) -> None:
    """Everything that came up before now, each about somebody else."""
    _expected(staff["reception"], now)
    here = _somebody(walks, now)
    for tell in (_resident, _counsel, _leave, _missing, _isolation):
        walk = next(here, None)
        if walk is not None:
            tell(walk)


def _somebody(walks: Sequence[Walk], now: datetime) -> Iterator[Walk]:
    """Adults who have been here for some weeks and aren't on their way out."""
    for walk in walks:
        if walk.number and not walk.somebody.is_child and 10 < walk.somebody.day < 40:
            yield walk.beside(now)


def _expected(by: Account, now: datetime) -> None:
    """A list of people who will come tomorrow."""
    data = EXPECTED.encode("cp949")
    upload = reception.upload_list(by=by, now=now, data=data, name="내일 입소 예정.csv")
    tomorrow = (now + timedelta(days=1)).date()
    given = {"upload_id": UUID(upload.subject), "expected_on": tomorrow, "agency": "관계기관"}
    reception.import_list(by=by, now=now, **given)


def _resident(walk: Walk) -> None:
    """A resident with an account, who has complained."""
    account = make_resident("resident", walk.number, walk.person_id, walk.now)
    draft = ComplaintDraft(COMPLAINT, walk.language, wish="밤에 조용히 해 주십시오.", signed=True)
    file_complaint(by=account, now=walk.now, draft=draft, token=new_number())


def _counsel(walk: Walk) -> None:
    walk.do(request_counsel, "caseworker", words="변호사와 먼저 이야기하고 싶습니다.")


def _leave(walk: Walk) -> None:
    words = "밖에서 일하며 기다리고 싶습니다. 언제 나갈 수 있습니까?"
    walk.do(wish_to_leave, "caseworker", words=words, language=walk.language)


def _missing(walk: Walk) -> None:
    item = Item.objects.filter(person_id=walk.person_id, state=Item.HELD).first()
    if item is not None:
        words = "보관함에 외투가 없다고 합니다."
        walk.do(report_missing, "custodian", item_id=item.pk, words=words)


def _isolation(walk: Walk) -> None:
    walk.do(
        isolate, "physician", cause="기침과 발열, 결핵 검사 중", precautions="공기 매개 주의, 1인실"
    )
