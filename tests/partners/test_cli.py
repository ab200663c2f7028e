"""The commands of operators, on a catalogue and an agency from nothing."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy.orm import Session

from partners.endpoints import endpoints, signing
from partners.endpoints.signing_keys import keys_at
from partners.models.agencies import AgencySecret
from partners.oversight import portraits
from partners.services import agencies
from registry.db import db, transaction
from registry.journal import read
from registry.runtime import current_runtime
from tests.clocks import SetClock
from tests.partners.register import Register

ADD = (
    *("partners", "agency", "add", "housing", "--name-zh", "住建局", "--name-en", "Housing"),
    *("--endpoint", "http://127.0.0.1:9/notices", "--measures", "go2016.F1,go2016.G6"),
)


@pytest.fixture
def loaded(runner: FlaskCliRunner) -> FlaskCliRunner:
    """Give a runner with the catalogue loaded."""
    assert runner.invoke(args=["partners", "catalogue", "load"]).exit_code == 0
    return runner


def keys(code: str = "housing") -> tuple[bytes, ...]:
    runtime = current_runtime()
    agency = agencies.find(db.session(), code)
    [endpoint] = endpoints.living(db.session(), agency.id)
    found = keys_at(db.session(), runtime.vault, endpoint.id, now=runtime.now())
    db.session.rollback()
    return found


def test_the_secret_stands_alone_on_standard_output_and_is_kept_sealed(
    loaded: FlaskCliRunner, session: Session
) -> None:
    done = loaded.invoke(args=ADD)
    assert done.exit_code == 0
    secret = done.stdout.strip()
    assert keys() == (signing.secret_bytes(secret),)
    [row] = session.query(AgencySecret).all()
    assert signing.secret_bytes(secret) not in row.ciphertext
    assert secret not in "".join(entry.body for entry in read.after(session, 0, limit=10))


def test_while_secrets_rotate_both_sign_and_then_the_new_one_alone(
    loaded: FlaskCliRunner, clock: SetClock
) -> None:
    old = signing.secret_bytes(loaded.invoke(args=ADD).stdout.strip())
    done = loaded.invoke(args=["partners", "agency", "rotate", "housing", "--overlap-hours", "2"])
    new = signing.secret_bytes(done.stdout.strip())
    assert keys() == (new, old)
    clock.forward(timedelta(hours=2))
    assert keys() == (new,)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["agency", "pause", "nobody"], "agency.not_found"),
        (["agency", "resume", "nobody"], "agency.not_found"),
        (["agency", "test", "nobody"], "agency.not_found"),
        (["agency", "rotate", "nobody"], "agency.not_found"),
        (["agency", "change", "nobody", "--every", "5"], "agency.not_found"),
        (["agency", "change", "housing", "--every", "0"], "agency.limits"),
        (["agency", "change", "housing", "--measures", "go2016.Z9"], "agency.measure_unknown"),
        (["agency", "change", "housing", "--cron", "0 8 * * 1-5"], "agency.schedule"),
        (["agency", "change", "housing", "--posts-per-minute", "-1"], "agency.limits"),
        (["endpoint", "add", "nobody", "http://x/"], "agency.not_found"),
        (["endpoint", "add", "housing", "ftp://x/"], "agency.endpoint_unusable"),
        (["endpoint", "add", "housing", "http://a:b@x/"], "agency.endpoint_unusable"),
        (["endpoint", "add", "housing", "http://[x/"], "agency.endpoint_unusable"),
        (["endpoint", "add", "housing", ADD[9]], "endpoint.exists"),
        (["endpoint", "use", "housing", str(UUID(int=1))], "endpoint.not_found"),
        (["operator", "key", "1st"], "operator.malformed"),
        (["operator", "revoke", "000000000000"], "key.not_found"),
    ],
)
def test_what_is_refused_is_told_with_its_code(
    loaded: FlaskCliRunner, arguments: list[str], code: str
) -> None:
    loaded.invoke(args=ADD)
    refused = loaded.invoke(args=["partners", *arguments])
    assert refused.exit_code == 1
    assert f"[{code}]" in refused.stderr


def test_an_agency_loses_its_last_measure_only_where_that_is_said(loaded: FlaskCliRunner) -> None:
    loaded.invoke(args=ADD)
    change = ["partners", "agency", "change", "housing"]
    slip = loaded.invoke(args=[*change, "--measures", ""])
    assert (slip.exit_code, "--no-measures" in slip.stderr) == (2, True)
    both = loaded.invoke(args=[*change, "--measures", "go2016.F1", "--no-measures"])
    assert both.exit_code == 2
    assert loaded.invoke(args=[*change, "--every", "30"]).exit_code == 0
    with transaction() as session:
        agency = agencies.find(session, "housing")
        assert portraits.portrait_of(session, agency).measures != ()
    assert loaded.invoke(args=[*change, "--no-measures"]).exit_code == 0
    with transaction() as session:
        agency = agencies.find(session, "housing")
        assert portraits.portrait_of(session, agency).measures == ()


def test_an_agency_is_taken_in_once(loaded: FlaskCliRunner) -> None:
    loaded.invoke(args=ADD)
    assert "[agency.exists]" in loaded.invoke(args=ADD).stderr


@pytest.mark.parametrize("code", ["", "-a", "a-", "A", "住建", "a b", "a" * 65])
def test_a_code_is_plain(loaded: FlaskCliRunner, code: str) -> None:
    refused = loaded.invoke(args=[*ADD[:3], code, *ADD[4:]])
    assert refused.exit_code != 0


def test_an_agency_before_any_catalogue_is_refused(runner: FlaskCliRunner) -> None:
    assert "[agency.measure_unknown]" in runner.invoke(args=ADD).stderr


def test_fields_are_named_from_the_list(loaded: FlaskCliRunner) -> None:
    refused = loaded.invoke(args=[*ADD, "--fields", "name,shoe_size"])
    assert refused.exit_code == 2
    assert "amount_outstanding" in refused.stderr


def test_lists_show_what_is_in_force(loaded: FlaskCliRunner) -> None:
    loaded.invoke(args=ADD)
    listed = loaded.invoke(args=["partners", "catalogue", "list"]).stdout.splitlines()
    assert len(listed) == 38 + 8
    bars = loaded.invoke(args=["partners", "catalogue", "list", "statute"]).stdout.splitlines()
    assert len(bars) == 8
    assert "housing\t住建局 Housing" in loaded.invoke(args=["partners", "agency", "list"]).stdout


def test_status_and_coverage_are_read_by_people_and_programs(
    app: Flask, loaded: FlaskCliRunner
) -> None:
    loaded.invoke(args=ADD)
    loaded.invoke(args=["partners", "agency", "pause", "housing", "--reason", "升级"])
    register = Register(app)
    record = register.publish(register.subject())
    status = json.loads(loaded.invoke(args=["partners", "status", "--json"]).stdout)
    assert [(row["agency"], row["state"], row["waiting"]) for row in status] == [
        ("housing", "paused", 1)
    ]
    assert "升级" in loaded.invoke(args=["partners", "status"]).stdout
    shown = loaded.invoke(args=["partners", "coverage", str(record), "--json"])
    found = json.loads(shown.stdout)
    assert UUID(found["record"]) == record
    assert [(row["agency"], row["told"]) for row in found["agencies"]] == [("housing", False)]
    people = loaded.invoke(args=["partners", "coverage", str(record)]).stdout
    assert "housing 住建局\tnot told yet\tapply go2016.F1,go2016.G6" in people


def test_changes_pauses_tests_and_resumptions_are_journalled(
    loaded: FlaskCliRunner, session: Session
) -> None:
    loaded.invoke(args=ADD)
    for arguments in (
        ["change", "housing", "--measures", "go2016.F1", "--fields", "name", "--every", "5"],
        ["pause", "housing"],
        ["resume", "housing"],
        ["test", "housing"],
        ["rotate", "housing"],
    ):
        assert loaded.invoke(args=["partners", "agency", *arguments]).exit_code == 0
    added = ["partners", "endpoint", "add", "housing", "http://127.0.0.1:9/secret-path"]
    assert loaded.invoke(args=added).exit_code == 0
    retired = ["partners", "agency", "retire", "housing", "--reason", "机构合并"]
    assert loaded.invoke(args=retired).exit_code == 0
    entries = read.after(session, 0, limit=20)
    assert [entry.kind for entry in entries] == [
        *["catalogue.loaded"] * 2,
        "agency.added",
        *["agency.changed"] * 3,
        "stream.test",
        *["agency.changed"] * 3,
    ]
    assert not any("secret-path" in entry.body for entry in entries)
