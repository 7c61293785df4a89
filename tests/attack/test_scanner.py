"""The real clamd, with a signature of our own: what it knows isn't taken in."""

import shutil
import subprocess

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from naru.kit.fields import FileField
from naru.kit.uploads import ScannerAwayError, scanner_answers
from tests.sealed.test_planted_secrets import wait_for

HARM = b"%PDF-1.7 this stands for something harmful"
CONF = """DatabaseDirectory {home}/signatures
LocalSocket {home}/socket
Foreground yes
User root
"""


@pytest.fixture
def clamd(tmp_path, settings):
    (tmp_path / "signatures").mkdir()
    (tmp_path / "signatures" / "naru.ndb").write_text(f"Naru.Test:0:*:{HARM.hex()}\n")
    (tmp_path / "clamd.conf").write_text(CONF.format(home=tmp_path))
    settings.NARU_CLAMD = str(tmp_path / "socket")
    said = ["clamd", "-c", str(tmp_path / "clamd.conf")]
    with subprocess.Popen(said, stdout=subprocess.DEVNULL) as daemon:
        try:
            wait_for(answers)
            yield
        finally:
            daemon.terminate()


def answers():
    try:
        return scanner_answers()
    except ScannerAwayError:
        return ""


@pytest.mark.skipif(shutil.which("clamd") is None, reason="ClamAV isn't installed")
def test_what_the_signatures_name_is_not_taken_in(clamd):
    with pytest.raises(ValidationError, match="Naru"):
        FileField().clean(SimpleUploadedFile("paper.pdf", HARM + bytes(1_000_000)))
    clean = SimpleUploadedFile("paper.pdf", b"%PDF-1.7 nothing of the kind" + bytes(9_000_000))
    assert FileField().clean(clean).size > 9_000_000
