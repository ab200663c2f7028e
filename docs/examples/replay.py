"""Has told again (申请补发) what the receiver beside it lost when its backup was restored.

Run it as ``REGISTER=https://register.example KEY=drk_... STORE=housing.db python replay.py REASON``
once the backup is in its place. What was told since comes as a replay, and the stream goes on
behind it.
"""

import json
import os
import sqlite3
import sys

# The program beside this one.
from snapshot import call  # type: ignore[import-not-found]


def main(reason: str) -> None:
    """Ask from our position on, and take for it what the answer says was told up to."""
    store = sqlite3.connect(os.environ["STORE"], isolation_level=None, timeout=10)
    try:
        [known] = store.execute("SELECT through FROM stream").fetchone()
        asked = json.loads(call("/replays", {"after": known, "reason": reason}))
        # Not back: a delivery may have come meanwhile.
        store.execute("UPDATE stream SET through = max(through, ?)", (asked["through"],))
    finally:
        store.close()


if __name__ == "__main__":
    main(sys.argv[1])
