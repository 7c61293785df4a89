"""A wish is kept word for word, and never changed."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, make_case
from naru.ground.vault import AppendOnlyError
from naru.rooms.reception import actions, queries
from naru.rooms.reception.models import Wish

pytestmark = pytest.mark.django_db
WORDS = "나는 남조선에서 살고 싶습니다.\n돌려보내지 말아 주십시오."


def test_a_wish_stands_beside_an_earlier_one() -> None:
    worker, case = make_account(Duty.CASEWORKER), make_case()
    given = {"by": worker, "number": case.person.number, "language": "ko-KP"}
    assert isinstance(actions.record_wish(**given, words=WORDS, once="a"), Done)
    assert actions.record_wish(**given, words=WORDS, once="a").repeated
    assert actions.record_wish(**given, words="  ") == Refusal("reception.wish_empty")
    actions.record_wish(**given, words="생각이 바뀌지 않았습니다.")
    wishes = queries.wishes(worker, case.person_id)
    assert [wish.words for wish in wishes] == [WORDS, "생각이 바뀌지 않았습니다."]
    assert conductor.state(CaseRow.objects.get(pk=case.pk)).facts["wish_recorded"] is True
    assert ledger.Entry.objects.filter(action="record_wish").count() == 2


def test_no_one_changes_a_wish() -> None:
    worker, case = make_account(Duty.CASEWORKER), make_case()
    actions.record_wish(by=worker, number=case.person.number, language="ko", words=WORDS)
    row = Wish.objects.get()
    with pytest.raises(AppendOnlyError):
        row.save()
    with pytest.raises(AppendOnlyError):
        row.delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM reception_wish")


def test_a_resident_writes_their_own_and_nobody_elses(client: Client) -> None:
    mine, theirs = make_case(), make_case(names=[{"text": "다른 사람"}])
    client.force_login(make_account(Duty.RESIDENT, person_id=mine.person_id))
    url = reverse("reception:record_wish", args=[mine.person.number])
    assert client.get(url).status_code == 200
    assert client.post(url, {"words": "", "language": "ko"}).status_code == 422
    assert client.post(url, {"words": WORDS, "language": "ko"}).status_code == 303
    assert "남조선" in client.get(url).content.decode()
    other = reverse("reception:record_wish", args=[theirs.person.number])
    assert client.get(other).status_code == 404
    assert client.post(other, {"words": WORDS, "language": "ko"}).status_code == 404
    client.force_login(make_account(Duty.NURSE))
    assert client.get(url).status_code == 403
