"""`naru court`: what no emergency opens, a court can: two keys, named records, one reader, told."""

import hashlib
import io
import json
import re
import sys
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.utils import timezone
from pyrage import passphrase

from naru.domain import masking
from naru.domain.duties import Duty
from naru.ground import ledger, people
from naru.ground.pathway.testing import make_account, make_case
from naru.ground.staff import conflicts, court
from naru.ground.staff.models import CourtOpening, CourtOrder
from naru.ground.vault import SYSTEM, Compartment, accesses, keep_file, members, open_row, recovery
from naru.ground.vault.keeper import Holding
from naru.ground.vault.tests.conftest import _quick_argon2, agent  # noqa: F401
from naru.ground.vault.tests.test_members import kept, request_of, sign_in
from naru.kit import numbers
from naru.rooms.inquiry.models import Exhibit

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"
NAMED = {"kind": "name", "values": {"text": "리순애"}}
UNLUCKY = {"kind": "name", "values": {"text": "편지"}}
ORDER = {
    "court": "서울중앙지방법원",
    "order": "2026초기123",
    "dated": "2026-11-20",
    "checked": "대표전화로 확인",
    "scope": "가족 관계 기록 1건",
}


@pytest.fixture
def dpo():
    return make_account(Duty.DATA_PROTECTION_OFFICER)


@pytest.fixture
def two():
    return make_account(Duty.CASEWORKER), make_account(Duty.CASEWORKER)


@pytest.fixture
def person(two):
    made = make_case().person
    given = {"relation": "mother", "alive": "yes", "country": "KP", "wish": "none"}
    people.add_kin(by=two[0], now=timezone.now(), person_id=made.pk, **given)
    return made


def naru(*args, typed=""):
    out, sys.stdin = io.StringIO(), io.StringIO(typed)
    call_command("court", *args, stdout=out, stderr=out)
    return out.getvalue()


def enter(dpo, person, *more, part="kin"):
    words = [f"--{word}={text}" for word, text in ORDER.items()]
    args = ("order", person.number, "--compartment", part, *words, "--as", dpo.username, *more)
    return re.search(r"Entered: (\S+)\.", naru(*args, typed=f"{PASSWORD}\n"))[1]


def opened(order, two, path, *records, more=()):
    named = [f"--record={one}" for one in records]
    where = ("-o", str(path)) if path else ("--look",)
    who = ("--as", two[0].username, "--second", two[1].username, *where, *more)
    return naru("open", order, *named, *who, typed=f"{PASSWORD}\n" * 2)


