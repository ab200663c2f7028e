"""What waits is counted up to a limit, so that whoever looks at every agency does not wait, and it
is said where there may be more.
"""

from datetime import timedelta

from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy.orm import Session

from partners.oversight.status import MOST_COUNTED, report
from registry.db import transaction
from schemas.codes import SubjectKind
from tests.clocks import MORNING, SetClock
from tests.partners.caller import printed
from tests.partners.conftest import CODE, Agencies
from tests.partners.register import Register
from tests.partners.test_pages import sign_in

# Beyond all that is looked at where few notices are for an agency.
MANY = 9_000


def publish(register: Register, count: int, *, kind: SubjectKind = SubjectKind.NATURAL) -> None:
    """Publish listings of one subject."""
    subject = register.subject(kind=kind)
    with transaction() as session:
        for _ in range(count):
            register.enter(session, subject)


def test_too_many_to_be_counted_are_told_as_at_least_and_at_most_so_many(
    register: Register,
    directory: Agencies,
    session: Session,
    client: FlaskClient,
    runner: FlaskCliRunner,
) -> None:
    directory.add()
    begins = register.size()
    publish(register, MOST_COUNTED + 400)
    [stream] = report(session, now=MORNING)
    assert (stream.waiting, stream.waiting_since) == (MOST_COUNTED, MORNING)
    assert MOST_COUNTED + 400 <= stream.waiting_at_most <= register.size() - begins
    session.rollback()
    sign_in(client, printed(runner, "operator", "key", "lin"))
    for page in ("/partners", f"/partners/agencies/{CODE}"):
        shown = client.get(f"{page}?lang=zh").text
        assert f"<dd>{MOST_COUNTED} 以上，至多 " in shown


def test_few_among_many_entries_are_told_as_at_least_so_many_with_the_oldest(
    register: Register, directory: Agencies, session: Session, clock: SetClock
) -> None:
    # An agency with a measure against organisations alone.
    directory.add("go2016.A2")
    publish(register, 3, kind=SubjectKind.ORGANISATION)
    clock.forward(timedelta(minutes=1))
    publish(register, MANY)
    publish(register, 1, kind=SubjectKind.ORGANISATION)
    [stream] = report(session, now=clock())
    assert (stream.waiting, stream.waiting_since) == (3, MORNING)
    assert 4 <= stream.waiting_at_most < MANY


def test_the_oldest_is_found_however_far_it_lies_ahead(
    register: Register, directory: Agencies, session: Session, clock: SetClock
) -> None:
    directory.add()
    register.note(MANY)
    clock.forward(timedelta(minutes=1))
    publish(register, 1)
    [stream] = report(session, now=clock())
    assert (stream.waiting, stream.waiting_at_most, stream.waiting_since) == (1, 1, clock())
