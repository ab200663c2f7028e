"""A procrastinate worker on PostgreSQL (同行：procrastinate)."""

import os
import sys
from collections.abc import Mapping
from typing import Any

from procrastinate import App, PsycopgConnector, SyncPsycopgConnector

from tests.benchmarks.peers import posting

STORE = os.environ.get("PEER_STORE", "")
app = App(connector=PsycopgConnector(conninfo=STORE))


@app.task(name="peer.post")
def post(notice: Mapping[str, Any]) -> None:
    """Post one notice."""
    posting.post(notice)


if __name__ == "__main__":
    with app.replace_connector(SyncPsycopgConnector(conninfo=STORE)) as filling, filling.open():
        filling.schema_manager.apply_schema()
        post.batch_defer(*({"notice": notice} for notice in posting.notices(int(sys.argv[1]))))
