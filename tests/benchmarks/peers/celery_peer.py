"""A Celery worker with Redis between (同行：Celery)."""

import os
import sys

from celery import Celery

from tests.benchmarks.peers import posting

app = Celery("peer", broker=os.environ.get("PEER_STORE", ""))


@app.task(name="peer.post", ignore_result=True)
def post() -> None:
    """Post one notice."""
    posting.post()


if __name__ == "__main__":
    with app.producer_or_acquire() as producer:
        for _ in range(int(sys.argv[1])):
            post.apply_async(producer=producer)
