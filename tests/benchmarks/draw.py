"""Drawing (作图): what ``make bench`` measured of the push, as a picture for the documentation.

``python -m tests.benchmarks.draw`` reads ``build/bench.json`` and writes one SVG file.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.benchmarks.results import FILE

PICTURE = Path("docs/images/push-speed.svg")
# Names in the results, and what a person calls them.
PUSHES: Mapping[str, str] = {
    "push_sqlite_1": "1 agency, SQLite",
    "push_postgresql_1": "1 agency, PostgreSQL",
    "push_tls": "1 agency, SQLite, over TLS",
    "push_sqlite_48": "48 agencies, SQLite",
    "push_postgresql_48": "48 agencies, PostgreSQL",
}
PEERS: Mapping[str, str] = {
    "celery": "Celery, two processes",
    "celery, one process": "Celery, one process",
    "celery that loses nothing": "Celery, losing nothing",
    "procrastinate": "procrastinate",
    "pgqueuer": "pgqueuer",
}
LEFT, WIDTH, ROW = 250, 760, 26
SOFT, STRONG = "#b8c4d6", "#274b7a"


def bars(measured: Mapping[str, Any]) -> list[tuple[str, float, str]]:
    """Return what is drawn: a label, notices a second, and a colour."""
    found = []
    for name, label in PUSHES.items():
        if name in measured:
            one = measured[name]
            clock, processor = one["seconds_by_clock"], one["seconds_of_processor"]
            found.append((f"{label}, by the clock", one["notices"] / clock, SOFT))
            found.append((f"{label}, of processor", one["notices"] / processor, STRONG))
    peers = measured.get("push_peers", {})
    found += [(label, peers[name], SOFT) for name, label in PEERS.items() if name in peers]
    return found


def picture(measured: Mapping[str, Any]) -> str:
    """Return the picture."""
    drawn = bars(measured)
    longest = max(value for _, value, _ in drawn)
    rows = []
    for number, (label, value, colour) in enumerate(drawn):
        y = 46 + number * ROW
        length = max(1.0, value / longest * (WIDTH - LEFT - 90))
        rows.append(
            f'<text x="{LEFT - 8}" y="{y + 13}" text-anchor="end">{label}</text>'
            f'<rect x="{LEFT}" y="{y}" width="{length:.1f}" height="18" fill="{colour}"/>'
            f'<text x="{LEFT + length + 6:.1f}" y="{y + 13}">{value:,.0f}</text>'
        )
    height = 56 + len(drawn) * ROW
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="sans-serif" font-size="13" role="img" aria-label="notices a second">'
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'
        f'<text x="8" y="24" font-size="15">每秒推送通知数 Notices a second</text>'
    )
    return "\n".join((head, *rows, "</svg>", ""))


if __name__ == "__main__":
    PICTURE.write_text(picture(json.loads(FILE.read_bytes())), encoding="utf-8")
