"""`naru vault`: what the desk says and does, passwords from a pipe."""

import io
import json
import os
import sys
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.management import CommandError, call_command
from django.utils import timezone

from naru.domain.duties import Duty
from naru.ground import ledger, people
from naru.ground.pathway.testing import make_account, make_case, make_person
from naru.ground.vault import SYSTEM, Compartment, ErasedError, epochs, keeper, keys, upgrading
from naru.ground.vault.closed import ClosedError
from naru.ground.vault.custody import canaries
from naru.ground.vault.models import DataKey
from naru.ground.vault.rings import ring

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


@pytest.fixture(autouse=True)
def _home(tmp_path, settings):
    settings.NARU_HOME = tmp_path
    yield
    keeper.forget_keeper()


def naru(*args, typed=""):
    out, sys.stdin = io.StringIO(), io.StringIO(typed)
    call_command("vault", *args, stdout=out)
    return out.getvalue()


def test_status_names_what_should_be_put_right():
    make_case()
    assert "! the machine can open it" in naru("status")
    said = json.loads(naru("status", "--json"))
    identity = next(one for one in said["compartments"] if one["compartment"] == "identity")
    assert identity["machine"]
    assert "no recovery sheet opens it" in identity["faults"]


def test_sheets_are_printed_one_a_page_tested_and_used(tmp_path):
    pages = naru("recovery", "make").split("\f")
    assert len(pages) == 5
    sheets = [words_of(page) for page in pages]
    assert {len(sheet.split()) for sheet in sheets} == {33}
    assert "recovery sheets" in (tmp_path / "backup-recipients.txt").read_text()
    three = "".join(f"{sheet}\n" for sheet in (sheets[4], sheets[0], sheets[2]))
    assert "These sheets open: complaints, health" in naru("recovery", "test", typed=three)
    with pytest.raises(CommandError, match="fit together"):
        naru("recovery", "test", typed="one\ntwo\nthree\n")
    account = make_account(Duty.NURSE)
    with pytest.raises(CommandError, match="two accounts"):
        naru("recovery", "use", "--member", account.username, typed=three)


def words_of(page):
    """The words as somebody would type them off the sheet, without the numbers."""
    rows = [row for row in page.splitlines() if row.strip()[:1].isdigit()]
    return " ".join(word for row in rows for word in row.split() if not word.isdigit())


def test_hand_over_waits_for_two_of_each_and_for_the_sheets():
    epochs.found_all()
    with pytest.raises(CommandError, match="Fewer than two"):
        naru("hand-over")


def test_two_erase_and_get_a_certificate(tmp_path):
    one, two = make_account(Duty.DATA_PROTECTION_OFFICER), make_account(Duty.HUMAN_RIGHTS_OFFICER)
    made = make_person(one)
    given = {"relation": "mother", "alive": "yes", "country": "KP", "wish": "none"}
    person = people.person_of(people.number_of(made.subject))
    people.add_kin(by=one, now=timezone.now(), person_id=person.pk, **given)
    who = ("--as", one.username, "--second", two.username, "--compartment", "kin")
    with pytest.raises(CommandError, match="isn't the password"):
        naru("erase", person.number, *who, typed=f"{PASSWORD}\nwrong\n")
    alone = ("--as", one.username, "--second", one.username, "--compartment", "kin")
    with pytest.raises(CommandError, match="two persons"):
        naru("erase", person.number, *alone, typed=f"{PASSWORD}\n" * 2)
    paper = tmp_path / "certificate.txt"
    said = naru("erase", person.number, *who, "-o", str(paper), typed=f"{PASSWORD}\n" * 2)
    assert "개인정보 파기 확인서" in said
    assert paper.read_text() == said
    with pytest.raises(ErasedError):
        people.kin(SYSTEM, person.pk)
    assert ledger.Entry.objects.order_by("-seq").first().action == "erase"
    assert list(ledger.verify()) == []


def test_a_canary_is_never_found_and_opening_it_raises_the_alarm(tmp_path):
    real = make_person(make_account(Duty.CASEWORKER))
    assert naru("canaries", "3") == "3 canaries.\n"
    planted = {UUID(one) for one in canaries.read(canaries.path_of(tmp_path))}
    assert len(planted) == 3
    assert oct((tmp_path / "agent" / "canaries.json").stat().st_mode)[-3:] == "600"
    ring.forget()
    people.follow()
    known = set(keeper.keeper().register._index.ids())
    assert UUID(real.subject) in known
    assert not known & planted
    with pytest.raises(ClosedError, match="잠갔습니다"):
        people.label(SYSTEM, next(iter(planted)))
    assert naru("canaries", "2") == "5 canaries.\n"


def test_wrong_words_are_named():
    with pytest.raises(CommandError, match="no active account"):
        naru("ask", "nobody", "kin", "--as", "nobody", typed="x\n")
    account = make_account(Duty.CASEWORKER)
    with pytest.raises(CommandError, match="no proposal"):
        naru("approve", "7", "--as", account.username, typed=f"{PASSWORD}\n")
    assert "It held nothing" in naru("reset", account.username)
    assert "nothing was due" in naru("rotate")


def test_keys_of_the_version_before_are_wrapped_anew(tmp_path, settings):
    """A centre made before epochs existed: its key file and its rows."""
    path = tmp_path / "keys" / "vault.json"
    path.parent.mkdir()
    old = {part.value: os.urandom(32).hex() for part in Compartment}
    path.write_text(json.dumps({"format": "naru-keys-1", "epoch": 1, "keys": old}))
    path.chmod(0o600)
    settings.NARU_KEY_FILE = path
    person, key = make_account().pk, os.urandom(32)
    master, nonce = AESGCM(bytes.fromhex(old["kin"])), os.urandom(12)
    bound = f"naru-key|{person}|kin|1".encode()
    wrapped = nonce + master.encrypt(nonce, key, bound)
    DataKey.objects.create(person_id=person, compartment="kin", wrapped=wrapped)
    assert keys.is_old(path)
    keys.renew_key_file(path)
    assert not keys.is_old(path)
    keeper.forget_keeper()
    epochs.found_all()
    assert upgrading.upgrade() == 1
    assert upgrading.upgrade() == 0
    ring.forget()
    from naru.ground.vault import keyring

    number, cipher = keyring.key_for_sealing(person, Compartment.KIN)
    assert (number, cipher.decrypt(nonce, AESGCM(key).encrypt(nonce, b"", None), None)) == (1, b"")
    assert (path.parent / "vault.json.naru-keys-1").exists()
