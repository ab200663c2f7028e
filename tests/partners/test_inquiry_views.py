"""Reading what agencies answered: for those who need it, and never without a record of the view."""

import json

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from registry import jobs
from registry.db import transaction
from registry.journal import heads, read
from registry.models.inquiries import InquiryAnswer
from registry.models.views import ViewHead
from registry.services.acts import view_log
from tests.api.desk import Desk
from tests.clocks import SetClock
from tests.partners.asking import ACCOUNT, Asking, found, only

pytestmark = pytest.mark.every_engine


def test_answers_are_read_by_those_who_need_them_and_every_view_is_recorded(
    asking: Asking, session: Session, clock: SetClock
) -> None:
    inquiry = only(asking.ask())["id"]
    asking.say("bank", inquiry, found("accounts", ACCOUNT, reason="户名一致"))
    desk, path = asking.desk, f"/inquiries/{inquiry}/answers"
    seen = desk.get(path, by="judge", purpose="enforcement").get_json()
    (word,) = seen["items"]
    assert (word["agency"], word["kind"], word["counts"]) == ("bank", "accounts", True)
    assert word["items"][0]["number"] == ACCOUNT["number"]
    assert (word["items"][0]["currency"], word["reason"]) == ("CNY", "户名一致")
    assert desk.get(path, by="judge", purpose="audit").status_code == 422
    assert desk.get(path, by="auditor", purpose="enforcement").status_code == 422
    assert desk.get(path, by="judge").status_code == 422
    assert desk.get(path, by="auditor", purpose="audit").status_code == 200
    other = Desk(asking.app, clock(), "川0106").open("成都市金牛区人民法院")
    assert other.get(path, by="judge", purpose="supervision").status_code == 404
    views = desk.get(f"/inquiries/{inquiry}/views").get_json()["items"]
    assert [view["purpose"] for view in views] == ["enforcement", "audit"]
    assert {view["court"] for view in views} == {"川0107"}
    # What was found stands nowhere else: not in the journal, not in what the store keeps in clear.
    journal = desk.get("/journal", record=inquiry).get_data(as_text=True)
    assert ACCOUNT["number"] not in journal
    assert "inquiry.reported" in journal
    session.rollback()
    assert all(
        ACCOUNT["number"].encode() not in row.ciphertext for row in session.query(InquiryAnswer)
    )


def test_the_record_of_views_cannot_be_altered_unnoticed(
    asking: Asking, session: Session, runner: FlaskCliRunner
) -> None:
    inquiry = only(asking.ask())["id"]
    for _ in range(3):
        asking.desk.get(f"/inquiries/{inquiry}/answers", purpose="enforcement")
    done = runner.invoke(args=["registry", "views", "verify"])
    assert (done.exit_code, done.stdout.split("\t")[0]) == (0, "3")
    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(text("UPDATE view_entry SET purpose = 'audit'"))
    session.rollback()
    # Whoever owns the store can lift its guard; the chain then shows where.
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    session.execute(
        text(
            "DROP TRIGGER view_entry_no_update"
            if on_sqlite
            else "ALTER TABLE view_entry DISABLE TRIGGER view_entry_append_only"
        )
    )
    session.execute(text("UPDATE view_entry SET purpose = 'audit' WHERE position = 2"))
    session.commit()
    assert view_log.verify(session).broken_at == 2
    session.rollback()
    done = runner.invoke(args=["registry", "views", "verify"])
    assert done.exit_code == 1


def test_what_a_signed_head_has_covered_cannot_be_written_anew_or_cut_off(
    asking: Asking, session: Session, runner: FlaskCliRunner
) -> None:
    inquiry = only(asking.ask())["id"]
    for _ in range(2):
        asking.desk.get(f"/inquiries/{inquiry}/answers", purpose="enforcement")
    session.rollback()
    for _ in range(2):
        jobs.sign_tree_head()
    anchors = [one for one in read.after(session, 0, limit=100) if one.kind == "view.anchored"]
    assert [json.loads(one.body)["size"] for one in anchors] == [2]
    signed = heads.latest(session)
    assert signed is not None
    assert signed.size == anchors[0].position
    session.rollback()
    asking.desk.get(f"/inquiries/{inquiry}/answers", purpose="enforcement")
    session.rollback()
    assert view_log.verify(session).broken_at is None
    session.rollback()
    # Whoever owns the store takes the chain back to its beginning, and its head along.
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    guard = "" if on_sqlite else " ON view_entry"
    with transaction() as opened:
        for name in guards(opened):
            opened.execute(text(f"DROP TRIGGER {name}{guard}"))
        opened.execute(text("DELETE FROM view_entry"))
        opened.execute(update(ViewHead).values(size=0, digest=view_log.START))
    assert view_log.verify(session).broken_at == 1
    session.rollback()
    assert runner.invoke(args=["registry", "views", "verify"]).exit_code != 0


def guards(session: Session) -> list[str]:
    """Return what guards the record of views in the store."""
    if session.get_bind().dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'view_entry'"
    else:
        query = (
            "SELECT DISTINCT trigger_name FROM information_schema.triggers "
            "WHERE event_object_table = 'view_entry'"
        )
    return list(session.scalars(text(query)))
