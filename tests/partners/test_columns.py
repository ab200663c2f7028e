"""Columns: usual beginnings that nobody looks at one by one are told as those that are."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

import pytest
from sqlalchemy.orm import Session

from partners.deliveries.batches import Gathered, Reader, Recipient, gather
from partners.measures.versions import measures_in_force
from partners.notices.block import FEWEST
from partners.notices.blocks import Blocks
from partners.notices.columns import Beginnings, Columns, Rows, Run
from partners.notices.notices import Told
from partners.receipts import whole_answers
from registry.journal import read
from registry.runtime import current_runtime
from schemas.codes import SubjectKind
from schemas.measures import USUAL_FIELDS
from tests.benchmarks.sink import answer_to
from tests.partners.conftest import Agencies
from tests.partners.gathering import erasures
from tests.partners.register import Register

Measures = tuple[str, ...]
EVERY: list[Measures] = [("go2016.C1",), ("go2016.A2",), ("go2016.A1", "go2016.C1"), ("go2016.G6",)]


def fill(register: Register) -> None:
    """Enter beginnings of persons and organisations, listings and orders."""
    for number in range(8):
        of_person = register.subject(name=f"欧阳示例{number}")
        register.publish(of_person)
        if number % 3 == 0:
            register.impose(of_person)
        if number % 2:
            register.publish(
                register.subject(
                    kind=SubjectKind.ORGANISATION,
                    name=f"测试第{number}有限公司",
                    number="915101990000000012",
                )
            )


@pytest.fixture
def agencies(register: Register, directory: Agencies, session: Session) -> dict[Measures, int]:
    """Enter agencies, and then beginnings alone."""
    found = {
        measures: directory.add(*measures, code=f"agency-{place}")
        for place, measures in enumerate(EVERY)
    }
    found[()] = read.head(session).size
    session.rollback()
    fill(register)
    return found


def gathered(
    session: Session,
    blocks: Blocks,
    agency_id: int,
    *,
    after: int,
    one_by_one: bool,
    most: int | None = None,
) -> Gathered:
    head = read.head(session)
    return gather(
        session,
        Reader(current_runtime().vault, blocks),
        Recipient(code="any", in_force=measures_in_force(session, [agency_id])[agency_id]),
        stream=head.stream,
        erased=erasures(session),
        fields=USUAL_FIELDS,
        after=after,
        through=head.size,
        most=most,
        passes=_all if one_by_one else None,
    )


def _all(_told: Told) -> bool:
    return True


@pytest.mark.every_engine
def test_what_is_told_in_columns_is_what_is_told_one_by_one(
    agencies: dict[Measures, int], session: Session
) -> None:
    """What one agency had written of a block serves another that is told of more of it."""
    after, shared = agencies[()], Blocks()
    for measures in EVERY:
        for most in (None, 1, 7):
            ask = partial(gathered, session, agency_id=agencies[measures], after=after, most=most)
            each = ask(blocks=Blocks(), one_by_one=True)
            for blocks in (Blocks(), shared, shared):
                found = ask(blocks=blocks, one_by_one=False)
                assert isinstance(found.told, Beginnings)
                assert (found.parts, found.size) == (each.parts, each.size)
                said = [[(told.id, told.apply) for told in one.told] for one in (found, each)]
                assert said[0] == said[1]
                assert said[0]


def test_what_stands_between_other_entries_is_told_in_their_order(
    register: Register, directory: Agencies, session: Session
) -> None:
    agency_id = directory.add("go2016.C1", "go2016.A1")
    subject = register.subject()
    records = [register.publish(subject) for _ in range(FEWEST + 2)]
    register.amend(subject, records[0])
    records.append(register.publish(subject))
    register.remove(subject, records[1])
    fill(register)
    ask = partial(gathered, session, agency_id=agency_id, after=0)
    each = ask(blocks=Blocks(), one_by_one=True)
    for most in (None, FEWEST, FEWEST + 3):
        found = ask(blocks=Blocks(), one_by_one=False, most=most)
        assert found.parts == each.parts[:most]
        assert list(found.told) == list(each.told)[:most]


def test_notices_that_are_made_when_asked_for_are_a_sequence_like_any_other(
    agencies: dict[Measures, int], session: Session
) -> None:
    ask = partial(gathered, session, Blocks(), agencies[EVERY[0]], after=agencies[()])
    told = ask(one_by_one=False).told
    every = list(told)
    assert len(told) == len(every) > 0
    again = told[:]
    assert [again[place] for place in range(-len(every), len(every))] == [*every, *every]
    assert list(told[2:5]) == every[2:5]
    assert all(one.position < other.position for one, other in pairwise(every))


@pytest.mark.parametrize("measures", [EVERY[2], ("go2016.A1",)])
def test_a_whole_answer_to_columns_is_told_by_its_bytes(
    register: Register, directory: Agencies, session: Session, measures: Measures
) -> None:
    agency_id = directory.add(*measures)
    after = read.head(session).size
    session.rollback()
    for _ in range(2):
        fill(register)
    found = gathered(session, Blocks(), agency_id, after=after, one_by_one=False)
    body = b'{"notices":[%s]}' % b",".join(found.parts)
    _, _, answer = answer_to(body).partition(b"\r\n\r\n")
    whole = whole_answers.stretch_of(answer, found.told)
    assert whole == whole_answers.stretch_of(answer, list(found.told))
    assert whole is not None
    assert whole.notices == len(found.told)
    assert whole_answers.stretch_of(answer.replace(b"applied", b"rejected", 1), found.told) is None


def _rows(*runs: Sequence[int]) -> Rows:
    columns = Columns(positions=[10, 11, 12, 13, 14])
    return Rows([Run(columns, places) for places in runs])


@pytest.mark.parametrize("start", range(7))
@pytest.mark.parametrize("stop", range(7))
def test_rows_of_several_runs_are_cut_and_chosen_as_one(start: int, stop: int) -> None:
    rows = _rows(range(1, 4), [0, 4], range(2))
    positions = [11, 12, 13, 10, 14, 10, 11]
    assert (len(rows), list(rows.column(0))) == (7, positions)
    part = rows.between(start, stop)
    assert (len(part), list(part.column(0))) == (max(stop - start, 0), positions[start:stop])
    chosen = [place in (start, stop) for place in range(7)]
    assert list(rows.only(chosen).column(0)) == [
        position for position, is_so in zip(positions, chosen, strict=True) if is_so
    ]
