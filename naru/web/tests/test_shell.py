"""The shell: doors, queue, resident page, search, drafts, undo, labels."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from naru.domain.duties import Duty
from naru.ground.pathway import profiles
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.testing import make_account, make_case
from naru.web import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    return make_case()


def sign_in(client, *duties, **more):
    account = make_account(*duties, **more)
    client.force_login(account)
    return account


def test_a_stranger_is_sent_to_sign_in_and_back(client):
    answer = client.get("/people/")
    assert answer.status_code == 303
    assert answer["Location"] == "/staff/sign-in/?next=%2Fpeople%2F"


def test_signing_in_leads_to_the_page_one_wanted(client):
    account = make_account(Duty.NURSE)
    said = {"username": account.username, "password": "a long enough password"}
    answer = client.post("/staff/sign-in/?next=/people/", {**said, "once": str(uuid.uuid4())})
    assert (answer.status_code, answer["Location"]) == (303, "/people/")
    wrong = client.post("/staff/sign-in/", {**said, "password": "wrong"})
    assert wrong.status_code in {303, 409}


def test_five_wrong_passwords_lock_sign_in(client):
    account = make_account(Duty.NURSE)
    for _ in range(5):
        client.post("/staff/sign-in/", {"username": account.username, "password": "wrong"})
    said = {"username": account.username, "password": "a long enough password"}
    answer = client.post("/staff/sign-in/", said)
    assert answer.status_code == 429
    assert "15" in answer.text
    assert "<h1" in answer.text
    assert client.get("/people/").status_code == 303


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("duty", list(Duty))
def test_every_duty_has_a_home_in_both_languages(client, row, duty, lang):
    account = sign_in(client, duty, person_id=row.person_id if duty is Duty.RESIDENT else None)
    client.cookies["django_language"] = lang
    answer = client.get("/", follow=True)
    assert answer.status_code == 200
    assert account.name in answer.text


def test_the_queue_leads_to_the_person(client, row):
    sign_in(client, Duty.NURSE)
    text = client.get("/").text
    assert "김가람" in text
    assert client.get(f"/p/{row.person.number}/").status_code == 200


def test_who_is_only_told_of_a_broken_promise_is_led_to_the_person(client):
    row = make_case(now=timezone.now() - timedelta(days=2))
    events = profiles.current().events
    for duty in (Duty.DIRECTOR, Duty.HUMAN_RIGHTS_OFFICER, Duty.NURSE):
        told = sign_in(client, duty)
        items = queries.queue(told)
        assert items
        for item, task in zip(items, pathway.queue(told), strict=True):
            assert client.get(item.url).status_code == 200, item
            if task.event and duty not in events[task.event].by:
                assert item.url == f"/p/{row.person.number}/"


def test_a_long_queue_has_pages_and_every_task_is_on_one(client, monkeypatch):
    monkeypatch.setattr(pathway, "QUEUE_LENGTH", 2)
    for _ in range(3):
        make_case()
    nurse = sign_in(client, Duty.NURSE)
    waiting = {item.url for start in range(0, 6, 2) for item in queries.queue(nurse, start)}
    pages = [client.get(f"/?page={page}").text for page in (1, 2, 3)]
    shown = [{url for url in waiting if f'href="{url}"' in text} for text in pages]
    assert set().union(*shown) == waiting
    assert max(map(len, shown)) <= 2
    assert len(waiting) == pathway.queue_length(nurse)
    assert client.get("/?page=99").status_code == 200
    assert client.get("/?page=x").status_code == 200


def test_an_unknown_number_is_not_found_in_words(client):
    sign_in(client, Duty.NURSE)
    answer = client.get("/p/nonsense/")
    assert answer.status_code == 404
    assert "<h1" in answer.text


def test_an_interviewer_without_assignment_finds_nobody(client, row):
    sign_in(client, Duty.INTERVIEWER)
    assert client.get(f"/p/{row.person.number}/").status_code == 404
    assert row.person.number not in client.post("/search/", {"q": "김가람"}, follow=True).text


def test_search_takes_a_name_and_a_scanned_code(client, row):
    sign_in(client, Duty.NURSE)
    for text in (row.person.number, f"NARU:{row.person.number}"):
        answer = client.post("/search/", {"q": text})
        assert answer["Location"] == f"/p/{row.person.number}/"
    shown = client.post("/search/", {"q": "가람"}, follow=True).text
    assert f'href="/p/{row.person.number}/"' in shown
    assert client.post("/search/", {"q": ""}, follow=True).status_code == 200


def test_a_draft_is_kept_given_back_and_dropped(client):
    sign_in(client, Duty.SYSTEM_ADMINISTRATOR)
    path = reverse("staff:make")
    saved = client.post(f"/draft/?path={path}", {"username": "half", "csrfmiddlewaretoken": "x"})
    assert saved.status_code == 204
    assert 'value="half"' in client.get(path).text
    said = {"username": "half", "name": "반쯤"}
    assert client.post(path, {**said, "username": ""}).status_code == 422
    assert 'value="half"' in client.get(path).text
    assert client.post(path, said).status_code == 200
    assert 'value="half"' not in client.get(path).text


def test_a_wall_shows_numbers_and_no_name(client, row):
    sign_in(client, Duty.DIRECTOR)
    assert "김가람" not in client.get("/wall/").text.replace(" ", "")


def test_a_label_shows_a_number_and_no_name(client, row):
    sign_in(client, Duty.RECEPTION_OFFICER)
    text = client.get(f"/p/{row.person.number}/labels/").text
    assert "<svg" in text
    assert "김가람" not in text


def test_a_live_region_answers_304_when_nothing_changed(client, row):
    sign_in(client, Duty.NURSE)
    first = client.get("/wall/", headers={"X-Part": "wall"})
    again = client.get("/wall/", headers={"X-Part": "wall", "If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code) in {(200, 304), (200, 200)}


def test_a_resident_sees_who_opened_the_file(client, row):
    nurse = make_account(Duty.NURSE)
    client.force_login(nurse)
    client.get(f"/p/{row.person.number}/")
    sign_in(client, Duty.RESIDENT, person_id=row.person_id)
    client.get(f"/p/{row.person.number}/")
    shown = client.get("/me/openings/").text
    assert nurse.name in shown
    assert "본인</td>" in shown
    assert 'href="/me/"' in shown


def test_health_needs_nobody(client):
    assert client.get("/healthz").content == b"ok"


def test_queries_do_not_grow_with_residents(client, django_assert_max_num_queries):
    sign_in(client, Duty.CASEWORKER)
    for _ in range(12):
        make_case()
    for url, most in (("/", 14), ("/people/", 14)):
        with django_assert_max_num_queries(most):
            client.get(url)
