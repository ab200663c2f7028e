"""Measures at their bounds: the first and the last moment of their days, the amount that a statute
asks for, two catalogues with equal measures, and persons who leave their office.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partners import measure_jobs
from partners.measures.catalogue import STATUTE
from registry import events
from registry.clock import SHANGHAI
from schemas.codes import SubjectKind
from schemas.measures import Binding
from tests.api import orders
from tests.api.desk import Desk
from tests.api.test_replacements import VERIFIED, application
from tests.clocks import SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.copy import Copy
from tests.partners.receiver import FakeTransport
from tests.partners.register import Register
from tests.partners.test_adjustments import BARS, edited, load
from tests.partners.test_held_otherwise import change
from tests.partners.test_reconciliation import Comparer, agency, compared, comparer, taken

__all__ = ("agency", "comparer")
LISTED, TRAVEL, CREDIT, BAR = "go2016.C1", "go2016.G1", "go2016.E3", "statute.company-posts"
LOCAL = "chengdu.C1"
# The first moment of a day by the legal calendar, and the last one before it.
DAY = datetime(2026, 3, 10, tzinfo=SHANGHAI)
BEFORE = DAY - timedelta(microseconds=1)
Said = tuple[str, tuple[str, ...], tuple[str, ...]]


def said(receiver: FakeTransport) -> list[Said]:
    """Return of each notice its type, and what it has the agency apply and lift."""
    return [
        (each["type"], tuple(each.get("apply", ())), tuple(each.get("lift", ())))
        for each in receiver.notices()
    ]


def sent(send: Send, agency: int) -> list[Said]:
    """Adjust what is to be adjusted, and return what the agency is sent."""
    measure_jobs.adjust_records()
    receiver = FakeTransport()
    send(agency, receiver)
    return said(receiver)


@pytest.mark.every_engine
@pytest.mark.parametrize(("moment", "applied"), [(BEFORE, (CREDIT,)), (DAY, ())])
def test_a_measure_ends_with_its_last_day_by_the_legal_calendar(
    register: Register,
    directory: Agencies,
    send: Send,
    clock: SetClock,
    moment: datetime,
    applied: Sequence[str],
) -> None:
    load(edited(CREDIT, valid_to=BEFORE.date()))
    agency = directory.add(LISTED, CREDIT)
    before, at = register.subject(), register.subject()
    register.publish(before)
    assert sent(send, agency) == [("listing.published", (LISTED, CREDIT), ())]
    clock.set(moment)
    # Whether the job of the new day has run or not.
    register.publish(at)
    clock.set(DAY + timedelta(seconds=5))
    assert sent(send, agency) == [("listing.published", (LISTED, *applied), ())]
    measure_jobs.expire_measures()
    clock.forward(timedelta(seconds=5))
    settings, *lifted = sent(send, agency)
    assert settings[0] == "measures.changed"
    assert lifted == [("measures.changed", (), (CREDIT,))] * (1 + len(applied))


@pytest.mark.every_engine
@pytest.mark.parametrize(("moment", "begins"), [(BEFORE, False), (DAY, True)])
def test_a_measure_begins_with_its_first_day_by_the_legal_calendar(
    register: Register,
    directory: Agencies,
    send: Send,
    clock: SetClock,
    moment: datetime,
    begins: bool,
) -> None:
    load(edited(CREDIT, valid_from=DAY.date()))
    agency = directory.add(LISTED, CREDIT)
    register.publish(register.subject())
    assert sent(send, agency) == [("listing.published", (LISTED,), ())]
    clock.set(moment)
    load(edited(CREDIT, valid_from=DAY.date()))
    register.publish(register.subject())
    clock.forward(timedelta(seconds=5))
    told = [each for each in sent(send, agency) if each[1]]
    applied = (LISTED, CREDIT) if begins else (LISTED,)
    # What was listed before learns of it by an adjustment, what is listed after it at once.
    adjusted: list[Said] = [("measures.changed", (CREDIT,), ())] if begins else []
    assert told == [("listing.published", applied, ()), *adjusted]


AMOUNTS: Sequence[tuple[str | None, bool]] = [
    ("999999.99", False),
    ("1000000.00", True),
    ("1500000.00", True),
    ("999999.99", False),
    ("2000000.00", True),
    # A case that is not about money has no large debt.
    (None, False),
    ("1000000.00", True),
    ("0.00", False),
]


@pytest.mark.every_engine
def test_the_bar_follows_the_amount_and_the_copy_is_alike_at_every_step(
    register: Register,
    agency: int,
    comparer: Comparer,
    send_later: Send,
    session: Session,
) -> None:
    load(BARS, STATUTE)
    change(LISTED, BAR)
    subject, held = register.subject(), Copy()
    record = None
    for amount, is_barred in AMOUNTS:
        body = dict(register.listing(subject))
        body["listing"] = {**body["listing"], "amount_outstanding": amount}  # type: ignore[dict-item]
        kind = events.LISTING_AMENDED if record else events.LISTING_PUBLISHED
        record = register.write(kind, subject, record, body)
        receiver = taken(send_later, agency, held)
        [notice] = [each for each in receiver.notices() if each["type"] == kind.name]
        assert notice["listing"]["amount_outstanding"] == amount
        assert held.measures[str(subject.id)] == ({LISTED, BAR} if is_barred else {LISTED})
        assert compared(comparer, agency, session, held) == {}


def test_another_large_debt_keeps_the_bar_and_is_named(
    register: Register, directory: Agencies, send: Send, clock: SetClock
) -> None:
    load(tuple(replace(b, least_owed=b.least_owed and Decimal(50_000)) for b in BARS), STATUTE)
    agency, subject = directory.add(BAR), register.subject()
    first, second = register.publish(subject), register.publish(subject)
    sent(send, agency)
    clock.forward(timedelta(seconds=5))
    # What is outstanding of the first falls below.
    register.amend(subject, first)
    receiver = FakeTransport()
    send(agency, receiver)
    [notice] = receiver.notices()
    assert notice["lift"] == []
    assert notice["kept"] == [{"measure": BAR, "records": [str(second)]}]


@pytest.mark.every_engine
def test_equal_measures_of_two_catalogues_end_each_with_its_own(
    register: Register,
    agency: int,
    comparer: Comparer,
    send_later: Send,
    session: Session,
) -> None:
    [item] = [one for one in edited(LISTED) if one.code == LISTED]
    load((replace(item, code=LOCAL),), "chengdu")
    change(LISTED, LOCAL)
    subject, held = register.subject(), Copy()
    first, second = register.publish(subject), register.publish(subject)
    taken(send_later, agency, held)
    assert held.measures[str(subject.id)] == {LISTED, LOCAL}
    register.remove(subject, first)
    [ended] = taken(send_later, agency, held).notices()
    keeps = [str(second)]
    assert ended["kept"] == [{"measure": code, "records": keeps} for code in (LOCAL, LISTED)]
    # The city withdraws its own: the national one goes on.
    load((), "chengdu")
    measure_jobs.adjust_records()
    _, adjusted = taken(send_later, agency, held).notices()
    assert (adjusted["lift"], held.measures[str(subject.id)]) == ([LOCAL], {LISTED})
    assert compared(comparer, agency, session, held) == {}
    register.remove(subject, second)
    [ended] = taken(send_later, agency, held).notices()
    # Whatever it was ever told, be it lifted before or not.
    assert (ended["lift"], ended["kept"]) == ([LOCAL, LISTED], [])
    assert held.measures[str(subject.id)] == set()


def test_whoever_leaves_his_office_is_free_and_his_successor_bound(
    app: Flask, clock: SetClock, directory: Agencies, send_later: Send
) -> None:
    desk = Desk(app, clock()).open()
    agency = directory.add(TRAVEL, LISTED)
    order, (former,) = orders.of_entity(desk, orders.REPRESENTATIVE)
    receiver = FakeTransport()
    send_later(agency, receiver)
    # The entity itself travels nowhere.
    [bound] = receiver.notices()
    assert (bound["record"], bound["apply"]) == (former["id"], [TRAVEL])
    assert bound["bound"]["order"] == order["id"]
    path = f"/restrictions/{order['id']}/replacements"
    asked = desk.done(path, application(former["id"]))
    sign = f"/restriction-changes/{asked['id']}/signature"
    desk.done(sign, VERIFIED, by="judge", version=1)
    send_later(agency, receiver)
    _, freed, successor = receiver.notices()
    assert (freed["record"], freed["type"]) == (former["id"], "restriction.lifted")
    assert (freed["lift"], freed["kept"]) == ([TRAVEL], [])
    assert freed["subject"]["id"] == bound["subject"]["id"]
    assert successor["apply"] == [TRAVEL]
    assert successor["subject"]["id"] != bound["subject"]["id"]


@pytest.mark.parametrize("binding", [Binding.NATURAL, Binding.ORGANISATION])
def test_a_measure_is_never_sent_for_whom_it_cannot_bind(
    register: Register, directory: Agencies, send: Send, binding: Binding
) -> None:
    load(edited(LISTED, binds=binding))
    agency = directory.add(LISTED)
    by_kind = {kind: register.subject(kind=kind) for kind in SubjectKind}
    for subject in by_kind.values():
        register.remove(subject, register.publish(subject))
    receiver = FakeTransport()
    send(agency, receiver)
    assert {notice["subject"]["kind"] for notice in receiver.notices()} == {binding.value}
