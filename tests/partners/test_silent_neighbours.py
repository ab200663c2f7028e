"""Entries that no agency is told of, beside usual beginnings of the same commit: passed over
unread, and never at the cost of one that is told.
"""

from collections.abc import Sequence

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from partners.notices import entries, reading
from partners.notices.blocks import Blocks
from registry import events
from registry.db import transaction
from registry.journal import read, verify
from registry.journal.sealed_texts import Texts
from registry.models.sealed_texts import SealedText
from registry.runtime import current_runtime
from tests.partners.asked import told_to_the_store
from tests.partners.conftest import Agencies
from tests.partners.gathering import gathered
from tests.partners.register import Register


def test_nothing_that_agencies_are_told_of_is_silent() -> None:
    told = [kind for kind in events.KINDS if not events.is_silent(kind)]
    assert sorted(told) == sorted(entries.TOLD_KINDS)
    assert not events.is_silent("a kind of tomorrow")


@pytest.mark.parametrize(
    ("known", "before", "behind", "unread"),
    [
        # Of the positions from 11 to 20.
        ([], [], [], [*range(11, 21)]),
        ([*range(11, 21)], [0] * 10, [0] * 10, []),
        ([15], [4], [5], []),
        ([15], [40], [50], []),
        ([15], [3], [4], [11, 20]),
        ([15], [0], [0], [11, 12, 13, 14, 16, 17, 18, 19, 20]),
        ([12, 16, 20], [1, 3, 3], [3, 3, 0], []),
        ([12, 16, 19], [1, 2, 2], [3, 2, 0], [20]),
        ([12, 16, 19], [1, 0, 2], [1, 2, 1], [14, 15]),
        # Neighbours that both count what is between them count it once.
        ([11, 20], [0, 8], [8, 0], []),
        ([11, 20], [0, 5], [5, 0], []),
        ([11, 20], [0, 3], [4, 0], [16]),
    ],
)
def test_what_no_text_speaks_of_is_read_in_the_journal(
    known: list[int], before: list[int], behind: list[int], unread: list[int]
) -> None:
    texts = Texts(known=known, silent=(before, behind))
    assert list(texts.unread(10, 20)) == unread


def together(register: Register, kinds: str) -> None:
    """Enter silent entries (.) and published listings (P) in one commit."""
    subjects = [register.subject(name=f"欧阳示例{place}") for place in range(kinds.count("P"))]
    with transaction() as act:
        for kind in kinds:
            if kind == "P":
                register.enter(act, subjects.pop())
            else:
                register.note_in(act)


def counted(session: Session) -> Sequence[tuple[int, int]]:
    rows = session.execute(
        select(SealedText.silent_before, SealedText.silent_after).order_by(SealedText.position)
    ).all()
    return [(row.silent_before, row.silent_after) for row in rows]


def test_the_journal_is_not_asked_for_what_is_silent_beside_what_is_told(
    register: Register, session: Session
) -> None:
    after = read.head(session).size
    session.rollback()
    together(register, ".P..P.")
    assert counted(session) == [(1, 2), (2, 1)]
    with told_to_the_store() as asked:
        found = reading.read(session, after, after + 6)
    assert (list(found.usual.positions), found.others) == ([after + 2, after + 5], ())
    assert [text for text in asked if "sealed_text" in text]
    assert not [text for text in asked if "journal_entry" in text]


@pytest.mark.every_engine
def test_what_is_told_between_silent_entries_of_other_commits_is_told(
    register: Register, directory: Agencies, session: Session
) -> None:
    agency_id = directory.add("go2016.C1")
    subject = register.subject()
    together(register, "P.")
    record = register.publish(subject)
    register.amend(subject, record)
    together(register, ".P")
    register.remove(subject, record)
    told = gathered(session, Blocks(), agency_id).parts
    session.execute(delete(SealedText))
    assert gathered(session, Blocks(), agency_id).parts == told
    assert len(told) == 5


@pytest.mark.parametrize("counts", [{"silent_before": 2}, {"silent_after": 3}])
def test_a_text_that_counts_too_many_beside_it_is_found_by_proving_it(
    register: Register, session: Session, counts: dict[str, int]
) -> None:
    together(register, "P.P..")
    together(register, "P")
    signer = current_runtime().signer
    assert verify.verify(session, signer.public_bytes).faults == ()
    session.rollback()
    with transaction() as act:
        position = act.scalars(
            select(SealedText.position).order_by(SealedText.position).offset(1).limit(1)
        ).one()
        act.execute(update(SealedText).where(SealedText.position == position).values(**counts))
    [fault] = verify.verify(session, signer.public_bytes).faults
    assert f"the sealed text at position {position} says otherwise" in fault
