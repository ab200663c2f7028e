"""Updates: a known entry in another version, in every move from state to state."""

import json
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from registry.db import transaction
from registry.imports.cautions import Caution
from registry.models.cases import EnforcementCase
from registry.models.imports import ImportVersion
from registry.models.journal import JournalEntry
from registry.models.listings import Listing
from registry.models.publication import PublicEntry
from registry.models.subjects import Subject
from tests.imports import looking
from tests.imports.records import NO_REPORT, Record, company, masked, person, resident_number, write
from tests.imports.running import Imported, import_file

PUBLISHED = person(1)
PART = person(1, performance="部分未履行", performedPart="1000元", unperformPart="97000元")
PERFORMED = person(1, performance="全部已履行")
ENDED = person(1, disruptTypeName=NO_REPORT, regDate="20200310", publishDate="20200506")
ENDED_PART = {**ENDED, "performance": "部分未履行"}


def import_one_by_one(folder: Path, records: list[Record]) -> list[Imported]:
    return [
        import_file(write(folder / f"{place}.jsonl", [record]))
        for place, record in enumerate(records)
    ]


def told(session: Session) -> list[str]:
    kinds = session.scalars(select(JournalEntry.kind).order_by(JournalEntry.position))
    return [kind for kind in kinds if kind.startswith("listing.")]


MOVES = [
    ([PUBLISHED, PART], ["listing.published", "listing.amended"], "published"),
    ([PUBLISHED, PERFORMED], ["listing.published", "listing.amended"], "unpublished"),
    ([PUBLISHED, ENDED], ["listing.published", "listing.removed"], "ended"),
    ([PERFORMED, PUBLISHED], ["listing.recorded", "listing.published"], "published"),
    ([PERFORMED, ENDED], ["listing.recorded", "listing.record_amended"], "ended"),
    ([ENDED, ENDED_PART], ["listing.recorded", "listing.record_amended"], "ended"),
    ([ENDED, PUBLISHED], ["listing.recorded", "listing.published"], "published"),
    (
        [PUBLISHED, PERFORMED, PART],
        ["listing.published", "listing.amended", "listing.amended"],
        "published",
    ),
    (
        [PUBLISHED, PERFORMED, ENDED],
        ["listing.published", "listing.amended", "listing.removed"],
        "ended",
    ),
    (
        [PUBLISHED, ENDED, PUBLISHED | {"duty": "支付2元。"}],
        ["listing.published", "listing.removed", "listing.published"],
        "published",
    ),
]


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize(("records", "kinds", "state"), MOVES)
def test_agencies_and_public_learn_what_a_move_means_for_them(
    session: Session,
    tmp_path: Path,
    records: list[Record],
    kinds: list[str],
    state: str,
    together: bool,
) -> None:
    if together:
        imported = import_file(write(tmp_path / "all.jsonl", records))
        assert [result.of_line for result in imported.results[1:]] == [1] * (len(records) - 1)
    else:
        imported = import_one_by_one(tmp_path, records)[-1]
    assert imported.results[-1].verdict.value == "update"
    assert str(imported.results[-1].state) == state
    [listing] = looking.listings(session)
    assert (listing.state, listing.version) == (state, len(records))
    assert told(session) == kinds
    assert len(looking.items(session)) == (state == "published")
    assert looking.is_proven(session)


@pytest.mark.every_engine
def test_the_public_sees_what_the_update_says(session: Session, tmp_path: Path) -> None:
    changed = {**PART, "duty": "支付货款97000元。", "gistId": "(2024)川0107民初99号"}
    import_one_by_one(tmp_path, [PUBLISHED, changed])
    [item] = looking.items(session).values()
    assert item["performance"] == {
        "state": "partial",
        "performed": "1000元",
        "outstanding": "97000元",
    }
    assert item["obligation"] == "支付货款97000元。"
    assert item["basis"]["number"] == "(2024)川0107民初99号"
    bodies = session.scalars(
        select(JournalEntry.body).where(JournalEntry.kind == "listing.amended")
    )
    assert json.loads(bodies.one())["listing"]["amount_outstanding"] == "97000.00"


