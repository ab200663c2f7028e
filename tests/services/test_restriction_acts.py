"""An order on its own (单独办理的限制消费令): for a listing from elsewhere that lacks one."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.db import transaction
from registry.journal import read
from registry.models.cases import Debtor
from registry.models.deadlines import Deadline
from registry.models.listings import Listing
from registry.models.publication import PublicEntry
from registry.rules import calendar
from registry.rules.articles import Article, Instrument
from registry.services.clocks import deadlines
from registry.services.clocks.deadlines import Duty
from schemas.codes import DeadlineKind, Initiative, ListingState, Performance, RecordSource
from tests.api import files, proceedings
from tests.api.desk import COURT, Desk


def imported(debtor: str, state: ListingState, performance: Performance) -> UUID:
    """Enter a listing as an import leaves it: without an order, and with the duty that it owes."""
    public_id = uuid4()
    kind = (
        DeadlineKind.ISSUE_RESTRICTION
        if state is ListingState.PUBLISHED
        else DeadlineKind.REMOVE_LISTING
    )
    with transaction() as session:
        key = session.execute(select(Debtor.id).where(Debtor.public_id == UUID(debtor)))
        session.add(
            Listing(
                public_id=public_id,
                debtor_id=key.scalar_one(),
                state=state,
                source=RecordSource.IMPORT,
                grounds="LR1-1",
                conduct="",
                initiative=Initiative.COURT,
                reason="",
                extension_years=0,
                published_on=date(2025, 5, 6),
                performance=performance,
                performed="",
                outstanding="",
                version=1,
            )
        )
        duty = Duty(
            kind=kind,
            court_code=COURT,
            record_id=public_id,
            basis=Article(Instrument.CONSUMPTION_RULES, 1, paragraph=2),
            opened_on=date(2026, 3, 2),
            due=calendar.working_days_after(date(2026, 3, 2), 3, calendar.published()),
        )
        assert deadlines.open_duty(session, duty) is deadlines.open_duty(session, duty)
    return public_id


@pytest.fixture
def debtor(desk: Desk) -> str:
    """Give the id of a debtor."""
    return str(files.debtor_of(desk, files.case_of(desk))["id"])


@pytest.mark.every_engine
def test_an_order_is_drafted_signed_and_imposed_and_the_duty_is_done(
    desk: Desk, debtor: str, session: Session
) -> None:
    listing = imported(debtor, ListingState.PUBLISHED, Performance.NONE)
    order = desk.done("/restrictions", {"debtor": debtor, "reason": "已被纳入名单"})
    assert (order["state"], order["listing"]) == ("draft", str(listing))
    for step, by, state in (
        ("signature", "president", "signed"),
        ("imposition", "clerk", "in_force"),
    ):
        path = f"/restrictions/{order['id']}/{step}"
        order = desk.done(path, by=by, version=order["version"])
        assert order["state"] == state
    assert order["imposed_on"] == "2026-03-02"
    assert session.scalars(select(PublicEntry.list_name)).all() == ["restricted"]
    assert desk.get("/deadlines", state="open").get_json()["items"] == []
    (done,) = desk.get("/deadlines", state="done").get_json()["items"]
    assert (done["kind"], done["done_on"]) == ("issue_restriction", "2026-03-02")
    told = [one for one in read.after(session, 0, limit=1_000) if "imposed" in one.kind]
    assert [str(one.record_id) for one in told] == [order["id"]]
    assert f'"listing":"{listing}"' in told[0].body


@pytest.mark.every_engine
def test_who_is_restricted_is_not_restricted_twice(desk: Desk) -> None:
    listing = files.published(desk)
    problem = desk.refused("/restrictions", {"debtor": listing["debtor"], "reason": "x"})
    assert (problem["status"], problem["code"]) == (409, "restriction.in_force")
    assert problem["facts"] == {"restriction": listing["restriction"]["id"]}


def test_an_order_that_goes_with_a_listing_goes_with_it(desk: Desk) -> None:
    listing = files.drafted(desk)
    path = f"/restrictions/{listing['restriction']['id']}/signature"
    problem = desk.refused(path, by="president", version=1)
    assert (problem["status"], problem["code"]) == (409, "restriction.goes_with_listing")


@pytest.mark.parametrize(
    ("by", "facts", "rule"),
    [
        ("clerk", {"creditor_asks_to_hold_off": True}, "restriction.hold_off"),
        ("clerk", {"campus_loan_student": True}, "restriction.campus_loan_student"),
    ],
)
def test_what_bars_an_order_is_named(
    desk: Desk, debtor: str, by: str, facts: dict[str, bool], rule: str
) -> None:
    body = {"debtor": debtor, "reason": "x", "facts": facts}
    problem = desk.refused("/restrictions", body, by=by)
    assert problem["code"] == "restriction.ineligible"
    assert [finding["rule"] for finding in problem["facts"]["findings"]] == [rule]


def test_only_the_president_signs_an_order(desk: Desk, debtor: str) -> None:
    order = desk.done("/restrictions", {"debtor": debtor, "reason": "x", "acts": ["CR3-1"]})
    assert order["acts"] == ["CR3-1"]
    path = f"/restrictions/{order['id']}/signature"
    problem = desk.refused(path, by="judge", version=1)
    (finding,) = problem["facts"]["findings"]
    assert (finding["rule"], finding["article"]) == (
        "authority.president_signs_restriction",
        "CR Art. 5",
    )


def test_what_was_never_public_is_removed_without_a_word(
    desk: Desk, debtor: str, session: Session
) -> None:
    listing = imported(debtor, ListingState.UNPUBLISHED, Performance.FULL)
    removal = files.removed(desk, str(listing), "LR10-1", enforcement_completed=True)
    assert removal["listing"]["state"] == "removed"
    last = read.after(session, 0, limit=1_000)[-1]
    assert (last.kind, last.record_id) == ("listing.record_removed", listing)
    duty = session.execute(select(Deadline)).scalar_one()
    assert duty.done_on == date(2026, 3, 2)


def test_a_listing_that_is_removed_owes_no_order_any_more(
    desk: Desk, debtor: str, session: Session
) -> None:
    listing = imported(debtor, ListingState.PUBLISHED, Performance.NONE)
    case = desk.get(f"/debtors/{debtor}").get_json()["case"]["id"]
    proceedings.ruled(desk, case, "suspension")
    files.removed(desk, str(listing), "LR10-5")
    assert session.scalars(select(Deadline.done_on)).all() == [date(2026, 3, 2)] * 2
