"""Replications on other machines, through Ray: one small adapter, the same bytes as here.

A job names what to run and which replications; where it runs changes nothing in what it computes.
Ray starts a job anew when its node is lost; whatever has come back is kept here. Ray itself is
asked for only when a run is to go there (`pip install naru[cluster]`).
"""

import logging
import os
import socket
from collections.abc import Callable, Sequence
from typing import Any

from naru.engine import cache
from naru.engine.jobs import Job, Kernel, Part, work

PATIENCE = 5.0


class Elsewhere(RuntimeError):
    """The other machines can't do it; the text says why."""


def on_ray(
    jobs: Sequence[Job],
    address: str = "",
    done: Callable[[int], None] = lambda _number: None,
) -> list[Part]:
    """Do jobs on a Ray cluster (its address; "": the one of RAY_ADDRESS, else one started here).

    `done` is told the number of each job as it comes back. Elsewhere when Ray is missing, can't be
    reached, or another version of the engine runs there.
    """
    ray = _ray(address)
    kernels = {id(job.kernel): ray.put(job.kernel) for job in jobs}
    remote = ray.remote(num_cpus=1, max_retries=-1)(_there)
    waiting = {
        remote.remote(kernels[id(job.kernel)], *job[1:]): number for number, job in enumerate(jobs)
    }
    found: dict[int, Part] = {}
    while waiting:
        for reference in ray.wait(list(waiting))[0]:
            number = waiting.pop(reference)
            found[number] = _checked(ray.get(reference))
            done(number)
    return [found[number] for number in range(len(jobs))]


def _there(kernel: Kernel, *rest: int) -> tuple[str, Part]:
    """A job on another machine, and which engine did it."""
    return cache.folder().name, work(Job(kernel, *rest))


def _checked(answer: tuple[str, Part]) -> Part:
    version, part = answer
    if version != cache.folder().name:
        msg = f"another engine runs there ({version}, here {cache.folder().name}): install the same"
        raise Elsewhere(msg)
    return part


def _reach(address: str) -> None:
    """Ask whether anybody listens at HOST:PORT: Ray itself would try for minutes."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        return
    try:
        socket.create_connection((host, int(port)), PATIENCE).close()
    except OSError as error:
        msg = f"no Ray cluster answers at {address}: {error}"
        raise Elsewhere(msg) from None


def _ray(address: str) -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError:
        msg = "Ray isn't installed: pip install naru[cluster]"
        raise Elsewhere(msg) from None
    if not ray.is_initialized():
        _reach(address)
        try:
            ray.init(address or None, log_to_driver=False, logging_level=logging.WARNING)
        except (ConnectionError, RuntimeError, ValueError) as error:
            msg = f"no Ray cluster answers at {address or 'RAY_ADDRESS'}: {error}"
            raise Elsewhere(msg) from None
    return ray
