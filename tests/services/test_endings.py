"""Terms that are over (期限届满): removed by the job, late or not, and only then."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.clock import SHANGHAI
from registry.db import transaction
from registry.journal import read
from registry.models.deadlines import Deadline
from registry.models.listings import Listing
from registry.models.publication import PublicEntry
from registry.services.endings import endings
from tests.api import files
from tests.api.desk import Desk
from tests.clocks import SetClock


def end_terms(moment: datetime, limit: int = 100) -> int:
    """Run the job at a moment, as the scheduler does."""
    with transaction() as session:
        return endings.end_terms(session, now=moment, limit=limit)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("moment", "ended"),
    [
        (at(2026, 3, 3), 0),
        (at(2028, 3, 2, 23, 59), 0),
        (at(2028, 3, 3), 1),
        (at(2028, 3, 3, 0, 1), 1),
        (at(2031, 1, 1), 1),
    ],
)
def test_a_term_holds_on_its_last_day_and_is_over_on_the_next(
    desk: Desk, session: Session, moment: datetime, ended: int
) -> None:
    listing = files.published(desk, grounds=["LR1-4"])
    assert listing["ends_on"] == "2028-03-02"
    assert end_terms(moment) == ended
    assert end_terms(moment) == 0
    after = desk.get(f"/listings/{listing['id']}").get_json()
    lists = set(session.scalars(select(PublicEntry.list_name)))
    if ended:
        assert (after["state"], after["end_ground"]) == ("removed", "LR2-term")
        assert after["ended_on"] == moment.date().isoformat()
        assert lists == {"restricted"}
    else:
        assert (after["state"], lists) == ("published", {"dishonest", "restricted"})


@pytest.mark.every_engine
def test_the_end_of_a_term_lifts_no_order_and_is_told(
    desk: Desk, session: Session, clock: SetClock
) -> None:
    listing = files.published(desk, grounds=["LR1-4"])
    end_terms(at(2028, 3, 3))
    last = read.after(session, 0, limit=1_000)[-1]
    assert (last.kind, last.actor, last.basis) == (
        "listing.removed",
        "job:end-terms",
        "LR Art. 10 para 2",
    )
    assert str(last.record_id) == listing["id"]
    order = desk.get(f"/restrictions/{listing['restriction']['id']}").get_json()
    assert order["state"] == "in_force"


@pytest.mark.parametrize(("day", "due_on"), [(3, "2028-03-07"), (9, "2028-03-07")])
def test_the_duty_to_remove_is_noted_with_the_day_it_was_done(
    desk: Desk, session: Session, day: int, due_on: str
) -> None:
    listing = files.published(desk, grounds=["LR1-4"])
    end_terms(at(2028, 3, day))
    duty = session.execute(select(Deadline)).scalar_one()
    assert str(duty.record_id) == listing["id"]
    assert (str(duty.opened_on), str(duty.due_on)) == ("2028-03-02", due_on)
    assert duty.done_on == at(2028, 3, day).date()
    # The State Council has not arranged that year yet.
    assert duty.provisional is True


def test_a_listing_without_a_term_never_ends_by_itself(desk: Desk) -> None:
    files.published(desk)
    assert end_terms(at(2090, 1, 1)) == 0


@pytest.mark.every_engine
def test_the_job_goes_on_where_its_limit_stopped_it(desk: Desk, session: Session) -> None:
    for serial in range(1, 4):
        case = files.case_of(desk, number=f"(2025)川0107执{serial}号")
        files.published(desk, files.debtor_of(desk, case), grounds=["LR1-3"])
    assert [end_terms(at(2028, 3, 3), limit=2) for _ in range(3)] == [2, 1, 0]
    assert set(session.scalars(select(Listing.state))) == {"removed"}
