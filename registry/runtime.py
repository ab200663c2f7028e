"""The runtime (运行环境): what an application is put together from, handed to entry points."""

from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from config import Settings
from registry.clock import Clock
from registry.journal.heads import HeadSigner
from registry.rules.policy import Policy
from registry.vault import Vault

EXTENSION = "registry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Runtime:
    """The parts that every entry point needs."""

    settings: Settings
    clock: Clock
    vault: Vault
    signer: HeadSigner
    policy: Policy

    def now(self) -> datetime:
        """Return the present moment by this application's clock."""
        return self.clock()


def current_runtime() -> Runtime:
    """Return the runtime of the application in whose context we are."""
    runtime: Runtime = current_app.extensions[EXTENSION]
    return runtime
