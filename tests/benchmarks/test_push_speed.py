"""Speed of the push (推送速度): notices a second from one dispatcher process, end to end: read,
select, decrypt, serialise, sign, post, receipts, cursor.
"""

import os
import time
from pathlib import Path

import orjson
import pytest
from flask import Flask
from sqlalchemy import func, select

from partners import component
from partners.addresses import Reach
from partners.dispatcher import Dispatcher
from partners.models.streams import Delivery, Receipt
from partners.transport import HttpTransport
from registry.app import create_app
from registry.db import db
from registry.imports.demo_records import demo_records
from tests.benchmarks import bare, results
from tests.benchmarks.sink import sink
from tests.engines.databases import ENGINES, Run
from tests.engines.migrated import settings_for, upgrade
from tests.imports.running import import_file
from tests.partners.conftest import Agencies

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]

RECORDS = int(os.environ.get("BENCH_PUSH_RECORDS", "20000"))
SEED = 20260302


@pytest.mark.parametrize("store", ENGINES)
@pytest.mark.parametrize(("agencies", "share"), [(1, 1.0), (48, 0.05)], ids=["one", "many"])
def test_notices_a_second(
    run: Run, tmp_path: Path, store: str, agencies: int, share: float
) -> None:
    file = tmp_path / "records.jsonl"
    with file.open("wb") as written:
        for record in demo_records(int(RECORDS * share), seed=SEED):
            written.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
    with run.database(store, upgrade) as url, sink() as endpoint:
        app = create_app(settings_for(url), component.init_app)
        with app.app_context():
            directory = Agencies()
            for number in range(agencies):
                directory.add(code=f"agency-{number}", endpoint=f"{endpoint}/{number}")
            import_file(file)
            clock, processor = time.perf_counter(), time.process_time()
            pushed(app)
            clock, processor = time.perf_counter() - clock, time.process_time() - processor
            session = db.session()
            notices = int(session.scalar(select(func.sum(Delivery.notices))) or 0)
            receipts = session.scalar(select(func.count()).select_from(Receipt)) or 0
            session.rollback()
        bare.let_go(app)
    assert notices
    assert receipts >= notices
    name = f"push_{store}_{agencies}"
    measured = {
        "notices": notices,
        "receipts": receipts,
        "seconds_by_clock": clock,
        "seconds_of_processor": processor,
    }
    results.keep(name, measured)
    results.show(
        f"Push, {agencies} agencies, {store}",
        {
            "notices": f"{notices:,}",
            "receipts": f"{receipts:,}",
            "notices/s by the clock": f"{notices / clock:,.0f}",
            "notices/s of processor": f"{notices / processor:,.0f}",
        },
    )


def pushed(app: Flask) -> None:
    """Send all that waits."""
    transport = HttpTransport(https_only=False, reach=Reach(local=True))
    dispatcher = Dispatcher(app, transport)
    try:
        dispatcher.drain()
    finally:
        dispatcher.close()
