"""The house's virus scanner: asked over its socket, and no file is taken in without its word."""

import socket
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from naru.kit.fields import FileField
from naru.kit.uploads import ScannerAwayError, malware, scanner_answers

HARM = b"%PDF-1.7 this stands for something harmful"


def clamd(path, answer):
    """One answer of a scanner; gives what it was asked."""
    listener, asked = socket.socket(socket.AF_UNIX), []
    listener.bind(str(path))
    listener.listen()

    def serve():
        line, _peer = listener.accept()
        with line, listener:
            got = b""
            while not got.endswith((b"\0\0\0\0", b"VERSION\0")):
                got += line.recv(1 << 16)
            asked.append(got)
            line.sendall(answer)

    thread = Thread(target=serve)
    thread.start()
    return thread, asked


@pytest.fixture
def asking(settings, tmp_path):
    settings.NARU_CLAMD = str(tmp_path / "clamd")

    def ask(answer, act, *given):
        thread, asked = clamd(tmp_path / "clamd", answer)
        try:
            return act(*given), asked
        finally:
            thread.join()
            (tmp_path / "clamd").unlink()

    return ask


def upload(data=HARM):
    return SimpleUploadedFile("paper.pdf", data)


def test_the_scanner_sees_the_whole_file_and_says_what_it_knows(asking):
    found, asked = asking(b"stream: Eicar-Test FOUND\0", malware, HARM)
    assert found == "Eicar-Test"
    assert asked == [b"zINSTREAM\0" + len(HARM).to_bytes(4, "big") + HARM + bytes(4)]
    assert asking(b"stream: OK\0", malware, HARM)[0] == ""
    assert asking(b"ClamAV 1.0\0", scanner_answers)[0] == "ClamAV 1.0"
    with pytest.raises(ScannerAwayError, match="size limit"):
        asking(b"INSTREAM size limit exceeded. ERROR\0", malware, HARM)


def test_a_known_file_is_refused_by_name_and_a_clean_one_is_whole(asking):
    with pytest.raises(ValidationError, match="Eicar-Test"):
        asking(b"stream: Eicar-Test FOUND\0", FileField().clean, upload())
    clean, _asked = asking(b"stream: OK\0", FileField().clean, upload())
    assert clean.read() == HARM


def test_a_scanner_that_is_away_lets_nothing_in(settings, tmp_path):
    settings.NARU_CLAMD = str(tmp_path / "nobody")
    with pytest.raises(ValidationError, match="바이러스"):
        FileField().clean(upload())
    settings.NARU_CLAMD = ""
    assert FileField().clean(upload()).read() == HARM
