"""Small plans that the tests run."""

from dataclasses import replace

from naru.engine import staffing
from naru.engine.plan import Plan
from naru.engine.reading import read

QUEUE = """
name = "queue"
horizon = "{horizon} d"
warm_up = "{warm} d"
[arrivals]
rate = {rate}
[[resources]]
id = "server"
servers = {servers}
[[stages]]
id = "service"
resource = "server"
duration = "{duration}"
"""


def queue(
    duration: str, rate: float, servers: int, horizon: int = 20_000, warm: int = 2_000
) -> Plan:
    """One station."""
    return read(
        QUEUE.format(duration=duration, rate=rate, servers=servers, horizon=horizon, warm=warm)
    )


def centre(**changes: object) -> Plan:
    """W1, perhaps shorter or with other people."""
    return replace(read(staffing.text_of("w1")), **changes)  # type: ignore[arg-type]


def servers(plan: Plan, **numbers: int) -> Plan:
    """The plan with other numbers of servers."""
    return replace(
        plan,
        resources=tuple(replace(r, servers=numbers.get(r.id, r.servers)) for r in plan.resources),
    )


def rate(plan: Plan, people: float) -> Plan:
    """The plan with so many people a day."""
    return replace(plan, arrivals=replace(plan.arrivals, rate=people))
