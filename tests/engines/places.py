"""Where throw-away databases lie (测试数据位置): in memory where the machine offers it, for a test
waits for no disk.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - mkdtemp makes its own folder in it
ROOM_BYTES = 4 * 1024**3


def throw_away_place() -> str:
    """Return the folder in which folders of a run are made."""
    offered = MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
    if offered and shutil.disk_usage(MEMORY).free >= ROOM_BYTES:
        return str(MEMORY)
    return tempfile.gettempdir()
