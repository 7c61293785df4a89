"""One search box: reasons, reach, the ledger, two records of one person, a slow start."""

from datetime import timedelta

import pytest
from django.utils import timezone

from naru.domain.duties import Duty
from naru.ground import ledger, people
from naru.ground.ledger.reading import happened
from naru.ground.pathway.models import Assignment
from naru.ground.pathway.testing import make_account, make_case
from naru.ground.vault import CENTRE, SYSTEM
from naru.kit import asked, numbers
from naru.web import searching
from naru.web.models import Draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """A slow machine would show a bar and ask again."""
    monkeypatch.setattr(searching, "AT_ONCE", 60.0)


@pytest.fixture
def row():
    return make_case(names=[{"text": "리정아", "kind": "own"}])


def sign_in(client, *duties):
    account = make_account(*duties)
    client.force_login(account)
    return account


def searched(client, text):
    return client.post("/search/", {"q": text}, follow=True).content.decode()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("리정아", "한글 성명이 같음"),
        ("Ri Jong A", "북한식 로마자 표기"),
        ("Lee Jung-ah", "여권식(관용) 로마자 표기"),
        ("李貞雅", "한자의 한국어 독음"),
        ("Li Zhenya", "한자의 중국어 병음"),
        ("Ли Чжон А", "키릴 문자 표기(콘체비치)"),  # noqa: RUF001
    ],
)
def test_six_papers_lead_to_one_person_and_say_why(client, row, typed, why):
    sign_in(client, Duty.CASEWORKER)
    shown = searched(client, typed)
    assert f'href="/p/{row.person.number}/"' in shown
    assert why in shown


def test_the_reason_is_in_the_readers_language(client, row):
    sign_in(client, Duty.CASEWORKER)
    client.cookies["django_language"] = "en"
    assert "northern romanisation" in searched(client, "Ri Jong A")


def test_at_most_five_are_shown(client):
    for _ in range(7):
        make_case()
    sign_in(client, Duty.CASEWORKER)
    assert searched(client, "김가람").count("kit-found") == 5


def test_each_search_is_ledgered_and_the_name_is_not_kept(client, row):
    officer = sign_in(client, Duty.CASEWORKER)
    searched(client, "Lee Jung-ah")
    searched(client, row.person.number)
    entries = happened(SYSTEM, CENTRE, ["ops"], 2)
    assert [entry.action for entry in entries] == ["search", "search"]
    assert {entry.actor_id for entry in entries} == {officer.pk}
    assert {entry.body["kind"] for entry in entries} == {"name", "number"}
    assert "Jung" not in str([entry.body for entry in entries])


def test_an_interviewer_finds_only_the_people_of_their_cases(client, row):
    other = make_case(names=[{"text": "리정아", "kind": "own"}])
    interviewer = sign_in(client, Duty.INTERVIEWER)
    assert row.person.number not in searched(client, "Ri Jong A")
    now = timezone.now()
    Assignment.objects.create(case=row, account=interviewer, duty=Duty.INTERVIEWER, since=now)
    shown = searched(client, "Ri Jong A")
    assert row.person.number in shown
    assert other.person.number not in shown


def test_who_reaches_nobody_asks_nobody(client, row):
    sign_in(client, Duty.SYSTEM_ADMINISTRATOR)
    assert row.person.number not in searched(client, "리정아")
    assert not ledger.Entry.objects.filter(action="search").exists()


def test_a_merged_record_says_which_it_is(client, row):
    other, one, two = make_case(), make_account(Duty.CASEWORKER), make_account(Duty.CASEWORKER)
    given = {"one_id": row.person_id, "other_id": other.person_id, "reason": "?"}
    review = people.propose_same(by=one, now=timezone.now(), **given)
    people.decide_same(
        by=two, now=timezone.now(), review_id=review.subject, same=True, reason="같음"
    )
    client.force_login(one)
    page = client.get(f"/p/{row.person.number}/").content.decode()
    assert f'href="/p/{other.person.number}/"' in page
    shown = searched(client, "리정아") + searched(client, "김가람")
    assert any(f"{numbers.shown(r.person.number)}와(과) 동일인" in shown for r in (row, other))


def test_a_slow_start_shows_a_bar_and_not_an_empty_answer(client, row, monkeypatch):
    monkeypatch.setattr(searching, "AT_ONCE", 0.0)
    sign_in(client, Duty.CASEWORKER)
    shown = searched(client, "리정아")
    assert "<progress" in shown
    assert row.person.number not in shown
    monkeypatch.setattr(searching, "AT_ONCE", 9.0)
    assert row.person.number in searched(client, "리정아")


def test_a_second_question_makes_few_queries(client, row, django_assert_max_num_queries):
    sign_in(client, Duty.CASEWORKER)
    searched(client, "리정아")
    with django_assert_max_num_queries(35):  # of two requests: what was sent, and its answer
        searched(client, "Ri Jong A")


def test_a_name_stands_in_no_address_and_the_answer_can_be_loaded_again(client, row):
    sign_in(client, Duty.CASEWORKER)
    sent = client.post("/search/", {"q": "Ri Jong A"})
    assert (sent.status_code, sent["Location"]) == (303, "/search/")
    for _ in range(2):  # also when somebody comes back from the person's page
        assert row.person.number in client.get("/search/").text
    client.post("/search/", {"q": ""})
    assert row.person.number not in client.get("/search/").text


def test_what_was_asked_is_for_who_asked_and_not_for_long(client, row):
    sign_in(client, Duty.CASEWORKER)
    client.post("/search/", {"q": "Ri Jong A"})
    Draft.objects.update(saved_at=timezone.now() - asked.KEPT_FOR - timedelta(minutes=1))
    assert row.person.number not in client.get("/search/").text
    client.post("/search/", {"q": "Ri Jong A"})
    sign_in(client, Duty.CASEWORKER)
    assert row.person.number not in client.get("/search/").text
