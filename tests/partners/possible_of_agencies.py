"""Requests of agencies and operators that can succeed (单位和运维人员能够成立的请求)."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from uuid import uuid4

from sqlalchemy import select

from partners import jobs
from partners.models.reconciliations import Resend
from partners.models.streams import StreamState
from partners.services import replays
from partners.services.replays import CancelReplay
from registry.db import db, end_reading, transaction
from registry.runtime import current_runtime
from tests.partners.parked import CODE
from tests.partners.preparing import LIST, STRANGER, Possible, Preparing
from tests.partners.register import ACTOR
from tests.partners.test_catalogue_api import body as catalogue_of
from tests.partners.test_catalogue_api import item

OWN, AGENCY = "/api/v1/agency", f"/api/v1/partners/agencies/{CODE}"
CATALOGUE = "/api/v1/partners/catalogue"
ELSEWHERE = "https://another.example/notices"


def _pulled(by: Preparing) -> Possible:
    by.done(f"{OWN}/tests")
    taken = by.get(f"{OWN}/notices").get_json()
    return Possible(body={name: taken[name] for name in ("stream", "through", "delivery")})


def _own_endpoint(_: Preparing) -> Possible:
    return Possible(body={"address": ELSEWHERE})


def _endpoint(_: Preparing) -> Possible:
    return Possible(body={"address": ELSEWHERE, "standby": True})


def _own_unproven(by: Preparing) -> Possible:
    made = by.done(f"{OWN}/endpoints", {"address": ELSEWHERE})
    return Possible(path={"endpoint_id": made["endpoint"]})


def _unproven(by: Preparing) -> Possible:
    made = by.done(f"{AGENCY}/endpoints", {"address": ELSEWHERE, "standby": True})
    return Possible(path={"endpoint_id": made["endpoint"]})


def _to_retire(by: Preparing) -> Possible:
    made = _unproven(by)
    version = by.get(AGENCY).headers["ETag"]
    return Possible(body={"reason": "不再使用"}, path=made.path, headers={"If-Match": version})


def _to_reconcile(_: Preparing) -> Possible:
    [state] = db.session.scalars(select(StreamState)).all()
    return Possible(body={"stream": str(state.stream), "through": state.through})


def _reconciled(by: Preparing, **said: object) -> Possible:
    asked = by.done(f"{OWN}/reconciliation", _to_reconcile(by).body)
    end_reading()
    jobs.prepare_reconciliations()
    return Possible(body={"reconciliation": asked["reconciliation"], "prefix": "", **said})


def _buckets(by: Preparing) -> Possible:
    return _reconciled(by, buckets={"a1": {"count": 1, "digest": "0" * 64}})


def _records(by: Preparing) -> Possible:
    return _reconciled(by, records={str(uuid4()): "0" * 64}, resend=True)


def _to_replay(by: Preparing) -> Possible:
    # One goes on at a time.
    [waiting] = db.session.scalars(select(Resend.public_id)).all()
    end_reading()
    order = CancelReplay(agency=CODE, replay=waiting, reason="另行补发")
    with transaction() as session:
        replays.cancel(session, order, actor=ACTOR, now=current_runtime().now())
    return Possible(body={"since": "2026-03-02", "reason": "备份恢复"})


def _to_confirm(by: Preparing) -> Possible:
    asked = by.done(f"{OWN}/snapshot", {"reason": "副本丢失"})
    end_reading()
    jobs.prepare_snapshots()
    digest = by.get(f"{OWN}/snapshot").headers["ETag"].strip('"')
    return Possible(body={"snapshot": asked["snapshot"], "digest": digest})


def _catalogue(_: Preparing) -> Possible:
    return Possible(body=catalogue_of(item("town.a")))


def _compared(by: Preparing) -> Possible:
    given = _catalogue(by).body
    shown = by.done(f"{CATALOGUE}/comparisons", given)
    return Possible(body={**given, "digest": shown["digest"]})


def _list(_: Preparing) -> Possible:
    return Possible(body=LIST, kind="text/csv")


def _rows_list(_: Preparing) -> Possible:
    return Possible(body=LIST, kind="text/csv", path={"list_id": str(uuid4())})


def _renewal(_: Preparing) -> Possible:
    return Possible(body={"until": "2027-01-31"})


def _rows(by: Preparing) -> Possible:
    watched = by.get(f"{OWN}/screenings/{by.known['screening_id']}").get_json()
    return Possible(body={"version": watched["version"], "add": [STRANGER], "drop": [1]})


_SCREENING = "/api/v1/agency/screenings/{screening_id}"
_ENDPOINT = "/api/v1/partners/agencies/{code}/endpoints/{endpoint_id}"
MADE: Mapping[str, Callable[[Preparing], Possible]] = MappingProxyType(
    {
        f"{OWN}/ack": _pulled,
        f"{OWN}/endpoints": _own_endpoint,
        f"{OWN}/endpoints/{{endpoint_id}}/challenge": _own_unproven,
        f"{OWN}/reconciliation": _to_reconcile,
        f"{OWN}/reconciliation/buckets": _buckets,
        f"{OWN}/reconciliation/records": _records,
        f"{OWN}/replays": _to_replay,
        f"{OWN}/snapshot/confirmation": _to_confirm,
        f"{_SCREENING}/list": _list,
        f"{_SCREENING}/watch/added-lists/{{list_id}}": _rows_list,
        f"{_SCREENING}/watch/dropped-lists/{{list_id}}": _rows_list,
        f"{_SCREENING}/watch/renewal": _renewal,
        f"{_SCREENING}/watch/rows": _rows,
        "/api/v1/partners/agencies/{code}/endpoints": _endpoint,
        "/api/v1/partners/agencies/{code}/replays": _to_replay,
        f"{_ENDPOINT}/challenge": _unproven,
        f"{_ENDPOINT}/retirement": _to_retire,
        f"{CATALOGUE}/comparisons": _catalogue,
        f"{CATALOGUE}/imports": _compared,
    }
)
