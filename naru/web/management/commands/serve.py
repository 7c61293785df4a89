"""`naru serve`: serve the centre on this machine."""

import errno
import socket
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from gunicorn.app.base import BaseApplication

from naru.web.home import is_set_up
from naru.web.serving import application

LAST_PORT = 65_535


class Server(BaseApplication):
    """Gunicorn with threads: SQLite has one writer anyway."""

    def __init__(self, address: str, threads: int) -> None:
        self._options = {
            "bind": address,
            "workers": 1,
            "threads": threads,
            "worker_class": "gthread",
            "loglevel": "warning",
            "timeout": 120,
            "control_socket_disable": True,
        }
        super().__init__()

    def load_config(self) -> None:
        """Our options; nothing is read from files or the environment."""
        for name, value in self._options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """The application."""
        return application()


class Command(BaseCommand):
    """Serve until Ctrl+C."""

    help = "Serve the centre on this machine"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--threads", type=int, default=8)

    def handle(self, *args: Any, host: str, port: int, threads: int, **options: Any) -> None:
        """Run it."""
        check_port(host, port)
        if not is_set_up():
            msg = "the home folder isn't set up yet, or is of another version: run `naru setup`"
            raise CommandError(msg)
        self.stdout.write(f"Naru is at http://{host}:{port}  (Ctrl+C ends it)")
        self.stdout.flush()
        connections.close_all()
        Server(f"{host}:{port}", threads).run()


def check_port(host: str, port: int) -> None:
    """A clear word when the port is taken."""
    if not 0 < port <= LAST_PORT:
        msg = f"{port} is no port: choose one from 1 to {LAST_PORT}"
        raise CommandError(msg, returncode=2)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            why = "is taken by another program" if taken else f"can't be used: {error.strerror}"
            msg = f"port {port} {why}. Choose another: make demo PORT={port + 1}"
            raise CommandError(msg) from error
