"""From the gate to the room: arrival, rights, belongings, health, registration, needs, lodging."""

from datetime import timedelta
from uuid import UUID

from naru.demo.walk import PAPER, Walk, Way
from naru.ground import people
from naru.ground.pathway import handoffs
from naru.ground.vault import SYSTEM
from naru.rooms.belongings.actions.holding import ItemDraft, hold, sign_inventory
from naru.rooms.belongings.actions.searching import SearchDraft, search_person
from naru.rooms.casework import actions as casework
from naru.rooms.casework.words import ORIENTATION
from naru.rooms.infirmary.actions import examining, medicines
from naru.rooms.infirmary.records import Order
from naru.rooms.lodging import actions as lodging
from naru.rooms.lodging import queries as beds
from naru.rooms.lodging.models import Assignment
from naru.rooms.reception import actions as reception
from naru.rooms.reception.arriving import Arrival
from naru.rooms.reception.rights import ITEMS
from naru.rooms.reception.voices import Talk
from naru.rooms.rights.actions.counsel import offer_rights_officer

WELL = {"airway": "ok", "breathing": "ok", "circulation": "ok", "self_harm": "no", "pregnant": "no"}
INSULIN = Order("인슐린 글라르진", "20", "IU", "피하주사", ("08:00", "21:00"), atc="A10AE04")


def arrive(walk: Walk, families: dict[UUID, str]) -> Way:
    """S00: at the gate, with family if some of it is here already."""
    yield walk.now
    who = walk.somebody
    draft = people.Draft(
        names=who.names,
        birth=who.birth,
        sex=who.sex,
        languages=who.languages,
        origin=who.origin,
        role=who.role,
    )
    arrival = Arrival(
        draft,
        country_entry=(walk.now - timedelta(days=walk.chance.randint(0, 3))).date(),
        arrived_at=walk.now,
        household_with=families.get(who.family, "") if who.family else "",
        is_new=True,
    )
    walk.number = walk.act(reception.arrive, "reception", arrival=arrival)
    if who.family:
        families.setdefault(who.family, walk.number)


def welcome(walk: Walk) -> Way:
    """S01 and S02: triage, the rights read aloud, consent, the wish for protection."""
    yield walk.later(4, 12)
    pain = walk.chance.choice((0, 0, 1, 2, 3))
    walk.do(reception.triage, "nurse", code="green", found={**WELL, "pain": pain})
    yield walk.later(20, 80)
    keys = [key for key, _words in ITEMS]
    talk = Talk(keys, walk.language, "own_words", walk.staff["interpreter"].pk)
    given = {"talk": talk, "consent": "given", "signature": PAPER, "written": True}
    walk.do(reception.welcome, "caseworker", **given)
    if "wish" in walk.somebody.traits:
        yield walk.later(2, 10)
        words = "대한민국의 보호를 신청합니다. 돌아가고 싶지 않습니다."
        walk.do(reception.record_wish, "caseworker", words=words, language=walk.language)


def custody(walk: Walk, places: dict[str, UUID]) -> Way:
    """S03: search by scanner, items one by one, the inventory signed."""
    yield walk.later(10, 40)
    custodian = walk.staff["custodian"]
    search = SearchDraft("scanner", "입소 시 안전 확인", custodian.pk, custodian.sex)
    walk.do(search_person, "custodian", draft=search)
    for draft in _things(walk, places):
        yield walk.later(1, 4)
        walk.do(hold, "custodian", draft=draft)
    if walk.fact("medicine_pending"):
        yield from _decide_medicine(walk)
    yield walk.later(5, 15)
    second = walk.staff["custodian2"].pk
    walk.do(sign_inventory, "custodian", signature="", second_officer=second)


