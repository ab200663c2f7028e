"""Settings: safe in development, strict in production."""

import base64

import pytest

from config import ConfigurationError, Environment, Settings

KEY = base64.b64encode(bytes(32)).decode()
PRODUCTION = {
    "REGISTRY_ENV": "production",
    "DATABASE_URL": "postgresql://register@db.example/register",
    "SECRET_KEY": KEY,
    "IDENTITY_KEYS": f"2026b:{KEY},2026a:{KEY}",
    "INDEX_KEY": KEY,
    "JOURNAL_KEY": KEY,
}


def test_nothing_set_gives_development_on_a_local_file() -> None:
    settings = Settings.from_env({})
    assert settings.environment is Environment.DEVELOPMENT
    assert settings.database_url.startswith("sqlite:///")
    assert not settings.is_production


def test_every_key_of_development_is_a_different_one() -> None:
    settings = Settings.from_env({})
    keys = {
        settings.secret_key,
        settings.index_key,
        settings.journal_key,
        settings.identity_keys[0][1],
    }
    assert len(keys) == 4


def test_production_reads_what_it_is_given() -> None:
    settings = Settings.from_env(PRODUCTION)
    assert settings.is_production
    assert [key_id for key_id, _ in settings.identity_keys] == ["2026b", "2026a"]


@pytest.mark.parametrize(
    "name", ["DATABASE_URL", "SECRET_KEY", "IDENTITY_KEYS", "INDEX_KEY", "JOURNAL_KEY"]
)
def test_production_refuses_a_missing_setting_by_its_name(name: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        Settings.from_env({key: value for key, value in PRODUCTION.items() if key != name})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REGISTRY_ENV", "staging"),
        ("SECRET_KEY", "not base64!"),
        ("INDEX_KEY", base64.b64encode(b"short").decode()),
        ("IDENTITY_KEYS", KEY),
        ("IDENTITY_KEYS", f":{KEY}"),
        ("CLOCK_OFFSET", "soon"),
        ("CLOCK_OFFSET", "3600"),
        ("CLOCK_OFFSET_FILE", "/run/offset"),
        ("FAULT_AT", "frozen:KILL"),
        ("LOG_LEVEL", "loud"),
        ("DISPATCH_EVERY", "-1"),
        ("DISPATCH_EVERY", "nan"),
        ("MAX_BODY_BYTES", "inf"),
        ("MAX_BODY_BYTES", "0"),
        ("POLICY", "generous"),
        ("POLICY", "[]"),
        ("AGENCY_NETWORKS", "10.20.0.1/16"),
        ("AGENCY_NETWORKS", "10.20.0.0/16, everywhere"),
        ("AGENCY_CA_FILE", "/nowhere/authorities.pem"),
        ("AGENCY_CA_FILE", __file__),
        ("AGENCY_CLIENT_CERT_FILE", "/nowhere/certificate.pem"),
        ("AGENCY_CLIENT_CERT_FILE", __file__),
        ("PROXIES", "-1"),
        ("PROXIES", "0.5"),
        ("PROXIES", "nginx"),
        ("DATABASE_URL", "register.db"),
        ("DATABASE_URL", "oracle://db.example/register"),
        ("DATABASE_URL", "postgresql://[db.example/register"),
    ],
)
def test_production_refuses_what_it_cannot_use(name: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        Settings.from_env({**PRODUCTION, name: value})


def test_a_clock_offset_works_in_development() -> None:
    assert Settings.from_env({"CLOCK_OFFSET": "86400"}).clock_offset_seconds == 86400


def test_keys_that_everybody_knows_never_meet_a_database_on_another_machine() -> None:
    with pytest.raises(ConfigurationError, match="another machine"):
        Settings.from_env({"DATABASE_URL": PRODUCTION["DATABASE_URL"]})