def read(path, paper):
    code = re.search(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", paper)[0]
    return json.loads(passphrase.decrypt(path.read_bytes(), code))


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def records(order):
    return [line.split()[0] for line in naru("list", order).splitlines()]


def test_two_keys_open_the_named_record_for_one_reader_and_the_person_is_told(
    dpo, two, person, tmp_path
):
    order = enter(dpo, person)
    (record,) = records(order)
    paper = opened(order, two, tmp_path / "file.age", record)
    code = re.search(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", paper)[0]
    sealed = (tmp_path / "file.age").read_bytes()
    assert b"mother" not in sealed
    says = json.loads(passphrase.decrypt(sealed, code))
    assert "mother" in str(says["records"])
    assert says["mark"] == "for 서울중앙지방법원 only"
    assert {one.viewer_id for one in accesses(person.pk) if one.reason == "court"} == {
        one.pk for one in two
    }
    assert "tell by" in naru("list")
    told = ("told", order, "--how", "통역과 함께 구두로", "--as", dpo.username)
    assert naru(*told, typed=f"{PASSWORD}\n") == "Written down.\n"
    assert "; told" in naru("list")
    with pytest.raises(CommandError, match="already"):
        naru(*told, typed=f"{PASSWORD}\n")
    acts = list(ledger.Entry.objects.order_by("seq").values_list("action", flat=True))
    assert acts[-3:] == ["enter_court_order", "open_for_court", "tell_of_court_order"]
    assert list(ledger.verify()) == []
    with pytest.raises(DatabaseError), transaction.atomic():
        CourtOpening.objects.update(at=timezone.now())


def test_while_the_court_forbids_it_nothing_shows_it_to_the_person(dpo, two, person, tmp_path):
    later = timezone.localdate() + timedelta(days=30)
    order = enter(dpo, person, "--silent-until", f"{later}")
    opened(order, two, tmp_path / "file.age", *records(order))
    assert not [one for one in accesses(person.pk) if one.reason == "court"]
    acts = {act.action for act in ledger.happened(two[0], person.pk, [], limit=100)}
    assert not acts & {"enter_court_order", "open_for_court"}
    told = ("told", order, "--how", "서면", "--as", dpo.username)
    with pytest.raises(CommandError, match="forbids telling"):
        naru(*told, typed=f"{PASSWORD}\n")
    with time_machine.travel(timezone.now() + timedelta(days=32), tick=False):
        naru(*told, typed=f"{PASSWORD}\n")
    assert [one for one in accesses(person.pk) if one.reason == "court"]


def test_who_may_not_does_not(dpo, two, person, tmp_path):
    path = tmp_path / "file.age"
    with pytest.raises(CommandError, match="Only the data protection officer"):
        enter(two[0], person)
    order = enter(dpo, person)
    (record,) = records(order)
    nurse = make_account(Duty.NURSE)
    for pair, why in (
        ((two[0], two[0]), "Two different members"),
        ((two[0], dpo), "Two different members"),
        ((two[0], nurse), "Only somebody who holds"),
    ):
        with pytest.raises(CommandError, match=why):
            opened(order, pair, path, record)
    other = make_case().person
    elsewhere = str(people.person_of(other.number).pk)
    for wrong in (elsewhere, str(UUID(int=7))):
        with pytest.raises(CommandError, match="Name the records"):
            opened(order, two, path, wrong)
    conflicts.note_conflict(two[1].pk, person.pk, "relation", timezone.now())
    with pytest.raises(CommandError, match="conflict of interest"):
        opened(order, two, path, record)
    assert not path.exists()
    assert not CourtOpening.objects.exists()


@pytest.fixture
def inquiry(two):
    """Somebody's exhibit that names another resident, its file, and the other's number."""
    person, other = (make_case().person for _ in range(2))
    people.claim(by=two[0], now=timezone.now(), person_id=other.pk, **NAMED)
    row = Exhibit(person_id=person.pk, number=1, filed_at=timezone.now())
    said = f"리순애가 썼고 {numbers.shown(other.number)} 방의 순애 언니"
    row.put({"title": "편지", "said": [said]})
    row.save(force_insert=True)
    file = keep_file(person.pk, Compartment.INQUIRY, b"%PDF-1.7", "application/pdf")
    return person, other, str(row.pk), str(file.pk)


@pytest.fixture
def pair():
    return make_account(Duty.INTERVIEWER), make_account(Duty.INQUIRY_REVIEWER)


def test_others_are_masked_and_files_stay_until_the_order_asks(dpo, pair, inquiry, tmp_path):
    person, other, row, file = inquiry
    order = enter(dpo, person, part="inquiry")
    looked = opened(order, pair, None, row, file)
    assert "리순애" not in looked
    assert other.number not in looked.replace("-", "")
    assert "순애 언니" in looked  # a given name alone: for the two to see
    assert "add --mask" in looked
    paper = opened(order, pair, tmp_path / "a", row, file, more=("--mask", "순애 언니"))
    says = read(tmp_path / "a", paper)
    shown, left = says["records"]
    assert shown["says"]["said"][0] == (
        "[다른 사람 1 / another person 1]가 썼고 [다른 사람의 번호 / another person's number] "
        "방의 [가린 부분 / masked]"
    )
    assert shown["masked"] == 3
    assert "says" not in left
    assert "order it whole" in left["left_out"]
    kept = [open_row(SYSTEM, one, "test") for one in CourtOpening.objects.order_by("at")]
    assert [one["sha256"] for one in kept] == ["", digest(tmp_path / "a")]
    assert (kept[1]["masked"], kept[1]["left_out"]) == (3, [file])
    acts = list(ledger.Entry.objects.order_by("seq").values_list("action", flat=True))
    assert acts[-2:] == ["look_for_court", "open_for_court"]


def test_what_was_masked_is_proven_when_the_court_orders_it_whole(dpo, pair, inquiry, tmp_path):
    person, _other, row, file = inquiry
    order = enter(dpo, person, part="inquiry")
    first = read(tmp_path / "a", opened(order, pair, tmp_path / "a", row))["records"][0]
    whole = ("--whole", row, "--whole", file)
    paper = opened(order, pair, tmp_path / "b", row, file, more=whole)
    second, pdf = read(tmp_path / "b", paper)["records"]
    assert "리순애" in str(second["says"])
    assert bytes.fromhex(pdf["says"]) == b"%PDF-1.7"
    hashes = [masking.commitment(bytes.fromhex(salt), second["says"]) for salt in second["salts"]]
    assert first["original"] in hashes
    assert second["original"] in hashes
    changed = {**second["says"], "title": "다른 편지"}
    assert first["original"] not in [
        masking.commitment(bytes.fromhex(salt), changed) for salt in second["salts"]
    ]


def test_a_word_that_names_nobody_is_kept_and_ones_own_name_too(dpo, pair, inquiry, tmp_path):
    person, _other, row, _file = inquiry
    people.claim(by=pair[0], now=timezone.now(), person_id=person.pk, **NAMED)
    order = enter(dpo, person, part="inquiry")
    assert "리순애가" in opened(order, pair, None, row)  # the same name is the person's own
    people.claim(by=pair[0], now=timezone.now(), person_id=_other.pk, **UNLUCKY)
    assert "[다른 사람 1 / another person 1]" in opened(order, pair, None, row)
    assert "another person 1" not in opened(order, pair, None, row, more=("--keep", "편지"))


def test_wrong_words_are_named(dpo, two, person, tmp_path):
    for said, why in (
        (("open", "x", "--record", "x", "--second", "x", "-o", "x", "--as", "x"), "no order"),
        (("list", str(UUID(int=1))), "no order"),
    ):
        with pytest.raises(CommandError, match=why):
            naru(*said)
    with pytest.raises(CommandError, match="is no date"):
        enter(dpo, person, "--silent-until", "soon")
    order = enter(dpo, person)
    with pytest.raises(CommandError, match="is no record"):
        opened(order, two, tmp_path / "f", "nonsense")
    (tmp_path / "f").write_text("mine")
    with pytest.raises(CommandError, match="can't be written"):
        opened(order, two, tmp_path / "f", *records(order))
    assert (tmp_path / "f").read_text() == "mine"


def test_with_the_agent_each_key_opens_by_itself_and_one_that_doesnt_stops_it(agent, dpo):  # noqa: F811
    one, two, lone = (make_account(Duty.CASEWORKER) for _ in range(3))
    for account in (one, two, lone):
        sign_in(account)
    recovery.make(timezone.now())
    with kept():
        held = [members.holder_of(account.pk) for account in (one, two)]
        members.hand_over([Compartment.KIN], held)
    person = make_case().person
    given = {"relation": "mother", "alive": "yes", "country": "KP", "wish": "none"}
    with request_of(sign_in(one)):
        people.add_kin(by=one, now=timezone.now(), person_id=person.pk, **given)
    entered = {"person_id": person.pk, "part": "kin", "order": ORDER}
    court.enter_order(by=dpo, now=timezone.now(), **entered)
    order = CourtOrder.objects.get()
    wanted = [record.id for record in court.records(order)]

    def ask(*pair):
        keys = tuple((account, sign_in(account) or Holding()) for account in pair)
        told = {"order": order, "two": keys, "wanted": wanted}
        return court.open_for_court(
            now=timezone.now(),
            seal=lambda says: str(says).encode(),
            find=lambda texts: people.others_in(texts, person.pk, [one for _who, one in keys]),
            **told,
        )

    assert ask(one, lone).code == "vault.not_a_member"
    _done, content = ask(one, two)
    assert b"mother" in content
