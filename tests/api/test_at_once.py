"""Acts at the same moment (同时办理): whatever meets whatever, one act is done and once."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from registry.journal import read
from registry.models.journal import JournalEntry
from registry.models.publication import PublicEntry
from registry.models.subjects import Subject
from tests.api import files
from tests.api.desk import OTHER_COURT, Desk

pytestmark = pytest.mark.every_engine
PEOPLE = ("president", "president2")


def at_once(*requests: Callable[[], TestResponse]) -> list[TestResponse]:
    """Send requests from threads that start together."""
    gate = Barrier(len(requests))

    def send(request: Callable[[], TestResponse]) -> TestResponse:
        gate.wait()
        return request()

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(send, requests))


def statuses(responses: list[TestResponse]) -> Counter[int]:
    return Counter(response.status_code for response in responses)


def times(session: Session, kind: str) -> int:
    """Return how often the journal has an act of this kind."""
    counted = select(func.count()).where(JournalEntry.kind == kind)
    return session.execute(counted).scalar_one()


def test_two_presidents_sign_one_draft_and_one_signature_counts(
    desk: Desk, session: Session
) -> None:
    listing = files.drafted(desk)
    path = f"/listings/{listing['id']}/signature"
    answers = at_once(*(partial(desk.post, path, by=by, version=1) for by in PEOPLE * 2))
    assert statuses(answers) == {200: 1, 412: 3}
    assert times(session, "listing.signed") == 1
    assert times(session, "restriction.signed") == 1
    signed = desk.get(f"/listings/{listing['id']}").get_json()
    assert (signed["state"], signed["version"]) == ("signed", 2)


def test_one_request_sent_twice_at_once_acts_once_and_both_get_its_answer(
    desk: Desk, session: Session
) -> None:
    answers = at_once(*[partial(desk.post, "/cases", files.case_body(), key="k")] * 4)
    assert statuses(answers) == {201: 4}
    assert len({answer.get_data() for answer in answers}) == 1
    replayed = [answer.headers.get("Idempotent-Replayed") for answer in answers]
    assert Counter(replayed) == {"true": 3, None: 1}
    assert times(session, "case.opened") == 1


def test_one_case_entered_by_two_is_entered_once(desk: Desk, session: Session) -> None:
    answers = at_once(*[partial(desk.post, "/cases", files.case_body())] * 4)
    assert statuses(answers) == {201: 1, 409: 3}
    assert times(session, "case.opened") == 1


def test_two_drafted_and_published_at_once_list_the_debtor_once(
    desk: Desk, session: Session
) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    body = files.listing_body(debtor["id"])
    drafts = at_once(*(partial(desk.post, "/listings", body) for _ in range(2)))
    assert statuses(drafts) == {201: 1, 422: 1}
    (drafted,) = [answer.get_json() for answer in drafts if answer.status_code == 201]
    one = files.served(desk, files.signed(desk, drafted))
    publish = partial(desk.post, f"/listings/{one['id']}/publication", version=one["version"])
    assert statuses(at_once(publish, publish)) == {200: 1, 412: 1}
    assert times(session, "listing.published") == 1
    assert times(session, "restriction.imposed") == 1
    assert len(session.scalars(select(PublicEntry)).all()) == 2


def test_payments_confirmed_at_once_never_exceed_what_is_owed(desk: Desk, session: Session) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    body = {"debtor": debtor["id"], "amount": "60000.00", "paid_on": "2026-03-02"}
    entered = [desk.done("/payments", body) for _ in range(3)]
    answers = at_once(
        *(
            partial(desk.post, f"/payments/{one['id']}/confirmation", by="judge", version=1)
            for one in entered
        )
    )
    assert statuses(answers) == {200: 1, 422: 2}
    assert times(session, "payment.confirmed") == 1


def test_one_person_entered_by_two_courts_at_once_is_one_subject(
    desk: Desk, other_desk: Desk, session: Session
) -> None:
    cases = [
        (desk, files.case_of(desk)),
        (other_desk, files.case_of(other_desk, number=f"(2025){OTHER_COURT}执7号")),
    ]
    answers = at_once(
        *(
            partial(where.post, f"/cases/{case['id']}/debtors", files.debtor_body())
            for where, case in cases
        )
    )
    assert statuses(answers) == {201: 2}
    assert len({answer.get_json()["subject"]["id"] for answer in answers}) == 1
    assert session.execute(select(func.count(Subject.id))).scalar_one() == 1


def test_positions_stay_without_gaps(desk: Desk, session: Session) -> None:
    numbers = [f"(2025)川0107执{serial}号" for serial in range(1, 9)]
    answers = at_once(
        *(partial(desk.post, "/cases", files.case_body(number=number)) for number in numbers)
    )
    assert statuses(answers) == {201: len(numbers)}
    positions = [entry.position for entry in read.after(session, 0, limit=1_000)]
    assert positions == list(range(1, len(positions) + 1))
