"""Problem documents (错误文档): the form, the language, and what they never tell."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from config import Settings
from registry.app import create_app
from registry.db import db
from registry.web import access, problems
from tests.api import files
from tests.api.desk import ADULT, BASE, Desk
from tests.engines.migrated import settings_for

NAME = "李测试"
NOWHERE = "/api/v1/court/nothing"


@pytest.fixture
def faulty(database_url: str) -> Iterator[FlaskClient]:
    """Give a client of an application with faults of its own."""
    pages = Blueprint("faulty", __name__, url_prefix="/api/faulty")
    access.public(pages)

    @pages.route("/bug")
    def bug() -> str:
        raise RuntimeError(f"debtor {ADULT}")

    @pages.route("/store")
    def store() -> str:
        db.session.execute(text("SELECT :name FROM no_such_table"), {"name": NAME})
        return ""

    undecided = Blueprint("undecided", __name__, url_prefix="/api/undecided")
    undecided.route("")(lambda: "open")

    def add(app: Flask) -> None:
        app.register_blueprint(pages)
        app.register_blueprint(undecided)

    app = create_app(settings_for(database_url), add)
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


def test_a_problem_has_the_form_of_rfc_9457(client: FlaskClient) -> None:
    response = client.get(NOWHERE, headers={"Accept-Language": "en"})
    problem = response.get_json()
    assert response.status_code == 404
    assert response.content_type == "application/problem+json"
    assert problem.pop("instance") == f"urn:uuid:{response.headers['X-Request-Id']}"
    assert problem == {
        "type": "/api/v1/problems/route.unknown",
        "title": "No such address",
        "status": 404,
        "detail": "There is nothing at this address. Check that it is complete; the API "
        "description lists every route.",
        "code": "route.unknown",
    }


@pytest.mark.parametrize(
    ("accepted", "tag", "title"),
    [
        ("en", "en", "No such address"),
        ("en-GB,zh;q=0.5", "en", "No such address"),
        ("zh-CN", "zh-CN", "地址不存在"),
        ("zh-TW,en;q=0.1", "zh-CN", "地址不存在"),
        ("fr", "zh-CN", "地址不存在"),
        ("", "zh-CN", "地址不存在"),
        ("*", "zh-CN", "地址不存在"),
        ("%%%", "zh-CN", "地址不存在"),
    ],
)
def test_a_problem_is_told_in_the_readers_language(
    client: FlaskClient, accepted: str, tag: str, title: str
) -> None:
    response = client.get(NOWHERE, headers={"Accept-Language": accepted})
    assert response.get_json()["title"] == title
    assert response.headers["Content-Language"] == tag
    assert "Accept-Language" in response.headers["Vary"]


def test_a_problem_leads_to_what_it_means(client: FlaskClient) -> None:
    problem = client.get(NOWHERE).get_json()
    explained = client.get(problem["type"]).get_json()
    assert explained["code"] == problem["code"]
    assert explained["detail"] == problem["detail"]
    assert client.get("/api/v1/problems/no.such").status_code == 404


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_method_that_is_not_taken_names_those_that_are(client: FlaskClient, method: str) -> None:
    response = client.open(f"{BASE}/cases", method=method)
    assert (response.status_code, response.get_json()["code"]) == (405, "method.not_allowed")
    allowed = {name.strip() for name in response.headers["Allow"].split(",")}
    assert allowed == {"GET", "HEAD", "OPTIONS", "POST"}


def test_a_fault_of_ours_tells_nothing_and_is_logged(
    faulty: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = faulty.get("/api/faulty/bug", headers={"Accept-Language": "en"})
    assert (response.status_code, response.get_json()["code"]) == (500, "internal.error")
    assert "RuntimeError" not in response.get_data(as_text=True)
    assert ADULT not in response.get_data(as_text=True)
    (record,) = [found for found in caplog.records if found.levelno >= logging.ERROR]
    assert record.message == "request failed unexpectedly"
    assert record.exc_info is not None


@pytest.mark.every_engine
def test_a_store_without_its_tables_tells_the_operator_to_make_them(
    faulty: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = faulty.get("/api/faulty/store")
    assert "run flask db upgrade" in caplog.text
    assert "no_such_table" in caplog.text
    assert NAME not in caplog.text
    assert (response.status_code, response.get_json()["code"]) == (503, "store.unavailable")
    assert response.headers["Retry-After"] == "2"


def test_a_route_that_nobody_decided_on_is_shut(faulty: FlaskClient) -> None:
    response = faulty.get("/api/undecided")
    assert (response.status_code, response.get_json()["code"]) == (500, "access.undecided")


def test_every_route_carries_a_decision(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert len(endpoints) > 25
    assert {e for e in endpoints if access.decision_for(app, e) is None} == set()


def test_readers_of_pages_get_a_page(client: FlaskClient) -> None:
    asked = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    page = client.get("/nothing", headers=asked)
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert client.get(NOWHERE, headers=asked).mimetype == problems.MEDIA_TYPE
    as_json = client.get("/nothing", headers={"Accept": "application/json"})
    assert as_json.mimetype == problems.MEDIA_TYPE


@pytest.mark.parametrize("path", [NOWHERE, "/api/v1/health", "/api/v1/openapi.json", "/"])
def test_every_answer_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]
    assert "Strict-Transport-Security" not in headers
    assert headers["Cache-Control"] == "no-store"


def test_who_is_reached_by_https_wants_to_be_reached_so(settings: Settings) -> None:
    secure = Settings.from_env(
        {
            "REGISTRY_ENV": "test",
            "DATABASE_URL": settings.database_url,
            "PUBLIC_URL": "https://register.example",
        }
    )
    response = create_app(secure).test_client().get("/api/v1/health")
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"


class TestVersions:
    """Changes are meant for a version of the record."""

    @pytest.fixture
    def path(self, desk: Desk) -> str:
        """Give the way to the signature of a draft."""
        return f"/listings/{files.drafted(desk)['id']}/signature"

    def test_the_etag_is_the_version(self, desk: Desk) -> None:
        listing = files.drafted(desk)
        read = desk.get(f"/listings/{listing['id']}")
        assert read.headers["ETag"] == f'"{listing["version"]}"' == '"1"'

    @pytest.mark.parametrize(
        ("if_match", "status", "code"),
        [
            (None, 428, "version.missing"),
            ("", 428, "version.missing"),
            ("*", 428, "version.missing"),
            ("1", 400, "version.malformed"),
            ("{}", 400, "version.malformed"),
            ('"2"', 412, "record.stale"),
            ('"abc"', 412, "record.stale"),
            ('W/"1"', 412, "record.stale"),
            ('"1", "2"', 412, "record.stale"),
            ('"99999999999999999999"', 412, "record.stale"),
            ('"1"', 200, None),
        ],
    )
    def test_a_change_says_which_version_it_means(
        self, desk: Desk, path: str, if_match: str | None, status: int, code: str | None
    ) -> None:
        headers = {} if if_match is None else {"If-Match": if_match}
        response = desk.post(path, by="president", headers=headers)
        assert response.status_code == status
        assert response.get_json().get("code") == code

    def test_what_was_done_already_is_not_done_again(self, desk: Desk, path: str) -> None:
        signed: dict[str, Any] = desk.done(path, by="president", version=1)
        problem = desk.refused(path, by="president", version=signed["version"])
        assert (problem["status"], problem["code"]) == (409, "listing.wrong_state")
        assert problem["facts"] == {
            "state": "signed",
            "act": "sign_listing",
            "instead": "record_service,publish_listing,withhold_listing,grant_grace,drop_listing,"
            "draft_revocation,sign_revocation,receive_objection",
            "rule": "states.act_fits_state",
            "article": "Register Rule 21",
        }


def test_the_page_of_the_description_asks_no_other_host(client: FlaskClient) -> None:
    page = client.get("/api/docs")
    assert page.status_code == 200
    assert "http" not in page.get_data(as_text=True).replace("http-equiv", "")
    assert "script-src 'self';" in page.headers["Content-Security-Policy"]
    for name in ("swagger-ui.css", "swagger-ui-bundle.js"):
        with client.get(f"/api/docs/assets/{name}") as asset:
            assert asset.status_code == 200
    for name in ("index.css", "oauth2-redirect.html", "..%2f__init__.py", "x"):
        assert client.get(f"/api/docs/assets/{name}").status_code == 404


def test_the_register_says_that_it_answers(client: FlaskClient) -> None:
    assert client.get("/api/v1/health").get_json() == {"status": "ok"}
