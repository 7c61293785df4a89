"""The health summary: a sheet in the person's language, for clinicians to hand over."""

import io

import pytest
from pypdf import PdfReader

from naru.domain.duties import Duty
from naru.domain.refusals import Done
from naru.ground.pathway.testing import make_account, make_case
from naru.rooms.infirmary import actions, papers
from naru.rooms.infirmary.tests.people import examined, facts_of, prescribed

pytestmark = pytest.mark.django_db


def test_the_sheet_says_what_is_on_record(client):
    row, nurse = examined(), make_account(Duty.NURSE)
    number = row.person.number
    actions.note_allergy(by=nurse, number=number, substance="페니실린", severity="severe")
    prescribed(row)
    done = actions.summarise_health(by=nurse, number=number, advice="물을 많이 드십시오.")
    assert isinstance(done, Done)
    assert facts_of(row)["health_summary_given"] is True
    client.force_login(nurse)
    response = client.get(f"/infirmary/summary/{done.subject}.pdf")
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(response.content))
    text = "".join(page.extract_text() for page in reader.pages)
    for said in ("페니실린", "Metformin", "08:00, 20:00", "물을 많이"):
        assert said in text


def test_an_empty_record_still_prints():
    row, nurse = make_case(languages=["zh"]), make_account(Duty.NURSE)
    done = actions.summarise_health(by=nurse, number=row.person.number, advice="-")
    assert isinstance(done, Done)


@pytest.mark.parametrize(
    ("spoken", "printed"),
    [
        ("ko-KP", ("ko", "en")),
        ("zh-Hans", ("zh", "ko")),
        ("ru", ("en", "ko")),
        ("", ("en", "ko")),
    ],
)
def test_the_persons_language_comes_first(spoken, printed):
    assert papers.languages(spoken) == printed


def test_nobody_else_opens_the_sheet(client):
    row, nurse = examined(), make_account(Duty.NURSE)
    done = actions.summarise_health(by=nurse, number=row.person.number, advice="-")
    client.force_login(make_account(Duty.CASEWORKER))
    assert client.get(f"/infirmary/summary/{done.subject}.pdf").status_code == 403
    client.force_login(nurse)
    missing = "00000000-0000-4000-8000-00000000dead"
    assert client.get(f"/infirmary/summary/{missing}.pdf").status_code == 404