def _things(walk: Walk, places: dict[str, UUID]) -> list[ItemDraft]:
    seal = walk.chance.randint(10_000, 99_999)
    second = walk.staff["custodian2"].pk
    things = [
        ItemDraft("겨울 외투", "clothing", places["L"], quantity="1"),
        ItemDraft("가족사진", "ordinary", places["L"], quantity=str(walk.chance.randint(1, 5))),
    ]
    if walk.chance.random() < 0.5 and not walk.somebody.is_child:
        value = str(walk.chance.randint(2, 90) * 100)
        cash = {"value": value, "currency": "CNY", "second_officer": second, "seal": f"B{seal}"}
        things.append(ItemDraft("지폐", "cash", places["S"], **cash))
    if walk.chance.random() < 0.35:
        things.append(ItemDraft("휴대전화", "device", places["S"], seal=f"A{seal}"))
    if "knife" in walk.somebody.traits:
        things.append(ItemDraft("접이식 칼", "restricted", places["S"], seal=f"C{seal}"))
    if "insulin" in walk.somebody.traits:
        taken = {"form": "주사펜", "last_dose": f"{walk.now:%Y-%m-%d} 08:00"}
        pen = ItemDraft("인슐린 펜", "medicine", places["R"], quantity="2", medicine=taken)
        things.append(pen)
    return things


def _decide_medicine(walk: Walk) -> Way:
    """B5: a physician decides before the inventory can be signed."""
    yield walk.later(5, 25)
    for waiting in handoffs.waiting(SYSTEM, "infirmary", walk.person_id):
        given = {"medicine": waiting.subject, "decision": "represcribe", "order": INSULIN}
        walk.do(medicines.decide_medicine, "physician", **given, reason="의무실에서 조제")


def health(walk: Walk) -> Way:
    """S04: nurse, then physician."""
    yield walk.later(20, 60)
    vitals = {
        "temperature": {"value": f"{walk.chance.uniform(36.2, 37.2):.1f}", "unit": "Cel"},
        "pulse": {"value": str(walk.chance.randint(62, 88)), "unit": "/min"},
    }
    seen = examining.Findings({"isolation": False, "access_needs": "none"}, vitals=vitals)
    walk.do(examining.examine_nurse, "nurse", findings=seen)
    yield walk.later(60, 400)
    facts = {"isolation": False, "access_needs": "none", "fit_for_interview": True}
    walk.do(examining.examine, "physician", findings=examining.Findings(facts))


def settle_in(walk: Walk) -> Way:
    """S05 to S08: registration, a first look at needs, a bed, orientation."""
    who = walk.somebody
    yield walk.later(15, 60)
    walk.do(casework.register, "caseworker", alone=False)
    yield walk.later(10, 40)
    looked = {"needs": {}, "child": "yes" if who.is_child else "no", "access_needs": "none"}
    walk.do(casework.look_at_needs, "caseworker", **looked, alone=False, sleeps_alone=False)
    yield walk.later(10, 60)
    walk.do(lodging.assign_bed, "lodging", bed_id=_bed(walk), reason="")
    yield walk.later(10, 60)
    walk.do(offer_rights_officer, "caseworker", accepted="yes")
    yield walk.office(1)
    given = {"explained": [code for code, _n in ORIENTATION], "signature": PAPER}
    walk.do(casework.orient, "caseworker", language=walk.language, **given)


def screen(walk: Walk) -> Way:
    """The full look at needs within thirty days."""
    yield walk.office(walk.chance.randint(3, 12))
    needs = {"FU": "watch"} if walk.somebody.family else {}
    given = {"needs": needs, "sleeps_alone": False, "trafficking_doubt": False}
    walk.do(casework.screen_needs, "caseworker", **given)


def _bed(walk: Walk) -> UUID:
    """The best bed that the rules offer now and that was free at that moment too."""
    fitting = beds.offers(walk.staff["lodging"], walk.number).fitting
    taken = set(Assignment.objects.filter(ends_at__gt=walk.now).values_list("bed_id", flat=True))
    return next(bed for offer in fitting if (bed := UUID(offer.bed_id)) not in taken)


def stay_of(walk: Walk, places: dict[str, UUID], known: dict[UUID, str]) -> Way:
    """The whole first part, in order."""
    yield from arrive(walk, known)
    yield from welcome(walk)
    yield from custody(walk, places)
    yield from health(walk)
    yield from settle_in(walk)
    yield from screen(walk)