@pytest.mark.every_engine
def test_duties_follow_the_state(session: Session, tmp_path: Path) -> None:
    import_one_by_one(tmp_path, [PUBLISHED, PERFORMED])
    assert looking.deadlines(session) == [("issue_restriction", False), ("remove_listing", True)]
    import_one_by_one(tmp_path, [PART])
    assert looking.deadlines(session) == [
        ("issue_restriction", False),
        ("remove_listing", False),
        ("issue_restriction", True),
    ]


@pytest.mark.every_engine
def test_a_version_seen_before_is_a_repetition_even_when_it_is_older(
    session: Session, tmp_path: Path
) -> None:
    imported = import_file(write(tmp_path / "a.jsonl", [PUBLISHED, PART, PUBLISHED, PART]))
    assert imported.said() == [
        *("accepted published", "update of 1 published", "duplicate of 1", "duplicate of 2"),
    ]
    [item] = looking.items(session).values()
    assert item["performance"]["state"] == "partial"
    later = import_file(write(tmp_path / "b.jsonl", [PUBLISHED, PERFORMED]))
    assert later.said() == ["duplicate", "update unpublished"]


@pytest.mark.every_engine
def test_who_leads_a_company_changes_as_a_new_version_of_its_identity(
    session: Session, tmp_path: Path
) -> None:
    import_one_by_one(tmp_path, [company(1), company(1, businessEntity="另一人")])
    [subject] = session.scalars(select(Subject))
    assert (subject.current_version, subject.flagged) == (2, False)
    assert "测试法人" in looking.identity(session, subject, 1)
    assert "另一人" in looking.identity(session, subject, 2)
    [item] = looking.items(session).values()
    assert item["legal_representative"] == "另一人"


def test_an_entry_of_a_masked_number_is_updated_by_what_is_visible(
    session: Session, tmp_path: Path
) -> None:
    number = masked(resident_number())
    first, second = ({**record, "cardNum": number, "age": "45"} for record in (PUBLISHED, PART))
    import_one_by_one(tmp_path, [first, second])
    assert looking.counts(session)["subject"] == 1
    [item] = looking.items(session).values()
    assert item["age"] == 45


def test_what_a_court_has_ended_an_update_does_not_begin_again(
    session: Session, tmp_path: Path
) -> None:
    import_one_by_one(tmp_path, [PUBLISHED])
    with transaction() as act:
        act.execute(update(Listing).values(state="removed", end_ground="LR10-3"))
        act.execute(delete(PublicEntry))
    [imported] = import_one_by_one(tmp_path, [PART])
    assert imported.said() == ["update removed"]
    assert Caution.DECIDED_BY_COURT in imported.results[0].cautions
    [listing] = looking.listings(session)
    assert (listing.state, listing.end_ground) == ("removed", "LR10-3")
    assert listing.performance == "partial"
    assert looking.items(session) == {}
    assert told(session)[-1] == "listing.record_amended"


def of_a_court(**values: object) -> None:
    """Make the one listing that was imported a court's own."""
    with transaction() as act:
        act.execute(delete(ImportVersion))
        act.execute(update(Listing).values(source="court", entry_key=None, **values))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "duplicate"),
        ({"state": "draft"}, "duplicate"),
        ({"state": "removed", "ended_on": PUBLISHED["regDate"]}, "accepted published"),
    ],
)
def test_what_a_court_has_listed_itself_is_not_listed_again(
    session: Session, tmp_path: Path, values: dict[str, object], said: str
) -> None:
    import_one_by_one(tmp_path, [PUBLISHED])
    if "ended_on" in values:
        [listing] = looking.listings(session)
        assert listing.published_on is not None
        values["ended_on"] = listing.published_on.replace(day=1)
    of_a_court(**values)
    [imported] = import_one_by_one(tmp_path, [PART])
    assert imported.said() == [said]
    assert (Caution.LISTED_BY_COURT in imported.results[0].cautions) == (said == "duplicate")


def test_a_case_that_a_court_entered_is_left_as_it_is(session: Session, tmp_path: Path) -> None:
    import_one_by_one(tmp_path, [PUBLISHED])
    with transaction() as act:
        case = act.scalars(select(EnforcementCase)).one()
        case.source = "court"
    import_one_by_one(tmp_path, [{**PART, "duty": "支付1元。"}])
    case = session.scalars(select(EnforcementCase)).one()
    assert case.obligation == PUBLISHED["duty"]
