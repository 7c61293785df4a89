"""Brings a checkpoint to a witness of the house's own network, and its cosignature back."""

import http.client
from http import HTTPStatus
from urllib.parse import urlsplit

from naru.ground.ledger.witness_server import near

PATIENCE = 10
LARGEST = 64 * 1024


class SubmitError(Exception):
    """The witness couldn't be asked, or refused; the message says why."""


class SeenError(Exception):
    """The witness has seen another number of entries: `size`."""

    def __init__(self, size: int) -> None:
        super().__init__(f"the witness has seen {size} entries")
        self.size = size


def submit(url: str, request: str) -> str:
    """The witness's lines for a request of add-checkpoint; SeenError, SubmitError."""
    parts = urlsplit(url)
    if parts.scheme != "http" or not near(parts.hostname or ""):
        raise SubmitError("a witness is asked at http:// and a numeric address of your own network")
    try:
        status, text = _post(parts.hostname or "", parts.port or 80, parts.path, request)
    except (OSError, http.client.HTTPException, UnicodeDecodeError, ValueError) as error:
        msg = f"the witness at {url} doesn't answer: {error}"
        raise SubmitError(msg) from error
    if status == HTTPStatus.CONFLICT and text.strip().isdecimal():
        raise SeenError(int(text))
    if status != HTTPStatus.OK:
        msg = f"the witness refused ({status}): {text.strip()}"
        raise SubmitError(msg)
    return text


def _post(host: str, port: int, path: str, request: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    try:
        connection.request("POST", f"{path.rstrip('/')}/add-checkpoint", request.encode())
        answer = connection.getresponse()
        return answer.status, answer.read(LARGEST).decode()
    finally:
        connection.close()
