"""From the first interview to the decision."""

from datetime import timedelta

from naru.demo.walk import Walk, Way
from naru.domain.duties import Duty
from naru.ground.pathway import actions as pathway
from naru.rooms.inquiry.actions import findings, interviews, sessions, statements
from naru.rooms.inquiry.models import Passage
from naru.rooms.ruling import actions as ruling
from naru.rooms.ruling.records import Text

TALK = (
    ("오늘 말씀을 나누기에 몸과 마음이 괜찮으십니까?", "네, 괜찮습니다."),
    ("어디에서 어떤 일을 하며 지내셨습니까?", "가족과 함께 작은 밭을 일구며 살았습니다."),
    ("떠나기로 마음먹은 까닭을 말씀해 주시겠습니까?", "배가 고팠고 아이를 공부시키고 싶었습니다."),
    ("대한민국에서 무엇을 바라십니까?", "가족과 안전하게 살고 일하고 싶습니다."),
)
PROTECT = Text(
    ground="protect",
    facts="본인의 진술과 제출 자료로 북한에 주소를 두었던 사실이 인정됨.",
    reasons="보호 요건을 갖추었고 보호하지 아니할 사유가 없음.",
    explained="보호가 결정되었습니다.",
)


def interviews_of(walk: Walk) -> Way:
    """S09: two talks on two days, in a language of the person."""
    yield walk.office(walk.chance.randint(4, 14))
    who = walk.chance.choice(("interviewer", "interviewer2"))
    walk.staff = {**walk.staff, "asks": walk.staff[who]}
    for username, duty in ((who, Duty.INTERVIEWER), ("reviewer", Duty.INQUIRY_REVIEWER)):
        account = walk.staff[username].pk
        walk.do(pathway.assign, "director", account_id=account, duty=duty)
    for day in range(walk.chance.randint(1, 2)):
        yield from _interview(walk, day)
    yield walk.later(5, 20)
    walk.do(interviews.finish_interviews, "asks")


def _interview(walk: Walk, day: int) -> Way:
    yield walk.office(2 + day)
    at = walk.now + timedelta(days=1)
    plan = {"at": at, "place": "면담실 2", "topics": "지내 온 일", "languages": [walk.language]}
    walk.do(interviews.plan_interview, "asks", **plan)
    yield walk.office(1)
    opening = interviews.Opening(
        language=walk.language,
        interpreter_id=walk.staff["interpreter"].pk,
        rights_given=True,
        recording=f"R-{walk.number}-{day + 1}",
        announced=True,
        guardian="부모 동석" if walk.somebody.is_child else "",
    )
    walk.do(interviews.start_interview, "asks", opening=opening)
    for question, answer in TALK:
        yield walk.later(4, 12)
        walk.do(sessions.add_passage, "asks", question=question, answer=answer)
    yield walk.later(3, 10)
    walk.do(interviews.end_interview, "asks", pressure="no")


def statement(walk: Walk) -> Way:
    """S10: read back by the interpreter, confirmed by the person."""
    yield walk.office(1)
    given = {"language": walk.language, "reader": walk.staff["interpreter"].name}
    walk.do(statements.read_back, "asks", **given)
    yield walk.office(walk.chance.randint(1, 4))
    walk.do(statements.confirm_statement, "asks", signature="", copy_given=True)


def findings_of(walk: Walk) -> Way:
    """S11: drafted by who interviewed, signed by somebody else."""
    yield walk.office(walk.chance.randint(2, 6))
    said = Passage.objects.filter(person_id=walk.person_id).first()
    draft = findings.FindingDraft(
        issue="북한에 주소를 두었는지 여부",
        state="established",
        reasons="진술이 구체적이고 반대되는 자료가 없음.",
        cited_for=[str(said.pk)] if said else [],
        none_against=True,
    )
    walk.do(findings.add_finding, "asks", draft=draft)
    walk.do(findings.draft_findings, "asks")
    yield walk.office(walk.chance.randint(1, 5))
    walk.do(findings.sign_findings, "reviewer", reason="기록과 일치함")


def decision(walk: Walk) -> Way:
    """S12: the file disclosed, drafted by one, decided by another, served."""
    yield walk.office(1)
    shown = {"way": "read", "to_counsel": "none", "left_out": ""}
    walk.do(ruling.disclose_file, "decider", **shown)
    yield walk.office(walk.chance.randint(2, 8))
    walk.do(ruling.draft_ruling, "decider", text=PROTECT)
    yield walk.office(walk.chance.randint(1, 6))
    walk.do(ruling.decide, "decider2", typed=walk.number)
    yield walk.office(1)
    given = {"language": walk.language, "interpreter": walk.staff["interpreter"].name}
    walk.do(ruling.serve, "caseworker", **given, handed_to="person", signed="signed")


def outcome_of(walk: Walk) -> Way:
    """The whole second part, in order."""
    yield from interviews_of(walk)
    yield from statement(walk)
    yield from findings_of(walk)
    yield from decision(walk)
