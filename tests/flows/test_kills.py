"""``kill -9`` of web service, scheduler and agencies at every moment of the story loses and doubles
nothing.

The processes are real, and so are the signals: an act's answer may be lost in the middle, after
which its caller repeats it under the same key, as any court's system would. Every run of the tests
tells the story on PostgreSQL, on which many processes write at once; `make soak` on SQLite too.
"""

import os
import random
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Timer
from types import MappingProxyType
from typing import Any

import pytest
import requests
from rich.console import Console

from partners.demo.cast import (
    AGENCIES,
    CLERK,
    DEBTOR_NAME,
    JUDGE,
    PRESIDENT,
    case_of,
    debtor_of,
    listing_of,
    payment_of,
    removal_of,
)
from partners.demo.court import CourtPerson
from partners.demo.processes import Processes
from partners.demo.stage import Stage
from partners.demo.telling import Telling
from registry.clock import legal_day, system_clock
from tests.engines.databases import POSTGRESQL, SQLITE
from tests.flows.faults.crew import until as until_so
from tests.forked import Program

# The same story on the other engine is for endurance.
ON_EACH = [POSTGRESQL, pytest.param(SQLITE, marks=pytest.mark.benchmark)]
pytestmark = [pytest.mark.parametrize("engine", ON_EACH), pytest.mark.timeout(300)]
# Shorter than the test may take in all, so that what did not end is named.
SET_UP_SECONDS = 120.0
TODAY = legal_day(system_clock()())
LISTING = ("listing.published", "listing.amended", "listing.removed")
ORDER = ("restriction.imposed", "restriction.lifted")
# Only what the housing authority applies is triggered by the order too.
TOLD = {
    "market-regulation": LISTING,
    "central-bank": LISTING,
    "housing": (LISTING[0], ORDER[0], *LISTING[1:], ORDER[1]),
}


@pytest.fixture
def stage(database_url: str, tmp_path: Path) -> Iterator[Stage]:
    """Give an open installation without records."""
    with (tmp_path / "story.txt").open("w") as told:
        built = Stage(tmp_path, Telling(Console(file=told)), database_url)
        try:
            about = built.processes
            built.processes = Forked(about.environment, about.folder, patience=SET_UP_SECONDS)
            built.prepare()
            built.open()
            yield built
        finally:
            built.close()


class Forked(Processes):
    """The demo's processes, which need not load the register anew each time they start."""

    def start(
        self, name: str, arguments: Sequence[str], extra: Mapping[str, str] = MappingProxyType({})
    ) -> subprocess.Popen[bytes]:
        started: Any = Program(
            arguments,
            environ={**self.environment, **extra},
            folder=self.folder,
            log=self.folder / f"{name}.log",
        )
        self.running[name] = started
        return self.running[name]


