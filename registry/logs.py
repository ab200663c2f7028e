"""Logs (日志): one JSON object a line, which cannot carry an identity number, a secret or an access
key.

Whoever logs writes a fixed sentence and puts what varies into ``extra``. What slips through all the
same, in a message, in a field or in the trace of an exception, is taken out here: nothing is
written that has not passed :func:`redact`.
"""

import logging
import logging.config
import re
import sys
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

import orjson
from pythonjsonlogger.core import BaseJsonFormatter

REQUEST_ID: ContextVar[str | None] = ContextVar("request_id", default=None)

NUMBER_WITHHELD = "[number withheld]"
SECRET_WITHHELD = "[secret withheld]"  # noqa: S105 - what stands in for one
# Fields of these names hold what opens doors, whatever it looks like.
_SECRET_FIELD = re.compile(r"authori[sz]ation|cookie|password|secret|token|api_?key", re.IGNORECASE)
_SECRETS = re.compile(
    r"drk_[0-9A-Za-z]+_[0-9A-Za-z_-]+"  # access keys of courts
    r"|whsec_[0-9A-Za-z+/=]+"  # signing secrets of agencies
    r"|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"  # account and password in an address
    r"|(?<=[Bb]earer )\S+"
)
# Resident identity numbers have 18 or 15 characters. Longer runs of digits, bank cards among them,
# are withheld as well; nothing that the register logs has so many. \d knows the digits of every
# script, full width included.
_NUMBERS = re.compile(
    r"(?<!\d)\d{6}[ -]\d{8}[ -]\d{3}[\dXx\uff38\uff58](?!\d)"
    r"|(?<!\d)\d{6}[ -]\d{6}[ -]\d{3}(?!\d)"
    r"|\d{15,}[Xx\uff38\uff58]?"
)
# PostgreSQL repeats the refused row in this line of its message.
_ROWS = re.compile(r"DETAIL:.*")


def redact_text(text: str) -> str:
    """Return a text without identity numbers, access keys, passwords and rows of the store."""
    # A lone surrogate, such as a file name may hold, is no UTF-8.
    text = text.encode(errors="backslashreplace").decode()
    text = _ROWS.sub("DETAIL: [row withheld]", text)
    return _NUMBERS.sub(NUMBER_WITHHELD, _SECRETS.sub(SECRET_WITHHELD, text))


def redact(value: Any) -> Any:
    """Return what may be logged of a value: texts redacted, everything that is no plain value as
    its redacted text.
    """
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        text = redact_text(str(value))
        return value if text == str(value) else text
    if isinstance(value, Mapping):
        return {redact_text(str(key)): _field(str(key), item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redact(item) for item in value]
    return redact_text(str(value))


class JsonFormatter(BaseJsonFormatter):
    """Writes a record as one line of JSON, redacted, with the id of the request it belongs to."""

    def __init__(self) -> None:
        super().__init__(
            ["levelname", "name", "message"],
            rename_fields={"levelname": "level", "name": "logger", "exc_info": "exception"},
            timestamp="at",
        )

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Redact every field."""
        request_id = REQUEST_ID.get()
        if request_id is not None:
            log_data["request_id"] = request_id
        moment = log_data.pop("at").isoformat(timespec="milliseconds")
        return {"at": moment, **redact(log_data)}

    def jsonify_log_record(self, log_data: dict[str, Any]) -> str:
        """Write the redacted fields as JSON."""
        return orjson.dumps(log_data).decode()


class StderrHandler(logging.StreamHandler[Any]):
    """Writes to what standard error is at the moment, which a test or a supervisor may replace."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record."""
        self.stream = sys.stderr
        super().emit(record)


def configure(level: str) -> None:
    """Let everything that this process logs be written as JSON lines to standard error.

    :param level: the least level that is written, such as ``INFO``.
    """
    logging.config.dictConfig(configuration(level))


def configuration(level: str) -> dict[str, Any]:
    """Return the configuration of :mod:`logging` for a process of the register."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonFormatter}},
        "handlers": {"stderr": {"()": StderrHandler, "formatter": "json"}},
        "root": {"level": level, "handlers": ["stderr"]},
        "loggers": {
            # The development server writes whole addresses, query and all; our own line has what is
            # needed.
            "werkzeug": {"level": "WARNING"},
            "apscheduler": {"level": "WARNING"},
            "gunicorn.error": {"level": "INFO", "handlers": ["stderr"], "propagate": False},
            # Our own line says the same by route instead of address; this one is silent beside it.
            "gunicorn.access": {"level": "WARNING", "handlers": ["stderr"], "propagate": False},
        },
    }


def _field(name: str, value: Any) -> Any:
    return SECRET_WITHHELD if _SECRET_FIELD.search(name) else redact(value)


# gunicorn reads these by their names: `gunicorn --config python:registry.logs wsgi:app`. Should
# its access log be turned on, a line has the path without the query, since a name that was searched
# for is nobody's business.
logconfig_dict = configuration("INFO")
access_log_format = "%(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
# Otherwise every register of this account would share one socket in its home folder.
control_socket_disable = True
