"""What is counted of the bot's work."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


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
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self._questions = Counter(
            "onrecord_questions",
            "Questions looked up in the archive, by what they ask and how they ended",
            ["kind", "outcome"],
            registry=self.registry,
        )
        self._answering = Histogram(
            "onrecord_question_seconds",
            "Seconds of looking a question up in the archive",
            ["kind"],
            buckets=_BUCKETS,
            registry=self.registry,
        )

    def asked(self, kind: str, outcome: str, seconds: float) -> None:
        """Counts a question that was looked up in the archive."""
        self._questions.labels(kind, outcome).inc()
        self._answering.labels(kind).observe(seconds)

    def observe(self, kind: str, outcome: str, seconds: float) -> None:
        """Counts an update."""
        self._updates.labels(kind, outcome).inc()
        self._seconds.labels(kind).observe(seconds)

    def gauge(self, name: str, text: str, value: Callable[[], float]) -> None:
        """Shows a value that is asked for whenever somebody looks."""
        Gauge(name, text, registry=self.registry).set_function(value)
