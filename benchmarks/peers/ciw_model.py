"""W0 and W1 in Ciw 3.

Ciw can't keep a bed while an interviewer is waited for. `without_beds` leaves the beds out, which
never bind at three people a day: its native and faster way, so that the ratio is in Ciw's favour.
`with_beds` is W1 exactly, by two kinds of node that reach into Ciw: the bed stays somebody's server
until the decision.
"""

import random
from typing import Any

import ciw

from benchmarks.peers.simpy_model import DESK, EXAM, TALK, poisson


def without_beds(
    rate: float, interviewers: int, seed: int, horizon: float = 3650.0
) -> dict[str, float]:
    """W1 without its beds: Ciw's native way, and the faster one."""
    ciw.seed(seed)
    random.seed(seed)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate), *[None] * 5],
        service_distributions=_services(),
        routing=ciw.routing.NetworkRouting(
            [
                ciw.routing.Direct(to=2),
                ciw.routing.Probabilistic(destinations=[3, 4], probs=[0.4, 0.6]),
                ciw.routing.Direct(to=4),
                _Talks(),
                ciw.routing.Direct(to=4),
                ciw.routing.Leave(),
            ]
        ),
        number_of_servers=[2, 2, 1, interviewers, float("inf"), float("inf")],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(horizon)
    return _figures(simulation, 365.0, horizon)


def with_beds(
    rate: float, beds: int, interviewers: int, seed: int, horizon: float = 3650.0
) -> dict[str, float]:
    """W1 as it is asked."""
    ciw.seed(seed)
    random.seed(seed)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate), *[None] * 6],
        service_distributions=[*_services(), ciw.dists.Deterministic(0.0)],
        routing=ciw.routing.NetworkRouting(
            [
                ciw.routing.Direct(to=2),
                ciw.routing.Probabilistic(destinations=[3, 7], probs=[0.4, 0.6]),
                ciw.routing.Direct(to=7),
                _Talks(),
                ciw.routing.Direct(to=4),
                ciw.routing.Leave(),
                ciw.routing.Direct(to=4),
            ]
        ),
        number_of_servers=[2, 2, 1, interviewers, float("inf"), float("inf"), beds],
    )
    kinds = [*[ciw.Node] * 5, _Decision, _Bed]
    simulation = ciw.Simulation(network, node_class=kinds)
    simulation.simulate_until_max_time(horizon)
    return _figures(simulation, 365.0, horizon, bed=7)


def _services() -> list[Any]:
    """Desk, examination, infirmary, interviews, the gaps between them, decision."""
    law, exponential = ciw.dists.Lognormal, ciw.dists.Exponential
    return [
        law(*DESK),
        law(*EXAM),
        exponential(48),
        law(*TALK),
        exponential(1 / 3),
        exponential(1 / 2),
    ]


class _Bed(ciw.Node):
    """A place that somebody keeps after they have left this node."""

    def detatch_server(self, server: Any, individual: Any) -> None:
        individual.bed, individual.server = server, False

    def begin_service_if_possible_release(self, next_individual: Any, server: Any) -> None:
        if not server.busy:
            super().begin_service_if_possible_release(next_individual, server)

    def wrap_up_servers(self, current_time: float) -> None:
        """Nothing: who keeps a bed isn't here, and Ciw would ask them for a date."""

    def find_server_utilisation(self) -> None:
        """Nothing, for the same reason."""


class _Decision(ciw.Node):
    """Gives the bed back, to whoever waits for one."""

    def release(self, next_individual: Any, next_node: Any, reroute: bool = False) -> None:  # noqa: FBT001, FBT002
        bed, home = next_individual.bed, self.simulation.nodes[7]
        super().release(next_individual, next_node, reroute)
        bed.busy, bed.cust = False, False
        home.begin_service_if_possible_release(next_individual, bed)


class _Talks(ciw.routing.NodeRouting):
    def next_node(self, ind: Any) -> Any:
        if not hasattr(ind, "left"):
            ind.left = 1 + poisson(random, 4.0)
        ind.left -= 1
        return self.simulation.nodes[5 if ind.left else 6]


def _figures(simulation: Any, warm: float, horizon: float, bed: int = 4) -> dict[str, float]:
    records = simulation.get_all_records()
    came: dict[int, float] = {}
    entered: dict[int, float] = {}
    left: dict[int, float] = {}
    for row in records:
        if row.node == 1:
            came[row.id_number] = row.arrival_date
        if row.node == bed:
            taken = row.arrival_date if bed == 4 else row.service_start_date
            entered[row.id_number] = min(taken, entered.get(row.id_number, horizon))
        if row.node == 6:
            left[row.id_number] = row.exit_date
    area = sum(min(left.get(k, horizon), horizon) - max(t, warm) for k, t in entered.items()
               if left.get(k, horizon) > warm)  # fmt: skip
    times = [left[k] - t for k, t in came.items() if t >= warm and k in left]
    talks = [r.waiting_time for r in records if r.node == 4 and r.arrival_date >= warm]
    return {
        "beds.mean": area / (horizon - warm),
        "time.mean": sum(times) / len(times),
        "talk.wait_mean": sum(talks) / len(talks),
    }


def queue(seed: int, horizon: float = 30000.0) -> float:
    """W0: the mean wait."""
    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(3.4)],
        service_distributions=[ciw.dists.Exponential(1.0)],
        number_of_servers=[4],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(horizon)
    waits = [r.waiting_time for r in simulation.get_all_records() if r.arrival_date >= horizon / 10]
    return sum(waits) / len(waits)
