"""What tests of the import may ask for besides: a reader of candidates that stands by itself."""

from datetime import date

import pytest

from config import Settings
from registry.imports.candidates import CandidateReader
from registry.imports.courts import Courts, KnownCourt
from registry.vault import Vault
from schemas.codes import CourtLevel

ON = date(2026, 3, 2)
WUHOU = KnownCourt("川0107", "成都市武侯区人民法院", CourtLevel.BASIC, confirmed=True)
UNCONFIRMED = KnownCourt("川0199", "成都市某区人民法院", CourtLevel.BASIC)


@pytest.fixture(scope="session")
def reader() -> CandidateReader:
    """Give a reader that knows a confirmed court and an unconfirmed one."""
    settings = Settings.from_env({"REGISTRY_ENV": "test"})
    vault = Vault(settings.identity_keys, settings.index_key)
    return CandidateReader(vault, Courts([WUHOU, UNCONFIRMED]), on=ON)
