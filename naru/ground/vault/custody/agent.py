"""The key agent: a custodian behind a unix socket, in a process that does nothing else."""

import os
import socket
import socketserver
import struct
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any
from uuid import UUID

from naru.ground.vault.custody import canaries, fences
from naru.ground.vault.custody.core import Custodian
from naru.ground.vault.custody.errors import CustodyError
from naru.ground.vault.custody.frames import FrameError, receive, send

CALLS = frozenset(
    {
        "add_wrap",
        "admit",
        "appoint",
        "ask",
        "enter_names",
        "found",
        "holds",
        "keyed_hash",
        "load",
        "lock",
        "lock_account",
        "lock_everything",
        "make_holder",
        "named_in",
        "names",
        "rewrap",
        "rotate",
        "rotated",
        "share",
        "unlock",
        "unwrap",
        "wrap",
    }
)
"""What may be called over the socket; nothing else of the custodian is reachable."""
PEER = struct.Struct("3i")


class Agent(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Serves one custodian to the processes of certain users on this machine."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self, path: Path, custodian: Custodian, home: Path, users: Collection[int]
    ) -> None:
        self.custodian, self.home, self.users = custodian, home, frozenset(users)
        self.fences: dict[str, bool] = {}
        _clear(path)
        before = os.umask(0o177)
        try:
            super().__init__(str(path), Caller)
        finally:
            os.umask(before)
        if self.users - {os.getuid()}:
            path.chmod(0o666)  # the peer check below decides; the folder's mode does too
        self.read_canaries()

    def read_canaries(self) -> int:
        """Read the list of persons who don't exist."""
        self.custodian.canaries = canaries.read(canaries.path_of(self.home))
        self.custodian.register.enter(None, dict.fromkeys(map(UUID, self.custodian.canaries)))
        return len(self.custodian.canaries)

    def verify_request(self, request: Any, client_address: Any) -> bool:
        """Only processes of the users named at the start."""
        raw = request.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, PEER.size)
        _pid, user, _group = PEER.unpack(raw)
        if user not in self.users:
            self.custodian.journal.note("stranger", user=user)
        return user in self.users

    def handle_error(self, request: Any, client_address: Any) -> None:
        """One word on standard error: a trace could show what was being handled."""
        kind = sys.exc_info()[0]
        sys.stderr.write(f"naru agent: a call failed ({kind.__name__ if kind else '?'})\n")

    def service_actions(self) -> None:
        """Every half second: sessions that are over end now, not when somebody calls."""
        self.custodian.sessions()

    def answer(self, said: Any) -> Any:
        """The answer to one call."""
        if not isinstance(said, dict) or not isinstance(said.get("args"), list):
            return {"error": "refused", "why": "no call"}
        name, more = str(said.get("call")), said.get("more") or {}
        own: dict[str, Callable[..., Any]] = {
            "status": self.status,
            "waiting": self.waiting,
            "taken": self.taken,
        }
        own |= {"read_canaries": self.read_canaries}
        call = own.get(name) or (getattr(self.custodian, name) if name in CALLS else None)
        if call is None:
            return {"error": "refused", "why": "no such call"}
        try:
            return {"answer": call(*said["args"], **more)}
        except CustodyError as error:
            return {"error": error.code, "why": str(error)}
        except (TypeError, ValueError, KeyError) as error:
            return {"error": "refused", "why": f"a wrong call ({type(error).__name__})"}

    def status(self) -> dict[str, Any]:
        """What an operator may know."""
        journal = self.custodian.journal
        return {
            "sessions": self.custodian.sessions(),
            "canaries": len(self.custodian.canaries),
            "journal": journal.size,
            "waiting": len(journal.waiting(10**9)),
            "fences": {name: int(stands) for name, stands in self.fences.items()},
        }

    def waiting(self) -> list[dict[str, Any]]:
        """Lines of the journal that the ledger hasn't taken yet."""
        return self.custodian.journal.waiting()

    def taken(self, upto: int) -> None:
        """The ledger has the journal's lines up to this one."""
        self.custodian.journal.taken(upto)


class Caller(socketserver.BaseRequestHandler):
    """One connection: calls and answers in turn, until it is closed."""

    server: Agent

    def handle(self) -> None:
        """Answer until the other side has enough."""
        while True:
            try:
                send(self.request, self.server.answer(receive(self.request)))
            except (EOFError, ConnectionError):
                return
            except FrameError as error:
                send(self.request, {"error": "refused", "why": str(error)})
                return


def _clear(path: Path) -> None:
    """Make room for the socket; a living agent keeps its place (OSError)."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        return
    with socket.socket(socket.AF_UNIX) as probe:
        if probe.connect_ex(str(path)) == 0:
            msg = f"an agent listens at {path} already"
            raise OSError(msg)
    path.unlink()


def serve(agent: Agent) -> None:
    """Put the fences up and serve until the process is ended."""
    agent.fences = fences.build()
    agent.serve_forever(poll_interval=0.5)
