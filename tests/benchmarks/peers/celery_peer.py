"""A Celery worker with Redis between (同行：Celery)."""

import os
import sys
from collections.abc import Mapping
from typing import Any

from celery import Celery

from tests.benchmarks.peers import posting

app = Celery("peer", broker=os.environ.get("PEER_STORE", ""))
# By itself Celery takes a job out of the queue before it is done, so a crash loses it.
app.conf.task_acks_late = os.environ.get("PEER_KEEPS") == "1"


@app.task(name="peer.post", ignore_result=True)
def post(notice: Mapping[str, Any]) -> None:
    """Post one notice."""
    posting.post(notice)


if __name__ == "__main__":
    with app.producer_or_acquire() as producer:
        for notice in posting.notices(int(sys.argv[1])):
            post.apply_async((notice,), producer=producer)
