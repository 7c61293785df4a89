"""Learning beside the procedure, and the day of departure."""

from naru.demo.walk import PAPER, Walk, Way
from naru.rooms.belongings.actions.passing import give_back
from naru.rooms.belongings.models import Item
from naru.rooms.casework import actions as casework
from naru.rooms.departure import actions as departure
from naru.rooms.infirmary.actions.summarising import summarise_health
from naru.rooms.lodging.actions import free_bed
from naru.rooms.settlement.actions import courses, driving, library, record
from naru.rooms.settlement.models import Book, Course, Loan


def learning(walk: Walk) -> Way:
    """S14: a goal, a book, a course, an hour at the simulator."""
    yield walk.office(2)
    walk.do(record.start_settlement, "instructor", goal="한국 사회에서 일자리 찾기")
    if walk.fact("school_age"):
        yield walk.office(walk.chance.randint(3, 10))
        walk.do(record.start_school, "instructor", school="보호센터 안 학교")
    else:
        yield walk.office(3)
        course = walk.chance.choice(list(Course.objects.all()))
        walk.do(courses.enrol, "instructor", course_id=course.pk)
        yield walk.office(2)
        minutes = walk.chance.choice((50, 100))
        walk.do(driving.record_hours, "instructor", day=walk.now.date(), minutes=minutes)
    if walk.chance.random() < 0.6:
        yield from borrow(walk)


def borrow(walk: Walk) -> Way:
    """A book from the library, and back after a week or two."""
    yield walk.office(1)
    out = Loan.objects.filter(returned_at=None).values("book_id")
    free = list(Book.objects.exclude(pk__in=out))
    if free:
        code = walk.chance.choice(free).code
        loan = walk.do(library.lend, "instructor", code=code)
        yield walk.office(walk.chance.randint(6, 13))
        walk.do(library.take_back, "instructor", loan_id=loan)


def departure_of(walk: Walk) -> Way:
    """S15: every line of the checklist closed, then out of the gate."""
    yield walk.office(walk.chance.randint(3, 10))
    walk.do(departure.prepare_departure, "caseworker")
    yield walk.later(10, 40)
    walk.do(summarise_health, "nurse", advice="가까운 보건소에서 정기 검진을 받으십시오.")
    yield walk.later(10, 40)
    walk.do(casework.give_file_copy, "caseworker", form="paper", left_out="", signature=PAPER)
    yield walk.later(10, 40)
    _give_all_back(walk)
    yield walk.later(5, 20)
    walk.do(free_bed, "lodging", reason="퇴소")
    yield walk.later(5, 30)
    leaving = departure.Leaving(walk.number, "settlement_support", informed=True)
    walk.do(departure.depart, "caseworker", leaving=leaving)
    walk.left = True


def _give_all_back(walk: Walk) -> None:
    held = Item.objects.filter(person_id=walk.person_id, state=Item.HELD)
    medicine = [item.pk for item in held if item.kind == "medicine"]
    other = [item.pk for item in held if item.kind != "medicine"]
    stays = "약사가 따로 반환" if medicine else ""
    walk.do(give_back, "custodian", item_ids=other, signature="", stays=stays)
    if medicine:
        walk.do(give_back, "pharmacist", item_ids=medicine, signature="")
