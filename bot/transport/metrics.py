"""What is counted of the bot's work."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram


class Metrics:
    """What is counted; labels never hold anything a person wrote."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._updates = Counter(
            "onrecord_updates", "Updates handled", ["kind", "outcome"], registry=self.registry
        )
        self._seconds = Histogram(
            "onrecord_update_seconds",
            "Seconds from taking up an update to finishing it",
            ["kind"],
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
            registry=self.registry,
        )

    def observe(self, kind: str, outcome: str, seconds: float) -> None:
        """Counts an update."""
        self._updates.labels(kind, outcome).inc()
        self._seconds.labels(kind).observe(seconds)

    def gauge(self, name: str, text: str, value: Callable[[], float]) -> None:
        """Shows a value that is asked for whenever somebody looks."""
        Gauge(name, text, registry=self.registry).set_function(value)