class Killer:
    """Kills processes at random moments, the same ones in every run, and starts them again."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        # A schedule of kills, the same in every run; no secret.
        self._random = random.Random(20260302)  # noqa: S311
        self.kills = 0

    def kill(self, name: str) -> None:
        """Kill a process and everything it started, at once."""
        process = self._stage.processes.running[name]
        # One that has only just been forked leads no group yet.
        until_so(lambda: os.getpgid(process.pid) == process.pid)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.kills += 1

    def revive(self, name: str) -> None:
        """Start what was killed, and wait until it answers."""
        if name == "web":
            self._stage.start_web()
        elif name == "scheduler":
            self._stage.start_scheduler()
        else:
            self._stage.start_agency(name)
        self._stage.wait()

    def act(
        self, person: CourtPerson, path: str, body: Any = None, version: int | None = None
    ) -> dict[str, Any]:
        """Perform one act while the web service is killed at some moment of it; repeat it until it
        is answered.
        """
        key = f"act-{path}"
        delay = self._random.uniform(0, 0.05)
        with ThreadPoolExecutor(1) as pool:
            timer = Timer(delay, self.kill, ("web",))
            timer.start()
            pending = pool.submit(person.post, path, body, version=version, idempotency_key=key)
            timer.join()
            self.revive("web")
            try:
                return pending.result()
            except requests.RequestException:
                return person.post(path, body, version=version, idempotency_key=key)

    def strike(self) -> None:
        """Kill the scheduler and one agency, and start them again."""
        for name in ("scheduler", self._random.choice(AGENCIES).code):
            self.kill(name)
            self.revive(name)


def notices(stage: Stage, code: str) -> list[dict[str, Any]]:
    answer = requests.get(f"{stage.agencies[code]}/history", timeout=10)
    found: list[dict[str, Any]] = answer.json()["notices"]
    return found


def holdings(stage: Stage, code: str) -> list[dict[str, Any]]:
    address = f"{stage.agencies[code]}/holdings?name={DEBTOR_NAME}"
    found: list[dict[str, Any]] = requests.get(address, timeout=10).json()["holdings"]
    return found


def listed(stage: Stage) -> int:
    address = f"{stage.web}/api/v1/public/entries"
    answer = requests.get(address, params={"name": DEBTOR_NAME}, timeout=10)
    total: int = answer.json()["total"]
    return total


def until(stage: Stage, what: str, share: float) -> None:
    """Wait, from the outside, until every agency has carried out that share of its notices; as long
    as anything goes on.
    """
    for agency in AGENCIES:
        wanted = share * len(TOLD[agency.code])
        while (before := so_far(stage, agency.code))[0] < wanted:
            goes_on = partial(goes_on_from, stage, agency.code, before)
            seen = stage.telling.observe(what, what, goes_on)
            assert seen, (agency.code, notices(stage, agency.code), scheduled(stage))


def scheduled(stage: Stage) -> str:
    """Return what the scheduler said last."""
    return stage.processes.log_of("scheduler")


def so_far(stage: Stage, code: str) -> tuple[int, str]:
    """Return how many notices an agency has carried out, and what the scheduler said last."""
    return len(notices(stage, code)), scheduled(stage)


def goes_on_from(stage: Stage, code: str, before: tuple[int, str]) -> str | None:
    """Tell whether something has come of it since."""
    return "ok" if so_far(stage, code) != before else None


def test_the_whole_story_under_kills_loses_and_doubles_nothing(stage: Stage) -> None:
    court = f"{stage.web}/api/v1/court"
    clerk, judge, president = (
        CourtPerson(court, stage.keys[login]) for login in (CLERK, JUDGE, PRESIDENT)
    )
    killer = Killer(stage)
    case = killer.act(clerk, "/cases", case_of(TODAY))
    debtor = killer.act(clerk, f"/cases/{case['id']}/debtors", debtor_of())
    draft = killer.act(clerk, "/listings", listing_of(str(debtor["id"])))
    listing = f"/listings/{draft['id']}"
    signed = killer.act(president, f"{listing}/signature", version=draft["version"])
    service = {"method": "direct", "served_on": TODAY.isoformat(), "repair_explained": True}
    served = killer.act(clerk, f"{listing}/service", service, signed["version"])
    killer.act(judge, f"{listing}/publication", version=served["version"])
    killer.strike()
    until(stage, "every beginning arrives", 1 / 3)
    assert listed(stage) == 2
    killer.strike()
    payment = killer.act(clerk, "/payments", payment_of(str(debtor["id"]), TODAY))
    killer.act(judge, f"/payments/{payment['id']}/confirmation", version=payment["version"])
    removal = killer.act(clerk, "/removals", removal_of(str(draft["id"])))
    killer.act(judge, f"/removals/{removal['id']}/signature", version=removal["version"])
    assert listed(stage) == 0
    killer.strike()
    until(stage, "every ending arrives", 1.0)

    for agency in AGENCIES:
        carried_out = notices(stage, agency.code)
        assert tuple(notice["type"] for notice in carried_out) == TOLD[agency.code]
        assert len({notice["id"] for notice in carried_out}) == len(carried_out)
        positions = [notice["position"] for notice in carried_out]
        assert positions == sorted(positions)
        assert holdings(stage, agency.code) == []
    assert killer.kills == 16
    stage.flask("registry", "journal", "verify")
