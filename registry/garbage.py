"""Garbage (内存回收): how often a process that keeps much and makes no cycles looks for cycles.

The collector goes through everything that is kept whenever that has grown by a quarter. The
dispatcher keeps tens of thousands of entries that never are in a cycle, and looking through them
took half of its time.
"""

import gc

# So many new containers before the youngest are looked through, and so many of such looks before
# all are.
YOUNG = 50_000
ROUNDS = (10, 20)


def collect_seldom() -> None:
    """Leave alone whatever there is by now, and look for cycles seldom from here on."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *ROUNDS)
