"""A whole receiver (接收示例): proves its address, takes every notice in once, lifts, answers.

Run it as ``AGENCY=housing SECRETS=whsec_... STORE=housing.db flask --app receiver run -p 8103``;
while a secret rotates, SECRETS holds both, separated by a space. Put it behind your own https.
``carry_out`` at the end is where your own systems come in.
"""

import base64
import hashlib
import hmac
import json
import os
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, jsonify, request

SCHEMA = """
CREATE TABLE IF NOT EXISTS stream (stream TEXT NOT NULL, through INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS notice (id TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS holding (record TEXT, measure TEXT, subject TEXT, name TEXT,
    PRIMARY KEY (record, measure));
"""
HELD = " INTO holding VALUES (?, ?, ?, ?)"
NO_OTHERS = """DELETE FROM holding WHERE subject = ? AND measure = ?
    AND record NOT IN (SELECT value FROM json_each(?))"""
TOLERANCE_SECONDS = 300

app = Flask(__name__)
# More than the register ever puts into one delivery; it halves what is answered by 413.
app.config["MAX_CONTENT_LENGTH"] = 32 * 1024 * 1024


def now() -> float:
    """Return the seconds since the epoch, by a clock that is kept right."""
    return time.time()  # noqa: TID251 - a program of its own


class GapError(Exception):
    """Something before this delivery has not arrived here."""


def keys() -> list[bytes]:
    """Return the secrets that count now."""
    return [base64.b64decode(text.removeprefix("whsec_")) for text in os.environ["SECRETS"].split()]


def sign(key: bytes, message_id: str, timestamp: str, content: bytes) -> str:
    """Return the Standard Webhooks signature of a content, such as ``v1,g0hM9...=``."""
    signed = f"{message_id}.{timestamp}.".encode() + content
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def signing_key(body: bytes) -> bytes | None:
    """Return the key that signed the request just now, or nothing where none of ours did."""
    message_id = request.headers.get("webhook-id", "")
    timestamp = request.headers.get("webhook-timestamp", "")
    given = request.headers.get("webhook-signature", "").encode("latin-1", "replace").split()
    if not timestamp.isdecimal() or abs(now() - int(timestamp)) > TOLERANCE_SECONDS:
        return None
    for key in keys():
        right = sign(key, message_id, timestamp, body).encode()
        if any(hmac.compare_digest(right, one) for one in given):
            return key
    return None


@app.post("/notices")
def receive() -> tuple[Response, int] | Response:
    """Take one request in, if the register signed it; only what is stored is answered by 200."""
    body = request.get_data()
    try:
        key = signing_key(body)
        sent = json.loads(body) if key else {}
    except ValueError:
        key, sent = None, {}
    if key is None or sent.get("agency") != os.environ["AGENCY"]:
        return jsonify(error="not signed by the register for this agency, or our clock is off"), 401
    if sent["type"] == "endpoint.challenge":
        text = sent["challenge"]
        identity = request.headers["webhook-id"], request.headers["webhook-timestamp"]
        return jsonify(challenge=text, signature=sign(key, *identity, text.encode()))
    try:
        return jsonify(receipts=take_in(sent))
    except GapError as gap:
        # The register stops and alarms its operator; ask for what is missing.
        return jsonify(error=str(gap)), 409


def take_in(delivery: dict[str, Any]) -> list[dict[str, str]]:
    """Store a delivery in one transaction and return its receipts; again where it is repeated."""
    # Whatever keeps us from COMMIT takes everything back.
    with closing(sqlite3.connect(os.environ["STORE"], isolation_level=None, timeout=10)) as store:
        store.executescript(SCHEMA)
        store.execute("BEGIN IMMEDIATE")
        receipts = _take_in(store, delivery)
        store.execute("COMMIT")
    return receipts


def _take_in(store: sqlite3.Connection, delivery: dict[str, Any]) -> list[dict[str, str]]:
    seen = store.execute("SELECT stream, through FROM stream").fetchone()
    if seen is not None and delivery["stream"] != seen[0]:
        raise GapError("another stream: fetch a snapshot first")
    # What is told again on request leaves our position, and is carried out once more.
    replay = delivery.get("replay", False)
    if seen is not None and not replay and delivery["after"] > seen[1]:
        raise GapError(f"this follows {delivery['after']}, and we have {seen[1]}")
    # A repeat that comes late undoes nothing that came after it.
    replay_is_new = replay and is_new(store, delivery["delivery"])
    receipts, at = [], datetime.fromtimestamp(now(), UTC).isoformat(timespec="seconds")
    for notice in delivery["notices"]:
        # A test notice is about nobody; an alert of a watched list names a row.
        if (is_new(store, notice["id"], notice) or replay_is_new) and "subject" in notice:
            carry_out(store, notice)
        for member, outcome in (("apply", "applied"), ("lift", "lifted")):
            said = {"notice": notice["id"], "outcome": outcome, "at": at}
            receipts += [{**said, "measure": measure} for measure in notice.get(member, ())]
    if not replay:
        through = max(delivery["through"], seen[1] if seen else 0)
        store.execute("DELETE FROM stream")
        store.execute("INSERT INTO stream VALUES (?, ?)", (delivery["stream"], through))
    return receipts


def is_new(store: sqlite3.Connection, identity: str, body: object = None) -> bool:
    """Remember a notice, or a delivery that tells something again; tell whether it was unknown."""
    row = (identity, json.dumps(body, ensure_ascii=False))
    return store.execute("INSERT OR IGNORE INTO notice VALUES (?, ?)", row).rowcount == 1


def carry_out(store: sqlite3.Connection, notice: dict[str, Any]) -> None:
    """Apply and lift what a notice says; here: keep who is under which measure, by which record."""
    record, subject = notice["record"], notice["subject"]
    rest = (subject["id"], subject.get("name", ""))
    if "ended" in notice:
        store.execute("DELETE FROM holding WHERE record = ?", (record,))
    for measure in notice.get("apply", ()):
        store.execute("INSERT OR REPLACE" + HELD, (record, measure, *rest))
    # What is lifted nothing keeps any more; what is kept these records keep, and no others.
    keepers: dict[str, list[str]] = {measure: [] for measure in notice.get("lift", ())}
    keepers |= {kept["measure"]: kept["records"] for kept in notice.get("kept", ())}
    for measure, records in keepers.items():
        store.execute(NO_OTHERS, (subject["id"], measure, json.dumps(records)))
        for keeper in records:
            store.execute("INSERT OR IGNORE" + HELD, (keeper, measure, *rest))
