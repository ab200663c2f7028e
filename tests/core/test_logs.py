"""Logs (日志): no line can carry an identity number, a key or a password, whatever was logged."""

import io
import json
import logging
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry import logs
from registry.logs import REQUEST_ID, JsonFormatter
from tests.architecture.source import ROOT

NUMBER = "510199198001010010"
OLD_NUMBER = "510199800101001"
KEY = "drk_0123456789ab_sEcReT-sEcReT_sEcReT"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Give what a logger of the register writes."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    logger = logging.getLogger("test.logs")
    logger.addHandler(handler)
    logger.propagate = False
    yield written
    logger.removeHandler(handler)
    logger.propagate = True


def logged(lines: io.StringIO) -> dict[str, Any]:
    """Return the only line that was written."""
    (line,) = lines.getvalue().splitlines()
    fields: dict[str, Any] = json.loads(line)
    return fields


def test_a_line_is_json_with_sentence_fields_and_request(lines: io.StringIO) -> None:
    token = REQUEST_ID.set("1f6c")
    logging.getLogger("test.logs").warning("delivery failed", extra={"delivery_id": 7, "ok": False})
    REQUEST_ID.reset(token)
    fields = logged(lines)
    assert fields.pop("at").endswith("+00:00")
    assert fields == {
        "level": "WARNING",
        "logger": "test.logs",
        "message": "delivery failed",
        "delivery_id": 7,
        "ok": False,
        "request_id": "1f6c",
    }


@pytest.mark.parametrize(
    "carrier",
    [
        {"msg": f"debtor {NUMBER} listed"},
        {"msg": "debtor %s listed", "args": (NUMBER,)},
        {"msg": "x", "extra": {"field": NUMBER}},
        {"msg": "x", "extra": {"field": int(NUMBER)}},
        {"msg": "x", "extra": {"deep": [{"inner": (NUMBER,)}]}},
        {"msg": "x", "extra": {"deep": {NUMBER: 1}}},
        {"msg": "x", "extra": {"thing": ValueError(NUMBER)}},
        {"msg": {"as": "a mapping", "n": NUMBER}},
    ],
)
def test_a_number_is_withheld_wherever_it_stands(
    lines: io.StringIO, carrier: dict[str, Any]
) -> None:
    given_extra = carrier.get("extra")
    logging.getLogger("test.logs").error(
        carrier["msg"], *carrier.get("args", ()), extra=given_extra
    )
    assert NUMBER not in lines.getvalue()
    assert logs.NUMBER_WITHHELD in lines.getvalue()
    logged(lines)


def test_a_number_in_a_trace_is_withheld(lines: io.StringIO) -> None:
    try:
        int(f"x{NUMBER}")
    except ValueError:
        logging.getLogger("test.logs").exception("could not read")
    fields = logged(lines)
    assert "ValueError" in fields["exception"]
    assert NUMBER not in lines.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        OLD_NUMBER,
        "51019919800101001X",
        "51019919800101001x",
        "号码510199198001010010号",
        "a510199198001010010b",
        "510199 19800101 0010",
        "510199-19800101-0010",
        "510199 800101 001",
        "５１０１９９１９８００１０１００１０",
        "6222020200012345678",
        f"{NUMBER}{NUMBER}",
    ],
)
def test_numbers_are_withheld_in_every_spelling(text: str) -> None:
    assert logs.redact_text(text).replace("a", "").replace("b", "") in (
        logs.NUMBER_WITHHELD.replace("a", "").replace("b", ""),
        f"号码{logs.NUMBER_WITHHELD}号".replace("b", ""),
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (KEY, logs.SECRET_WITHHELD),
        (f"Bearer {KEY}", f"Bearer {logs.SECRET_WITHHELD}"),
        ("Authorization: Bearer abc.def", f"Authorization: Bearer {logs.SECRET_WITHHELD}"),
        ("whsec_MfKQ9r8GKYqrTwjU", logs.SECRET_WITHHELD),
        ("postgresql://u:p@db/x", f"postgresql://{logs.SECRET_WITHHELD}@db/x"),
        ("DETAIL:  Failing row contains (1, 张三).", "DETAIL: [row withheld]"),
    ],
)
def test_secrets_and_rows_are_withheld(text: str, kept: str) -> None:
    assert logs.redact_text(text) == kept


@pytest.mark.parametrize(
    "name", ["Authorization", "password", "client_secret", "api_key", "Cookie"]
)
def test_a_field_named_for_a_secret_is_withheld(name: str) -> None:
    assert logs.redact({name: "short"}) == {name: logs.SECRET_WITHHELD}


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02 09:12:44.123456",
        "(2025)川0107执1234号",
        "5d1c0a3e-9f51-4c2a-8d0e-0123456789ab",
        "98000.00",
        "request answered",
    ],
)
def test_what_is_no_number_stays(text: str) -> None:
    assert logs.redact_text(text) == text


@given(st.text(), st.from_regex(r"\A[0-9]{17}[0-9X]\Z"), st.text())
def test_no_text_around_a_number_lets_it_through(before: str, number: str, after: str) -> None:
    assert number not in logs.redact_text(f"{before}{number}{after}")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=10,
    )
)
def test_whatever_is_logged_becomes_a_line(value: object) -> None:
    record = logging.makeLogRecord({"msg": "x", "name": "n", "levelname": "INFO", "field": value})
    assert json.loads(JsonFormatter().format(record))["message"] == "x"


def ask(path: str, request: str) -> str:
    """Send a request to a server on a socket of this machine and return its answer."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(path)
        connection.sendall(request.encode())
        return connection.makefile(encoding="ascii").read()


def test_the_web_server_logs_no_query(tmp_path: Path) -> None:
    probe = tmp_path / "probe.py"
    probe.write_text(
        "def app(environ, start_response):\n"
        "    start_response('200 OK', [('Content-Length', '0')])\n"
        "    return [b'']\n",
        encoding="utf-8",
    )
    server = subprocess.Popen(  # noqa: S603 - this interpreter, our own words
        [
            *(sys.executable, "-m", "gunicorn", "--config", "python:registry.logs"),
            *("--bind", f"unix:{tmp_path}/s", "--access-logfile", "-", "--pythonpath", tmp_path),
            *("--worker-tmp-dir", str(tmp_path), "probe:app"),
        ],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert server.stderr is not None
    for line in server.stderr:
        if "Booting worker" in line:
            break
    asked = f"GET /entries/{NUMBER}?name=%E5%BC%A0%E4%B8%89 HTTP/1.0\r\n\r\n"
    answer = ask(f"{tmp_path}/s", asked)
    server.terminate()
    _, written = server.communicate(timeout=20)
    assert answer.startswith("HTTP/1.0 200")
    assert NUMBER not in written
    assert "name" not in "".join(json.loads(line)["message"] for line in written.splitlines())
