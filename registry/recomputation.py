"""The recomputation of deadlines as a whole (期限重新计算过程): group after group, each a commit of
its own, by a job or a command.

It can be killed between any two groups, run twice, or run by two processes: what was looked at is
kept with the year, and what has its right day is left alone.
"""

from registry.db import transaction
from registry.journal.entry import Actor
from registry.runtime import current_runtime
from registry.services.cases import other_duties
from registry.services.clocks import recomputing


def run(*, actor: Actor, at_once: int) -> int:
    """Recompute every deadline whose last day depends on a year that is arranged by now.

    :param at_once: how many deadlines a commit looks at.
    :return: how many last days moved or are not provisional any more.
    """
    now, moved = current_runtime().now(), 0
    with transaction() as session:
        years = recomputing.pending_years(session)
    for year in years:
        looked_at = at_once
        while looked_at == at_once:
            with transaction() as session:
                group = recomputing.after_import(session, year, actor=actor, now=now, limit=at_once)
            looked_at = 0 if group is None else group.size
            moved += 0 if group is None else len(group.moved)
    after, looked_at = 0, at_once
    while looked_at == at_once:
        with transaction() as session:
            group = recomputing.of_known_years(
                session, after=after, actor=actor, now=now, limit=at_once
            )
        after, looked_at = group.last, group.size
        moved += len(group.moved)
    after, looked_at = 0, at_once
    while looked_at == at_once:
        with transaction() as session:
            after, looked_at = other_duties.recompute(session, after=after, limit=at_once)
        moved += looked_at
    return moved
