"""Speed of screening (资格审查速度): rows a second end to end, and against looking the same rows up
one by one in the same index.
"""

import itertools
import os
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import orjson
import pytest
from sqlalchemy import select

from partners import component
from registry.app import create_app
from registry.db import db, transaction
from registry.identity import number_index
from registry.imports.demo_records import demo_records
from registry.journal.entry import Actor
from registry.models.screenings import Screening, SubjectNumber
from registry.runtime import current_runtime
from registry.screening import lists, pieces, rows, working
from registry.screening.columns import Columns
from registry.screening.uploads import Upload
from registry.services.screening import screenings
from registry.services.screening.screenings import Asker, HandIn, OpenScreening
from schemas.codes import ListName
from schemas.screening_codes import ListFormat, ScreeningPurpose
from tests.api.desk import number
from tests.benchmarks import results, stores
from tests.engines.databases import SQLITE, Run
from tests.engines.migrated import settings_for
from tests.imports.running import import_file

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]

RECORDS = int(os.environ.get("BENCH_RECORDS", "20000"))
LINES = int(os.environ.get("BENCH_SCREENED", "200000"))
# So many rows are looked up one by one, which is slow.
ONE_BY_ONE = 10_000
ONE_IN_HITS = 100
SEED = 20260302
ON = date(2026, 3, 2)
ACTOR = Actor(name="operator:bench", via="bench")
# Looked up one by one, the rows of a list are read and indexed all the same.
FLOOR = 2.0


def known_numbers(path: Path) -> list[str]:
    """Write the records to import, and return the full numbers in them."""
    found = []
    with path.open("wb") as written:
        for record in demo_records(RECORDS, seed=SEED):
            written.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
            given = str(record.get("cardNum", ""))
            if len(given) == 18 and "*" not in given:
                found.append(given)
    return found


def listed(known: list[str]) -> bytes:
    """Return a list of strangers, with somebody known in every hundredth row."""
    days = itertools.cycle(f"{year}{month:02}15" for year in range(1950, 2005) for month in (1, 7))
    hits = itertools.cycle(known)
    strangers = (number("510199", day, f"{at % 1000:03}") for at, day in enumerate(days))

    def text() -> Iterator[str]:
        yield "姓名,证件号码,备注\n"
        for row in range(LINES):
            who = next(hits) if row % ONE_IN_HITS == 0 else next(strangers)
            yield f"测试{row % 997},{who},{row}\n"

    return "".join(text()).encode()


def handed_in(body: bytes) -> None:
    """Hand a list in, as a route does."""
    runtime = current_runtime()
    order = OpenScreening(
        id=uuid4(),
        purpose=ScreeningPurpose.CREDIT,
        basis="x",
        lists=tuple(ListName),
        names=False,
        columns={},
    )
    asker = Asker("agency:bench", ACTOR)
    with transaction() as session:
        made = screenings.open_one(
            session, order, asker=asker, now=runtime.now(), policy=runtime.policy
        )
        with Upload([body], made.public_id, vault=runtime.vault) as upload:
            handed = HandIn(form=ListFormat.CSV, parts=upload.sealed(), digest=upload.digest)
            screenings.hand_in(session, made, handed)


def one_by_one(body: bytes) -> int:
    """Look rows up one by one, and return how many were found."""
    found, vault = 0, current_runtime().vault
    lines = lists.read(ListFormat.CSV, pieces.of(body), Columns({}))
    for line in itertools.islice(lines, ONE_BY_ONE):
        for kind, each in rows.entry_of(line, on=ON).numbers:
            chosen = select(SubjectNumber.subject_id)
            index = number_index(vault, kind, each)
            where = chosen.where(SubjectNumber.number_index == index)
            found += len(db.session.scalars(where).all())
    return found


def test_a_list_is_compared_at_twice_the_rate_of_single_lookups(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    body = listed(known_numbers(path))
    with stores.fresh(run, SQLITE) as url:
        app = create_app(settings_for(url), component.init_app)
        with app.app_context():
            import_file(path)
            began = time.perf_counter()
            working.index_numbers(current_runtime())
            indexing = time.perf_counter() - began
            handed_in(body)
            clock, processor = time.perf_counter(), time.process_time()
            working.work_off(current_runtime())
            clock, processor = time.perf_counter() - clock, time.process_time() - processor
            done = db.session.scalars(select(Screening)).one()
            assert (done.state, done.rows_done, done.rows_faulty) == ("finished", LINES, 0)
            hits = done.identified + done.number_only
            single = time.process_time()
            assert one_by_one(body) >= 1
            single = time.process_time() - single
            db.session.remove()
            db.engine.dispose()
    ratio = (LINES / processor) / (ONE_BY_ONE / single)
    measured = {
        "records": RECORDS,
        "rows": LINES,
        "hits": hits,
        "seconds_indexing": indexing,
        "seconds_by_clock": clock,
        "seconds_of_processor": processor,
        "rows_a_second_by_clock": LINES / clock,
        "rows_a_second_of_processor": LINES / processor,
        "ratio_to_single_lookups": ratio,
    }
    results.keep("screening", measured)
    shown = {name: f"{value:,.2f}" for name, value in measured.items()}
    results.show(f"Screening of {LINES:,} rows against {RECORDS:,} records", shown)
    assert hits >= 1
    assert ratio >= FLOOR
