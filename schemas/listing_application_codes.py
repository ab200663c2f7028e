"""Codes of applications to list (纳入申请代码)."""

from enum import StrEnum


class ApplicationState(StrEnum):
    """The life of a creditor's application to list (纳入申请状态)."""

    RECEIVED = "received"
    GRANTED = "granted"
    REFUSED = "refused"
