"""What is wrong with an archive on a cluster: its nodes, and whether it holds what its record says."""

from __future__ import annotations

from index.cluster.address import Access, parse_address
from index.cluster.client import Client
from index.cluster.loading import Loader
from index.cluster.record import Record
from index.cluster.totals import state_of
from index.cluster.working_copy import WorkingCopy

_AT_ONCE = 3.0
"""Seconds after which a cluster that does not answer is told of."""


def faults_of(address: str, access: Access) -> list[str]:
    """A sentence for each fault, with what to do about it."""
    client = Client(parse_address(address), access)
    client.patience = _AT_ONCE
    state = Record.read(client).state
    health = client.ask("GET", f"/_cluster/health/{client.index}")
    found = []
    if health["status"] == "yellow":
        found.append(
            f"{health['unassigned_shards']} copies of parts of {client.address} are on no node; the archive"
            " answers, but one more node that fails may leave it incomplete: see that all nodes are running"
        )
    loader = Loader(client, state.view, WorkingCopy(address))
    now = state_of(loader)
    for what in ("articles", "sentences", "terms"):
        told = getattr(state, what)
        if told != now[what]:
            found.append(
                f"{client.address} holds {now[what]} {what}, and its record says {told}; restore the index"
                " from a snapshot of the cluster, or add the articles to an archive of another name"
            )
    return found
