"""A pgqueuer worker on PostgreSQL (同行：pgqueuer), which posts with aiohttp."""

import asyncio
import os
import sys

import aiohttp
import asyncpg
import orjson
from pgqueuer import PgQueuer
from pgqueuer.db import AsyncpgDriver
from pgqueuer.models import Job
from pgqueuer.queries import Queries

from tests.benchmarks.peers import posting

STORE = os.environ.get("PEER_STORE", "")
BATCH = 100


async def fill(count: int) -> None:
    """Put jobs into the queue."""
    connection = await asyncpg.connect(STORE)
    queries = Queries(AsyncpgDriver(connection))
    await queries.install()
    held = [orjson.dumps(notice) for notice in posting.notices(count)]
    await queries.enqueue(["post"] * count, held, [0] * count)
    await connection.close()


async def work() -> None:
    """Post what waits until somebody ends it."""
    connection = await asyncpg.connect(STORE)
    queuer = PgQueuer(AsyncpgDriver(connection))
    async with aiohttp.ClientSession() as session:

        @queuer.entrypoint("post")
        async def post(job: Job) -> None:
            body, signed = posting.message(orjson.loads(job.payload or b""))
            async with session.post(posting.URL, data=body, headers=signed) as answer:
                await answer.read()

        await queuer.run(batch_size=BATCH)


if __name__ == "__main__":
    asyncio.run(fill(int(sys.argv[1])) if sys.argv[1:] else work())
