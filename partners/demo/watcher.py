"""The watcher (持续审查单位): an agency of the demo that has a list screened, and watched on."""

from datetime import date
from typing import Any

import requests

from partners.demo.cast import DemoAgency, list_of
from partners.demo.stage import Stage

TIMEOUT_SECONDS = 10


class Watcher:
    """Hands a list in, and sees what it is told of it.

    :param agency: one that has a key.
    """

    def __init__(self, stage: Stage, agency: DemoAgency) -> None:
        self._stage = stage
        self.agency = agency
        self._lists = f"{stage.web}/api/v1/agency/screenings"
        self._headers = {"Authorization": f"Bearer {stage.keys[agency.code]}"}
        self._screening = ""

    def hand_in(self, today: date) -> None:
        """Have a list watched."""
        answer = requests.post(
            self._lists, json=list_of(today), headers=self._headers, timeout=TIMEOUT_SECONDS
        )
        self._screening = str(answer.json().get("id"))

    def compared(self) -> str | None:
        """Return what came of the list, once it was compared."""
        address = f"{self._lists}/{self._screening}"
        answer = requests.get(address, headers=self._headers, timeout=TIMEOUT_SECONDS)
        found: dict[str, Any] = answer.json() if answer.ok else {}
        if found.get("state") != "finished":
            return None
        return f"{found['rows_done']} 行 rows，命中 hits {sum(found['hits'].values())}"

    def alerts(self) -> int:
        """Return how many alerts the agency's own program has received."""
        address = f"{self._stage.agencies[self.agency.code]}/history"
        try:
            answer = requests.get(address, timeout=TIMEOUT_SECONDS)
        except requests.RequestException:
            return 0
        kinds = [notice["type"] for notice in answer.json()["notices"]]
        return kinds.count("screening.alert")
