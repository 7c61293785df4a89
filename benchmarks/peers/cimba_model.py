"""W0 in Cimba for Python: a queue and four servers, as its own introduction writes it."""

import cimba as cb
import numpy as np
from cimba import inputs


class Queue(cb.Model):  # type: ignore[misc]
    """M/M/4 with 85 % load; the mean wait is the mean number waiting over the rate (Little)."""

    gap: cb.Input[float] = inputs.dist.exponential(mean=1 / 3.4)
    stay: cb.Input[float] = inputs.dist.exponential(mean=1)
    queue: cb.Container
    waiting: cb.Output[float]

    @cb.process
    def arrivals(self) -> None:
        """People come."""
        while True:
            cb.hold(self.gap.next())
            self.queue.put(1)

    @cb.process
    def first(self) -> None:
        """One server."""
        while True:
            self.queue.get(1)
            cb.hold(self.stay.next())

    @cb.process
    def second(self) -> None:
        """Another server."""
        while True:
            self.queue.get(1)
            cb.hold(self.stay.next())

    @cb.process
    def third(self) -> None:
        """Another server."""
        while True:
            self.queue.get(1)
            cb.hold(self.stay.next())

    @cb.process
    def fourth(self) -> None:
        """Another server."""
        while True:
            self.queue.get(1)
            cb.hold(self.stay.next())

    @cb.on_end
    def measure(self) -> None:
        """What is asked for."""
        self.waiting = self.queue.mean_level()


def mean_waits(replications: int, seed: int) -> list[float]:
    """The mean wait of each replication."""
    model = Queue()
    window = cb.Window(warmup=3000, duration=27000)
    experiment = cb.Experiment(model, replications=replications, window=window, seed=seed)
    found = experiment.run()[model].waiting
    return [float(value) / 3.4 for value in np.ravel(found)]
