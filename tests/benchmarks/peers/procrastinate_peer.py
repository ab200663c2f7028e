"""A procrastinate worker on PostgreSQL (同行：procrastinate)."""

import os
import sys

from procrastinate import App, PsycopgConnector, SyncPsycopgConnector

from tests.benchmarks.peers import posting

STORE = os.environ.get("PEER_STORE", "")
app = App(connector=PsycopgConnector(conninfo=STORE))


@app.task(name="peer.post")
def post() -> None:
    """Post one notice."""
    posting.post()


if __name__ == "__main__":
    with app.replace_connector(SyncPsycopgConnector(conninfo=STORE)) as filling, filling.open():
        filling.schema_manager.apply_schema()
        post.batch_defer(*({} for _ in range(int(sys.argv[1]))))
