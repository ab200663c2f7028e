"""Settings (配置): one frozen value read from the environment by the entry points, and from
nowhere else.
"""

import base64
import binascii
import json
import logging
import math
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from ipaddress import ip_network
from urllib.parse import SplitResult, urlsplit


class ConfigurationError(Exception):
    """A setting is missing or cannot be used; the message names it and says what to do."""


class Environment(StrEnum):
    """Where the program runs (运行环境)."""

    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


LOOPBACK_HOSTS = frozenset({"", "localhost", "127.0.0.1", "::1"})
KEY_BYTES = 32
ENGINES = frozenset({"sqlite", "postgresql"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that differs between installations.

    ``identity_keys`` maps a key id to a 256-bit AES key; the first one encrypts, all of them
    decrypt.
    ``index_key`` keys the blind index of identity numbers and must never change without a re-index.
    ``policy`` is a JSON object of what the court sets for itself.
    ``agency_networks`` are networks in which agencies may be, beside the public ones;
    ``agency_ca_file`` names a file of certificate authorities that vouch for agencies, beside the
    public ones, and ``agency_client_cert_file`` one with the certificate and the key that are shown
    to agencies that ask who calls. ``proxies`` is how many proxies, one behind the other, stand in
    front of the web service; each adds whom it was called by, and what they say is believed.
    ``clock_offset_seconds`` moves the clock of this process, and ``clock_offset_file`` names a file
    that says the offset anew at any time; ``fault_at`` names a point at which the process ends or
    stops itself, so that tests can fail it there. All three are refused in production.
    """

    environment: Environment
    database_url: str
    secret_key: bytes
    identity_keys: tuple[tuple[str, bytes], ...]
    index_key: bytes
    journal_key: bytes
    public_url: str
    log_level: str
    clock_offset_seconds: float
    clock_offset_file: str
    fault_at: str
    dispatch_every_seconds: float
    max_body_bytes: int
    policy: str
    agency_networks: tuple[str, ...]
    agency_ca_file: str
    agency_client_cert_file: str
    proxies: int

    @property
    def is_production(self) -> bool:
        """Tell whether people depend on this installation."""
        return self.environment is Environment.PRODUCTION

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the settings.

        :param environ: the process environment, or a stand-in for it.
        :raises ConfigurationError: where a secret is missing outside development, or a value
            cannot be used.
        """
        environment = _environment(environ)
        secrets = _Secrets(environ, environment)
        database_url = _database_url(environ, environment)
        offset = _number(environ, "CLOCK_OFFSET", 0.0, least=-math.inf)
        _refuse_in_production(environ, environment, has_offset=offset != 0.0)
        return cls(
            environment=environment,
            database_url=database_url,
            secret_key=secrets.key("SECRET_KEY"),
            identity_keys=secrets.ring("IDENTITY_KEYS"),
            index_key=secrets.key("INDEX_KEY"),
            journal_key=secrets.key("JOURNAL_KEY"),
            public_url=environ.get("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/"),
            log_level=_log_level(environ),
            clock_offset_seconds=offset,
            clock_offset_file=environ.get("CLOCK_OFFSET_FILE", ""),
            fault_at=environ.get("FAULT_AT", ""),
            dispatch_every_seconds=_number(environ, "DISPATCH_EVERY", 1.0, least=0.01),
            max_body_bytes=int(_number(environ, "MAX_BODY_BYTES", 1_048_576, least=1)),
            policy=_policy(environ),
            agency_networks=_networks(environ),
            agency_ca_file=_ca_file(environ),
            agency_client_cert_file=_client_cert_file(environ),
            proxies=_proxies(environ),
        )


def _refuse_in_production(
    environ: Mapping[str, str], environment: Environment, *, has_offset: bool
) -> None:
    if environment is not Environment.PRODUCTION:
        return
    if has_offset:
        raise ConfigurationError("CLOCK_OFFSET may be set in development and test only.")
    for name in ("CLOCK_OFFSET_FILE", "FAULT_AT"):
        if environ.get(name):
            raise ConfigurationError(f"{name} may be set in development and test only.")


def _environment(environ: Mapping[str, str]) -> Environment:
    value = environ.get("REGISTRY_ENV", Environment.DEVELOPMENT.value)
    try:
        return Environment(value)
    except ValueError:
        raise ConfigurationError(
            f"REGISTRY_ENV is {value!r}; use one of {', '.join(Environment)}."
        ) from None


def _database_url(environ: Mapping[str, str], environment: Environment) -> str:
    value = environ.get("DATABASE_URL", "")
    if not value:
        if environment is Environment.PRODUCTION:
            raise ConfigurationError("DATABASE_URL is missing: name the database to use.")
        return "sqlite:///registry.db"
    parts = _split(value)
    # Keys of development are known to everybody: real data must not meet them on a shared server.
    if environment is Environment.DEVELOPMENT and (parts.hostname or "") not in LOOPBACK_HOSTS:
        raise ConfigurationError(
            "DATABASE_URL names another machine, but REGISTRY_ENV is development: set "
            "REGISTRY_ENV=production and the secrets, or use a local database."
        )
    return value


def _split(url: str) -> SplitResult:
    # The address may hold a password, so no message repeats it.
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ConfigurationError("DATABASE_URL cannot be read as an address.") from None
    if parts.scheme.partition("+")[0] not in ENGINES or "://" not in url:
        raise ConfigurationError(
            "DATABASE_URL is no address: write sqlite:////path/register.db or "
            "postgresql://user@host/database."
        )
    return parts


def _networks(environ: Mapping[str, str]) -> tuple[str, ...]:
    given = (part.strip() for part in environ.get("AGENCY_NETWORKS", "").split(","))
    found = tuple(part for part in given if part)
    for network in found:
        try:
            ip_network(network)
        except ValueError:
            raise ConfigurationError(
                f"AGENCY_NETWORKS holds {network!r}; write networks such as 10.20.0.0/16, "
                "separated by commas."
            ) from None
    return found


def _ca_file(environ: Mapping[str, str]) -> str:
    file = environ.get("AGENCY_CA_FILE", "")
    if file:
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=file)
        except OSError as error:
            # A file without certificates is an error of SSL, which is one of these.
            raise ConfigurationError(
                f"AGENCY_CA_FILE names {file!r}, which cannot be used ({error.strerror or error}); "
                "name a readable file of certificates in PEM."
            ) from None
    return file


def _client_cert_file(environ: Mapping[str, str]) -> str:
    file = environ.get("AGENCY_CLIENT_CERT_FILE", "")
    if file:
        try:
            # A key with a password would be asked for at a terminal where nobody sits.
            ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_cert_chain(file, password=lambda: "")
        except OSError as error:
            raise ConfigurationError(
                f"AGENCY_CLIENT_CERT_FILE names {file!r}, which cannot be used "
                f"({error.strerror or error}); name a readable file in PEM that holds a "
                "certificate, what leads to its authority, and its key without a password."
            ) from None
    return file


def _proxies(environ: Mapping[str, str]) -> int:
    number = _number(environ, "PROXIES", 0.0, least=0)
    if not number.is_integer():
        raise ConfigurationError("PROXIES counts the proxies in front: write 0, 1 or more.")
    return int(number)


def _log_level(environ: Mapping[str, str]) -> str:
    value = environ.get("LOG_LEVEL", "").upper() or "INFO"
    if value not in logging.getLevelNamesMapping():
        raise ConfigurationError(f"LOG_LEVEL is {value!r}; use DEBUG, INFO, WARNING or ERROR.")
    return value


def _number(environ: Mapping[str, str], name: str, default: float, *, least: float) -> float:
    value = environ.get(name, "")
    if not value:
        return default
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ConfigurationError(f"{name} is {value!r}; a number is needed.")
    if number < least:
        raise ConfigurationError(f"{name} is {value!r}; {least:g} is the least.")
    return number


def _policy(environ: Mapping[str, str]) -> str:
    """Read what a court sets for itself; the register knows which values there are."""
    text = environ.get("POLICY") or "{}"
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        value = None
    if not isinstance(value, dict):
        raise ConfigurationError('POLICY is no JSON object such as {"creditor_answer_days": 10}.')
    return text


class _Secrets:
    """Reads keys; in development and test a missing one is derived from its name."""

    def __init__(self, environ: Mapping[str, str], environment: Environment) -> None:
        self._environ = environ
        self._strict = environment is Environment.PRODUCTION

    def key(self, name: str) -> bytes:
        value = self._environ.get(name, "")
        if value:
            return _decode(name, value)
        if self._strict:
            raise ConfigurationError(
                f"{name} is missing: outside development every secret is set. "
                f"`REGISTRY_ENV=development flask registry secrets` prints a fresh set."
            )
        return sha256(f"development only: {name}".encode()).digest()

    def ring(self, name: str) -> tuple[tuple[str, bytes], ...]:
        value = self._environ.get(name, "")
        if not value:
            return (("development", self.key(name)),)
        keys = []
        for item in value.split(","):
            key_id, separator, encoded = item.strip().partition(":")
            if not separator or not key_id or len(key_id) > 32:
                raise ConfigurationError(f"{name}: write id:key, and several separated by commas.")
            keys.append((key_id, _decode(name, encoded)))
        return tuple(keys)


def _decode(name: str, value: str) -> bytes:
    try:
        key = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise ConfigurationError(f"{name} is not base64.") from None
    if len(key) != KEY_BYTES:
        raise ConfigurationError(f"{name} holds {len(key)} bytes; {KEY_BYTES} are needed.")
    return key
