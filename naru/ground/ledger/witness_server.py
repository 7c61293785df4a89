"""The witness over HTTP on this machine or the house's own network (c2sp.org/tlog-witness)."""

import ipaddress
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from naru.domain.refusals import Refusal, say
from naru.ground.ledger.witnessing import Cosigned, Witness

LARGEST = 64 * 1024
PATIENCE = 10
PLAIN, SIZE = "text/plain; charset=utf-8", "text/x.tlog.size"
STATUS = {
    "witness.unreadable": HTTPStatus.BAD_REQUEST,
    "witness.unsigned": HTTPStatus.FORBIDDEN,
    "witness.log_unknown": HTTPStatus.NOT_FOUND,
    "witness.rollback": HTTPStatus.CONFLICT,
    "witness.stale": HTTPStatus.CONFLICT,
    "witness.fork": HTTPStatus.UNPROCESSABLE_ENTITY,
}


def near(host: str) -> bool:
    """Whether an address is of this machine or of a private network, and one only."""
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        return False
    return address.is_private and not address.is_unspecified


def server(witness: Witness, host: str, port: int) -> ThreadingHTTPServer:
    """A server for a witness, bound and not yet serving."""
    handler = type("Door", (_Door,), {"witness": witness})
    return ThreadingHTTPServer((host, port), handler)


class _Door(BaseHTTPRequestHandler):
    witness: Witness
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "naru-witness", ""
    timeout = PATIENCE

    def do_POST(self) -> None:
        """add-checkpoint."""
        body = self._body()
        if body is None:
            self.close_connection = True
            self._answer(HTTPStatus.BAD_REQUEST, "a request of at most 64 KiB in UTF-8\n")
        elif self.path != "/add-checkpoint":
            self._answer(HTTPStatus.NOT_FOUND, "POST /add-checkpoint\n")
        else:
            self._tell(self.witness.add_checkpoint(body, int(time.time())))

    def do_GET(self) -> None:
        """The last cosigned checkpoint of a log, by the hash of its origin."""
        origin, _, what = self.path.strip("/").partition("/")
        note = self.witness.latest(origin) if what == "checkpoint" else None
        if note is None:
            self._answer(HTTPStatus.NOT_FOUND, "GET /<origin hash>/checkpoint\n")
        else:
            self._answer(HTTPStatus.OK, note)

    def _body(self) -> str | None:
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit() or int(length) > LARGEST:
            return None
        try:
            return self.rfile.read(int(length)).decode()
        except UnicodeDecodeError:
            return None

    def _tell(self, result: Cosigned | Refusal) -> None:
        if isinstance(result, Cosigned):
            self._answer(HTTPStatus.OK, result.line)
        elif STATUS[result.code] == HTTPStatus.CONFLICT:
            self._answer(HTTPStatus.CONFLICT, f"{result.facts['seen']}\n", SIZE)
        else:
            self._answer(STATUS[result.code], say(result, "en").why + "\n")

    def _answer(self, status: HTTPStatus, text: str, media_type: str = PLAIN) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: Any) -> None:
        """Nothing is written down but what the witness keeps."""
