"""The other end of the agent's socket: the custodian's methods, called from far."""

import socket
from collections.abc import Callable
from pathlib import Path
from threading import local
from typing import Any

from naru.ground.vault.custody.agent import CALLS
from naru.ground.vault.custody.errors import BY_CODE, AgentAwayError, CustodyError
from naru.ground.vault.custody.frames import FrameError, receive, send

OWN_CALLS = frozenset({"status", "waiting", "taken", "read_canaries"})
PATIENCE = 60.0


class _Line(socket.socket):
    """A connection that is closed when its thread ends."""

    def __del__(self) -> None:
        self.close()


class Client:
    """Calls the agent; each thread has a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._path, self._here = path, local()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in CALLS | OWN_CALLS:
            raise AttributeError(name)
        return lambda *args, **more: self._call(name, args, more)

    def _call(self, name: str, args: tuple[Any, ...], more: dict[str, Any]) -> Any:
        said = {"call": name, "args": list(args), "more": more}
        try:
            answer = self._once(said)
        except (OSError, EOFError, AgentAwayError):
            self._drop()  # the agent was restarted: its sessions are gone, the call is safe
            answer = self._again(said)
        if "error" in answer:
            raise BY_CODE.get(answer["error"], CustodyError)(answer.get("why", ""))
        return answer["answer"]

    def _again(self, said: Any) -> Any:
        try:
            return self._once(said)
        except (OSError, EOFError, FrameError) as error:
            self._drop()
            msg = f"the key agent doesn't answer at {self._path}"
            raise AgentAwayError(msg) from error

    def _once(self, said: Any) -> Any:
        line = getattr(self._here, "line", None)
        if line is None:
            line = _Line(socket.AF_UNIX)
            line.settimeout(PATIENCE)
            line.connect(str(self._path))
            self._here.line = line
        send(line, said)
        return receive(line)

    def _drop(self) -> None:
        line = getattr(self._here, "line", None)
        if line is not None:
            line.close()
            self._here.line = None
