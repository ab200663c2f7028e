"""Acts of breaches, sanctions, exit restrictions and appeals (制裁、限制出境行为表): what a state
machine may send about them; appeals at the court above.
"""

from typing import Any

from tests.api import exits
from tests.flows.acts import REASON, Choice, Sent

EXIT_ENDINGS = {
    "CPL266-creditor": {"creditor_agrees": True},
    "CPL266-security": {"full_security": True},
    "CPL266-performed": {},
}


def _breach(chosen: Choice) -> Any:
    days = {"received_on": chosen.day, "happened_on": chosen.day}
    return exits.breach_body(chosen.record, **days)


def _verification(chosen: Choice) -> Any:
    shown = chosen.of((True, True, False))
    return {"shown": shown, "verified_on": chosen.day, "outcome": "已核实"}


def _sanction(chosen: Choice) -> Any:
    changes: dict[str, object] = chosen.of(
        (
            {},
            {"fine": "100000.01"},
            {"kind": "detention", "fine": None, "detention_days": 15},
            {"kind": "detention", "fine": None, "detention_days": 16},
            {"kind": "referral", "fine": None, "referred_to": "成都市公安局武侯区分局"},
        )
    )
    return exits.sanction_body(chosen.record, **changes)


def _exit(chosen: Choice) -> Any:
    return exits.exit_body(chosen.record, applied_on=chosen.day)


def _exit_lift(chosen: Choice) -> Any:
    ground = chosen.of(tuple(EXIT_ENDINGS))
    return {"ground": ground, "facts": EXIT_ENDINGS[ground], **REASON}


def _service(chosen: Choice) -> Any:
    return {"method": "direct", "served_on": chosen.day}


def _appeal(name: str) -> Any:
    def body(chosen: Choice) -> Any:
        day = chosen.day
        return {name: chosen.record, "statement": "不服", "applied_on": day, "received_on": day}

    return body


def _decision(chosen: Choice) -> Any:
    return {"outcome": chosen.of(("dismissed", "revoked")), **REASON}


def _reason(chosen: Choice) -> Any:
    return REASON


ACTS_OF_SANCTIONS = (
    Sent("/breaches", "restrictions", _breach, "breaches"),
    Sent("/breaches/{}/verification", "breaches", _verification, by="judge"),
    Sent("/sanctions", "breaches", _sanction, "sanctions"),
    Sent("/sanctions/{}/signature", "sanctions", by="president"),
    Sent("/sanctions/{}/service", "sanctions", _service),
    Sent("/sanctions/{}/withdrawal", "sanctions", _reason),
    Sent("/exit-restrictions", "debtors", _exit, "exit-restrictions"),
    Sent("/exit-restrictions/{}/signature", "exit-restrictions", by="president"),
    Sent("/exit-restrictions/{}/imposition", "exit-restrictions"),
    Sent("/exit-restrictions/{}/service", "exit-restrictions", _service),
    Sent("/exit-restrictions/{}/lifts", "exit-restrictions", _exit_lift, "exit-endings"),
    Sent("/exit-endings/{}/signature", "exit-endings", by="judge"),
    Sent("/appeals", "sanctions", _appeal("sanction"), "appeals", above=True),
    Sent("/appeals", "exit-restrictions", _appeal("exit_restriction"), "appeals", above=True),
    Sent("/appeals/{}/decision", "appeals", _decision, above=True),
    Sent("/appeals/{}/signature", "appeals", by="judge", above=True),
)
