"""What can be done (能够成立的请求) is done, and answered as the description says."""

from uuid import uuid4

import pytest

from tests.api.described import OPERATIONS, Operation
from tests.api.desk import Desk
from tests.partners.one_of_each import opened_to
from tests.partners.possible import is_made, possible


@pytest.mark.parametrize(
    "operation", [one for one in OPERATIONS if is_made(str(one))], ids=lambda one: str(one)
)
def test_what_can_be_done_is_answered_as_described(operation: Operation, desk: Desk) -> None:
    known, key = opened_to(desk, operation.path)
    found = possible(str(operation), desk, known, key)
    assert found is not None
    path = operation.path.format_map({**known, **found.path})
    headers = {
        "Authorization": f"Bearer {key if found.by is None else desk.keys[found.by]}",
        "Idempotency-Key": uuid4().hex,
        **found.headers,
    }
    if found.kind is None:
        answer = desk.client().post(path, json=found.body, headers=headers)
    else:
        answer = desk.client().post(
            path, data=found.body.encode(), content_type=found.kind, headers=headers
        )
    assert str(answer.status_code) in {one for one in operation.answers if one < "300"}
