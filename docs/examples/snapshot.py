"""Takes a snapshot (取得快照) for the receiver beside it: all that it should hold, at one position.

For whoever begins where records are in force already, lost its copy, or meets a new stream. Run it
as ``REGISTER=https://register.example KEY=drk_... STORE=housing.db python snapshot.py "接入"``; the
stream stands still from the question to the confirmation, and goes on behind the snapshot.
"""

import hashlib
import json
import os
import sqlite3
import sys
import time
import urllib.error
import urllib.request  # noqa: TID251 - a program of its own
import uuid
from typing import Any

# The program beside this one.
from receiver import SCHEMA, carry_out  # type: ignore[import-not-found]

PAUSE_SECONDS = float(os.environ.get("PAUSE", "2"))


def call(path: str, said: dict[str, Any] | None = None) -> bytes:
    """Call the register with the agency's key, and return its answer."""
    request = urllib.request.Request(  # noqa: S310, TID251
        f"{os.environ['REGISTER']}/api/v1/agency{path}",
        data=None if said is None else json.dumps(said).encode(),
        headers={
            "Authorization": f"Bearer {os.environ['KEY']}",
            "Content-Type": "application/json",
            # The same request under the same key is done once.
            "Idempotency-Key": uuid.uuid4().hex,
        },
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310, TID251
        found: bytes = answer.read()
    return found


def take() -> list[bytes]:
    """Return the lines of the snapshot once it is ready: a head, the records, an end."""
    while True:
        try:
            return call("/snapshot").splitlines()
        except urllib.error.HTTPError as error:
            if error.code != 409:
                raise
        time.sleep(PAUSE_SECONDS)


def is_whole(lines: list[bytes]) -> bool:
    """Tell whether all lines came, by the digest in the last one."""
    digest = b""
    for line in lines[:-1]:
        digest = hashlib.sha256(digest + line).digest()
    return bool(json.loads(lines[-1]).get("digest") == digest.hex())


def replace(head: dict[str, Any], records: list[bytes]) -> None:
    """Put the snapshot in the place of all that is held, in one transaction."""
    store = sqlite3.connect(os.environ["STORE"], isolation_level=None, timeout=10)
    try:
        store.executescript(SCHEMA)
        store.execute("BEGIN IMMEDIATE")
        store.execute("DELETE FROM holding")
        for line in records:
            carry_out(store, json.loads(line))
        # Deliveries go on after this position; what was taken in beyond it comes again.
        later = "DELETE FROM notice WHERE json_extract(body, '$.position') > ?"
        store.execute(later, (head["position"],))
        store.execute("DELETE FROM stream")
        store.execute("INSERT INTO stream VALUES (?, ?)", (head["stream"], head["position"]))
        store.execute("COMMIT")
    finally:
        # Closing without COMMIT takes everything back.
        store.close()


def main(reason: str) -> None:
    """Ask, take, check, replace, confirm."""
    call("/snapshot", {"reason": reason})
    lines = take()
    if not is_whole(lines):
        raise SystemExit("the snapshot did not come whole: run this again")
    head, end = json.loads(lines[0]), json.loads(lines[-1])
    replace(head, lines[1:-1])
    call("/snapshot/confirmation", {"snapshot": head["snapshot"], "digest": end["digest"]})


if __name__ == "__main__":
    main(sys.argv[1])
