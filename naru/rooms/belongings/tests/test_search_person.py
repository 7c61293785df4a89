"""Searches: the same sex, an approval, and the rights officer who looks at them."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from naru.domain.belongings import search_against
from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground import ledger
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account
from naru.ground.staff.models import Account
from naru.rooms.belongings import actions
from naru.rooms.belongings.models import Search, SearchReview
from naru.rooms.belongings.tests.parts import custodian, done, welcomed


def search(row: CaseRow, by: Account, kind: str = "bags", **more: Any) -> Done | Refusal:
    said = {"reason": "금속 반응", "searcher": by.pk, "searcher_sex": "female", **more}
    draft = actions.SearchDraft(kind=kind, **said)
    return actions.search_person(by=by, number=row.person.number, draft=draft)


@given(
    st.sampled_from(["pat_down", "undress"]),
    st.sampled_from([("female", "male"), ("male", "female")]),
    st.text(),
)
def test_nobody_is_touched_by_the_other_sex(
    kind: str, pair: tuple[str, str], approver: str
) -> None:
    against = search_against(kind, *pair, approver, "사유")
    assert against == Refusal("belongings.search_sex")


@pytest.mark.django_db
def test_a_search_is_on_record() -> None:
    row, by = welcomed(), custodian()
    done(search(row, by, "pat_down"))
    assert conductor.state(CaseRow.objects.get(pk=row.pk)).facts["searched"] is True
    assert ledger.Entry.objects.get(action="search_person").compartment == "legal"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "more", "code"),
    [
        ("bags", {"reason": " "}, "search_reason"),
        ("pat_down", {"searcher_sex": "male"}, "search_sex"),
        ("undress", {}, "search_approval"),
    ],
)
def test_a_search_against_the_rules_is_refused(kind: str, more: dict[str, Any], code: str) -> None:
    row, by = welcomed(), custodian()
    refusal = search(row, by, kind, **more)
    assert refusal == Refusal(f"belongings.{code}")
    assert say(refusal, "ko").why != say(refusal, "en").why
    assert not Search.objects.exists()


@pytest.mark.django_db
def test_the_sex_of_the_account_counts_more_than_the_form() -> None:
    row, by = welcomed(), custodian()
    by.sex = "male"
    by.save()
    assert search(row, by, "pat_down") == Refusal("belongings.search_sex")


@pytest.mark.django_db
def test_the_rights_officer_reviews_what_touched_a_person(client: Client) -> None:
    row, by = welcomed(), custodian()
    chief = make_account(Duty.DIRECTOR)
    done(search(row, by, "undress", approver=chief.pk))
    done(search(row, by, "scanner"))
    officer = make_account(Duty.HUMAN_RIGHTS_OFFICER)
    client.force_login(officer)
    page = client.get(reverse("belongings:searches")).content.decode()
    assert page.count("금속 반응") == 1
    assert chief.name in page
    found = Search.objects.get(kind="undress")
    url = reverse("belongings:review_search", args=[found.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"words": "본인과 면담함"}).status_code == 303
    assert client.post(url, {"words": "다시"}).status_code == 409
    assert SearchReview.objects.count() == 1
    assert "본인과 면담함" in client.get(reverse("belongings:searches")).content.decode()
    other = reverse("belongings:review_search", args=[Search.objects.get(kind="scanner").pk])
    assert client.get(other).status_code == 404


@pytest.mark.django_db
def test_the_page(client: Client) -> None:
    row, by = welcomed(), custodian()
    url = reverse("belongings:search_person", args=[row.person.number])
    client.force_login(by)
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    said = {
        "kind": "pat_down",
        "reason": "금속 반응",
        "searcher": str(by.pk),
        "searcher_sex": "male",
    }
    assert client.post(url, said).status_code == 409
    assert client.post(url, {**said, "searcher_sex": "female"}).status_code == 303
    client.force_login(make_account(Duty.RECEPTION_OFFICER))
    assert client.get(url).status_code == 403
