"""The debtor's own door (本人查询) as JSON: own records, and payments that he claims himself.

What he is recognised by comes in a body and never in an address. Whatever does not fit is one
answer, and attempts are limited across all workers.
"""

from decimal import Decimal
from typing import Any

import orjson
from flask import Response, request

from registry.db import db, end_reading, transaction
from registry.errors import ErrorKind, ServiceError
from registry.i18n import current_language
from registry.public import own_answers
from registry.public.own_answers import Answer
from registry.public.privacy import keep_out_of_stores
from registry.runtime import current_runtime
from registry.services.access import own_codes
from registry.services.access.own_codes import Recognise
from registry.services.acts.records import Matter
from registry.services.repairs import own_claims, own_records
from registry.services.repairs.payment_claims import ClaimPayment
from registry.web import openapi
from schemas.own_records import OwnPayment, OwnPaymentToClaim, OwnRecordsAnswer, Recognition

interface = openapi.Blueprint(
    "own_records",
    __name__,
    url_prefix="/api/v1/public/own",
    description="本人查询 The debtor's own records",
)
interface.after_request(keep_out_of_stores)


@interface.route("/records", methods=["POST"])
@interface.arguments(Recognition)
@interface.response(200, OwnRecordsAnswer)
@interface.problems(400, 404, 413, 415, 422, 429, 503)
def read_records(fields: dict[str, Any]) -> Response:
    """查询本人信息 Read one's own records in one case.

    凭案号、本人证件号码和决定书上的本人查询码；任何一项不符，答复相同。次数过多的，稍后再试。
    By case number, own number and the code on the decision. Whatever does not fit, the answer is
    the same; too many attempts have to wait.
    """
    return _respond(records_of(fields))


@interface.route("/payments", methods=["POST"])
@interface.arguments(OwnPaymentToClaim)
@interface.response(200, OwnPayment)
@interface.problems(400, 404, 413, 415, 422, 429, 503)
def claim_payment(fields: dict[str, Any]) -> Response:
    """申报已经履行的款项 Claim a payment that one has made.

    法院核实并确认之前不计入；等待处理的不超过五笔，重复申报的视为同一笔。
    It counts for nothing until the court has confirmed it. Five at most wait at a time; the same
    claim once more is the one before.
    """
    return _respond(claimed(fields))


def records_of(fields: dict[str, Any]) -> Answer:
    """Return what the debtor whom these fields fit is told of himself.

    :raises ServiceError: ``own_records.no_match``, ``verification.too_many``.
    """
    runtime = current_runtime()
    matter = _recognised(fields)
    session = db.session()
    found = own_records.of(
        session, matter, now=runtime.now(), vault=runtime.vault, policy=runtime.policy
    )
    answer = own_answers.of(session, found, current_language())
    end_reading()
    return answer


def claimed(fields: dict[str, Any]) -> Answer:
    """Record what the debtor whom these fields fit claims.

    :raises ServiceError: as :func:`records_of` and
        :func:`registry.services.repairs.own_claims.claim` do.
    """
    matter = _recognised(fields)
    wanted = ClaimPayment(
        debtor_id=matter.debtor.public_id,
        amount=Decimal(fields["amount"]),
        paid_on=fields["paid_on"],
        proof=fields["proof"],
    )
    with transaction() as session:
        made = own_claims.claim(session, wanted, matter, now=current_runtime().now())
        return own_answers.payment(made, current_language())


def _recognised(fields: dict[str, Any]) -> Matter:
    runtime = current_runtime()
    now, vault = runtime.now(), runtime.vault
    tried = Recognise(
        case_number=fields["case_number"],
        id_number=fields["id_number"],
        code=fields["code"],
        client=request.remote_addr or "",
    )
    matter = own_codes.recognise(db.session(), tried, now=now, vault=vault)
    if matter is None:
        end_reading()
        with transaction() as writing:
            own_codes.note_wrong(writing, tried, now=now, vault=vault)
        raise ServiceError(ErrorKind.NOT_FOUND, "own_records.no_match")
    return matter


def _respond(answer: Answer) -> Response:
    return Response(orjson.dumps(answer), mimetype="application/json")
