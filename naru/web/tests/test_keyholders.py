"""Who holds the keys: proposed by one, decided by another, changed after a leaver."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from naru.domain.duties import Duty
from naru.ground import ledger
from naru.ground.pathway.testing import make_account
from naru.ground.staff import keys, links
from naru.ground.vault import SYSTEM, Compartment, members, recovery
from naru.ground.vault.models import Grant
from naru.ground.vault.tests.conftest import _quick_argon2, agent  # noqa: F401
from naru.ground.vault.tests.test_members import kept

PASSWORD = "a long enough password"
HEALTH = Compartment.HEALTH

pytestmark = pytest.mark.django_db


def sign_in(account, lang="en", password=PASSWORD):
    browser = Client()
    browser.cookies["django_language"] = lang
    said = {"username": account.username, "password": password}
    assert browser.post("/staff/sign-in/", said).status_code == 303
    return browser


@pytest.fixture
def staff(agent):  # noqa: F811 - the fixture
    """Nurse, physician and psychologist hold health; a second nurse has a key and nothing else."""
    duties = (Duty.NURSE, Duty.PHYSICIAN, Duty.PSYCHOLOGIST, Duty.DATA_PROTECTION_OFFICER)
    made = {duty: make_account(duty) for duty in duties}
    for account in made.values():
        sign_in(account)
    recovery.make(timezone.now())
    with kept():
        holders = [holder for one in made.values() if (holder := members.holder_of(one.pk))]
        members.hand_over([HEALTH], holders[:3])
    for holder in holders[:3]:
        keys.founding(holder, HEALTH, SYSTEM, timezone.now())
    made["newcomer"] = make_account(Duty.NURSE)
    sign_in(made["newcomer"])
    return made


def test_a_colleague_is_let_in_by_two_and_opens(staff):
    newcomer, one = staff["newcomer"], sign_in(staff[Duty.NURSE])
    page = one.get("/keys/health/propose/").text
    assert newcomer.name in page
    assert staff[Duty.PHYSICIAN].name not in page
    assert one.post("/keys/health/propose/", {}).status_code == 422
    asked = {"chosen": str(newcomer.pk), "sure": "on"}
    assert one.post("/keys/health/propose/", asked)["Location"] == "/keys/health/"
    grant = Grant.objects.get(account_id=newcomer.pk)
    url = f"/keys/proposals/{grant.pk}/"
    assert "Take the proposal back" in one.get(url).text
    assert one.post(url, {"answer": "approve"}).status_code == 422
    assert sign_in(newcomer).post(url, {"answer": "approve"}).status_code == 409
    dpo = sign_in(staff[Duty.DATA_PROTECTION_OFFICER], "ko")
    said = dpo.get(url)
    assert said.status_code == 409
    assert "이 구획의 열쇠를 가진 사람만" in said.text
    other = sign_in(staff[Duty.PHYSICIAN])
    assert "Proposals to decide" in other.get("/keys/").text
    print_of = sign_in(newcomer).get("/keys/").text.split('<code class="kit-number" lang="en">')[1]
    assert print_of.split("<")[0] in other.get(url).text
    assert other.post(url, {}).status_code == 422
    with kept():
        assert other.post(url, {"answer": "approve"}).status_code == 303
    assert newcomer.pk in members.people_in("health")
    assert other.post(url, {"answer": "approve"}).status_code == 409
    assert keys.holds(newcomer, "health") is False  # outside of their session
    row = sign_in(newcomer).get("/keys/health/").text
    assert f"{staff[Duty.NURSE].name} → {staff[Duty.PHYSICIAN].name}" in row
    assert "Only a member of this compartment" not in row
    acts = set(ledger.Entry.objects.values_list("action", flat=True))
    assert {"ask_grant", "approve_grant"} <= acts


def test_a_proposal_is_refused_or_taken_back(staff):
    asked = {"chosen": str(staff["newcomer"].pk), "sure": "on"}
    one, other = sign_in(staff[Duty.NURSE]), sign_in(staff[Duty.PHYSICIAN])
    for decider in (one, other):
        one.post("/keys/health/propose/", asked)
        grant = Grant.objects.get(decided_at=None)
        url = f"/keys/proposals/{grant.pk}/"
        assert decider.post(url, {"answer": "refuse"}).status_code == 303
        assert decider.get(url).status_code == 409
    assert staff["newcomer"].pk not in members.people_in("health")
    assert "No proposal waits" in one.get("/keys/").text


def test_the_dpo_takes_somebody_out_and_the_next_member_changes_the_key(staff):
    gone, dpo = staff[Duty.PSYCHOLOGIST], sign_in(staff[Duty.DATA_PROTECTION_OFFICER])
    theirs, other = sign_in(gone), sign_in(staff[Duty.PHYSICIAN])
    url = f"/keys/health/{gone.pk}/out/"
    assert dpo.post(url, {}).status_code == 422
    with kept():
        assert dpo.post(url, {"sure": "on"}).status_code == 303
    assert theirs.get("/keys/").status_code == 303  # the session ended
    page = dpo.get("/keys/").text
    assert "Key to be changed" in page
    assert "Change the key now" not in page  # only a member can
    assert gone.name in page.split('id="left"')[1]
    assert dpo.post("/keys/change/").status_code == 409
    assert "Change the key now" in other.get("/keys/health/").text
    with kept():
        assert other.post("/keys/change/").status_code == 303
    assert "Key to be changed" not in other.get("/keys/").text
    assert members.rotations_due() == []
    last = f"/keys/health/{staff[Duty.NURSE].pk}/out/"
    refused = other.post(last, {"sure": "on"})
    assert refused.status_code == 409
    assert "Two persons at least" in refused.text


def test_who_is_no_member_proposes_and_decides_nothing(staff):
    outsider = sign_in(make_account(Duty.INSTRUCTOR), "ko")
    page = outsider.get("/keys/health/").text
    assert "동료에게 열쇠 부여" not in page
    said = {"chosen": str(staff["newcomer"].pk), "sure": "on"}
    assert outsider.post("/keys/health/propose/", said).status_code == 409
    assert (
        outsider.post(f"/keys/health/{staff[Duty.NURSE].pk}/out/", {"sure": "on"}).status_code
        == 409
    )
    assert outsider.get("/keys/nothing/").status_code == 404
    assert outsider.get("/keys/ops/").status_code == 404
    assert outsider.get(f"/keys/proposals/{uuid4()}/").status_code == 404
    admin = sign_in(make_account(Duty.SYSTEM_ADMINISTRATOR))
    assert admin.get("/keys/").status_code == 403
    assert admin.post("/keys/change/").status_code == 403
    alone = sign_in(staff[Duty.NURSE]).get("/keys/health/propose/")
    assert staff["newcomer"].name in alone.text


def test_with_nobody_to_propose_the_page_says_what_to_do(staff):
    keys.leaver(by=SYSTEM, now=timezone.now(), account_id=staff["newcomer"].pk)
    said = sign_in(staff[Duty.NURSE], "en").get("/keys/health/propose/")
    assert said.status_code == 409
    assert "no colleague who could be let in" in said.text


def test_after_a_reset_by_link_colleagues_let_the_new_key_in(staff):
    nurse, admin = staff[Duty.NURSE], make_account(Duty.SYSTEM_ADMINISTRATOR)
    theirs = sign_in(nurse)
    _done, secret = links.issue_link(by=admin, now=timezone.now(), account_id=nurse.pk)
    new = "a sentence that nobody else knows"
    with kept():
        assert (
            Client().post(f"/staff/link/{secret}/", {"password": new, "again": new}).status_code
            == 303
        )
    assert theirs.get("/keys/").status_code == 303
    assert nurse.pk not in members.people_in("health")
    again = sign_in(nurse, password=new)
    assert "Let a colleague in" not in again.get("/keys/health/").text
    one, other = sign_in(staff[Duty.PHYSICIAN]), sign_in(staff[Duty.PSYCHOLOGIST])
    asked = {"chosen": str(nurse.pk), "sure": "on"}
    assert one.post("/keys/health/propose/", asked).status_code == 303
    url = f"/keys/proposals/{Grant.objects.get(decided_at=None).pk}/"
    with kept():
        assert other.post(url, {"answer": "approve"}).status_code == 303
    assert "Let a colleague in" in sign_in(nurse, password=new).get("/keys/health/").text
