"""One notice, signed and posted by itself (逐条推送), as the peers of the dispatcher do it.

A job holds its notice: nobody else tells the worker what to post.
"""

import os
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

import orjson
import requests  # noqa: TID251 - as jobs of this kind do

from partners.endpoints.signing import headers

URL = os.environ.get("PEER_URL", "")
KEY = bytes(32)
# The sink does not look at it.
MOMENT = 1_772_413_964
NOTICE = {
    "position": 119,
    "type": "listing.published",
    "occurred_at": "2026-03-02T09:12:44+08:00",
    "record": "a1f4c7de-3f0c-4c8e-9a0e-0d7a1c2b3e4f",
    "subject": {
        "id": "c2d9f1aa-7b6e-4d0d-8f52-5b1d6f3e2c10",
        "kind": "natural",
        "name": "某甲",
        "documents": [{"type": "resident_id", "number": "110199200001011234"}],
    },
    "apply": ["go2016.C1"],
    "case": {
        "number": "(2025)川0107执1234号",
        "court": {"code": "川0107", "name": "成都市武侯区人民法院"},
    },
    "listing": {"grounds": ["LR1-1"], "published_on": "2026-03-02", "ends_on": None},
}
session = requests.Session()
session.trust_env = False


def notices(count: int) -> Iterator[dict[str, Any]]:
    """Invent notices, one for each job."""
    for _ in range(count):
        yield {"id": str(uuid4()), **NOTICE}


def message(notice: Mapping[str, Any]) -> tuple[bytes, Mapping[str, str]]:
    """Return a body of one notice and its signed headers."""
    body = orjson.dumps({"type": "notices", "notices": [notice]})
    signed = headers([KEY], str(uuid4()), MOMENT, body)
    return body, {"content-type": "application/json", **signed}


def post(notice: Mapping[str, Any]) -> None:
    """Post one notice, and read the answer."""
    body, signed = message(notice)
    session.post(URL, data=body, headers=signed, timeout=10).raise_for_status()
