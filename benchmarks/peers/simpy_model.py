"""W0 and W1 in SimPy 4: the way its documentation writes processes."""

import math
import random
from collections.abc import Iterator
from typing import Any

import simpy

MINUTE, HOUR = 1 / 1440, 1 / 24


def lognormal(mean: float, cv: float) -> tuple[float, float]:
    """The two parameters of a lognormal law with this mean and coefficient of variation."""
    square = math.log(1 + cv * cv)
    return math.log(mean) - square / 2, math.sqrt(square)


DESK, EXAM, TALK = (
    lognormal(45 * MINUTE, 0.5),
    lognormal(60 * MINUTE, 0.4),
    lognormal(3 * HOUR, 0.6),
)


def poisson(rng: random.Random, mean: float) -> int:
    """One Poisson number (Knuth)."""
    limit, product, k = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        k += 1
    return k


class Centre:
    """W1 and its variants: waits, beds, time to the decision, after the warm-up."""

    def __init__(
        self, rate: float, beds: int, interviewers: int, seed: int, horizon: float = 3650.0
    ) -> None:
        self.rng, self.rate, self.horizon, self.warm = random.Random(seed), rate, horizon, 365.0
        self.env = simpy.Environment()
        self.desk = simpy.Resource(self.env, 2)
        self.exam = simpy.Resource(self.env, 2)
        self.infirmary = simpy.Resource(self.env, 1)
        self.beds = simpy.Resource(self.env, beds)
        self.talks = simpy.Resource(self.env, interviewers)
        self.waits: dict[str, list[float]] = {
            name: [] for name in ("desk", "exam", "infirmary", "bed", "talk")
        }
        self.times: list[float] = []
        self.levels = [(0.0, 0)]
        self.events = 0

    def run(self) -> "Centre":
        self.env.process(self.arrive())
        self.env.run(until=self.horizon)
        return self

    def arrive(self) -> Iterator[Any]:
        while True:
            yield self.env.timeout(self.rng.expovariate(self.rate))
            self.events += 1
            self.env.process(self.person())

    def serve(self, name: str, resource: simpy.Resource, stay: float) -> Iterator[Any]:
        asked = self.env.now
        with resource.request() as turn:
            yield turn
            if asked >= self.warm:
                self.waits[name].append(self.env.now - asked)
            yield self.env.timeout(stay)
        self.events += 1

    def level(self) -> None:
        self.levels.append((self.env.now, self.beds.count))

    def person(self) -> Iterator[Any]:
        rng, came = self.rng, self.env.now
        yield from self.serve("desk", self.desk, rng.lognormvariate(*DESK))
        yield from self.serve("exam", self.exam, rng.lognormvariate(*EXAM))
        if rng.random() < 0.4:
            yield from self.serve("infirmary", self.infirmary, rng.expovariate(48))
        asked = self.env.now
        with self.beds.request() as bed:
            yield bed
            self.level()
            if asked >= self.warm:
                self.waits["bed"].append(self.env.now - asked)
            for visit in range(1 + poisson(rng, 4.0)):
                if visit:
                    yield self.env.timeout(rng.expovariate(1 / 3))
                    self.events += 1
                yield from self.serve("talk", self.talks, rng.lognormvariate(*TALK))
            yield self.env.timeout(rng.expovariate(1 / 2))
            self.events += 1
        self.level()
        if came >= self.warm:
            self.times.append(self.env.now - came)

    def figures(self) -> dict[str, float]:
        """What the other tools report too."""
        found = {f"{name}.wait_mean": sum(w) / len(w) for name, w in self.waits.items() if w}
        talks = sorted(self.waits["talk"])
        found["talk.wait_p95"] = talks[math.ceil(0.95 * len(talks)) - 1]
        spans = zip(self.levels, [*self.levels[1:], (self.horizon, 0)], strict=True)
        area = sum(level * max(0.0, b - max(a, self.warm)) for (a, level), (b, _n) in spans)
        found["beds.mean"] = area / (self.horizon - self.warm)
        found["time.mean"] = sum(self.times) / len(self.times)
        found["late90"] = sum(t > 90 for t in self.times) / len(self.times)
        return found


class Queue:
    """W0: M/M/4."""

    def __init__(self, seed: int, horizon: float = 30000.0, warm: float = 3000.0) -> None:
        self.rng, self.horizon, self.warm = random.Random(seed), horizon, warm
        self.env = simpy.Environment()
        self.servers = simpy.Resource(self.env, 4)
        self.waits: list[float] = []
        self.events = 0

    def run(self) -> "Queue":
        self.env.process(self.arrive())
        self.env.run(until=self.horizon)
        return self

    def arrive(self) -> Iterator[Any]:
        while True:
            yield self.env.timeout(self.rng.expovariate(3.4))
            self.events += 1
            self.env.process(self.person())

    def person(self) -> Iterator[Any]:
        asked = self.env.now
        with self.servers.request() as turn:
            yield turn
            if asked >= self.warm:
                self.waits.append(self.env.now - asked)
            yield self.env.timeout(self.rng.expovariate(1.0))
        self.events += 1
