"""One process (单独进程) that takes a list in over the API and compares it: it says how much memory
it had needed by then, and how much processor time that took.
"""

import json
import sys
import time
from pathlib import Path
from uuid import uuid4

from partners import component
from registry.app import create_app
from registry.clock import system_clock
from registry.db import db
from registry.runtime import current_runtime
from registry.screening import lists, working
from schemas.screening_codes import ListFormat
from tests.api import screened
from tests.api.desk import BASE, Desk
from tests.engines.migrated import settings_for

KB_PER_MB = 1024
MEDIA_TYPES = {form: media_type for media_type, form in lists.FORMATS.items()}


def main(url: str, path: Path, form: ListFormat) -> None:
    """Screen a list, and print the figures as JSON."""
    app = create_app(settings_for(url), component.init_app)
    with app.app_context():
        desk = Desk(app, system_clock()()).open()
        opened = screened.opened(desk)
        figures = {"idle_mb": peak()}
        began = time.process_time()
        with path.open("rb") as file:
            answer = desk.client().post(
                f"{BASE}/screenings/{opened['id']}/list",
                input_stream=file,
                content_length=path.stat().st_size,
                content_type=MEDIA_TYPES[form],
                headers={
                    "Authorization": f"Bearer {desk.keys['clerk']}",
                    "Idempotency-Key": str(uuid4()),
                    "If-Match": f'"{opened["version"]}"',
                },
            )
        assert answer.status_code == 200, answer.text
        figures |= {"taken_in_mb": peak(), "taken_in_seconds": time.process_time() - began}
        began = time.process_time()
        working.work_off(current_runtime())
        figures |= {"compared_mb": peak(), "compared_seconds": time.process_time() - began}
        found = desk.get(f"/screenings/{opened['id']}").get_json()
        figures |= {"rows": found["rows_done"], "faulty": found["rows_faulty"]}
        db.session.remove()
        db.engine.dispose()
    sys.stdout.write(json.dumps(figures))


def peak() -> float:
    """Return the most memory that this process has held, in MB; what ``getrusage`` tells begins
    with that of whoever started it.
    """
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    held = dict(line.split(":", 1) for line in lines)["VmHWM"]
    return int(held.split()[0]) / KB_PER_MB


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), ListFormat(sys.argv[3]))
