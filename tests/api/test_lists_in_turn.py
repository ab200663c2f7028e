"""Lists that wait (名单依次处理): one after the other, until the scheduler is told to end."""

import pytest

from registry.db import BEFORE_EACH
from registry.runtime import current_runtime
from registry.scheduling import EndingError
from registry.screening import changing
from tests.api import row_lists, watched
from tests.api.desk import Desk
from tests.api.test_watch_lists import LIST, MORE


def test_a_scheduler_that_ends_begins_no_other_list(desk: Desk) -> None:
    for _ in range(2):
        watch = watched.watched(desk, LIST, lists=["dishonest"])
        assert row_lists.handed_in(desk, watch, MORE.encode()).status_code == 201
    begun: list[None] = []

    def end() -> None:
        begun.append(None)
        raise EndingError

    token = BEFORE_EACH.set(end)
    with pytest.raises(EndingError):
        changing.work_off(current_runtime())
    BEFORE_EACH.reset(token)
    assert len(begun) == 1
