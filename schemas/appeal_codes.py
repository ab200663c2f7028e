"""Codes of appeals (复议代码：制裁与限制出境): what goes straight to the next higher court."""

from enum import StrEnum


class Appealed(StrEnum):
    """What an appeal is about (复议对象)."""

    SANCTION = "sanction"
    EXIT_RESTRICTION = "exit_restriction"


class Appellant(StrEnum):
    """Who appeals (复议申请人)."""

    PERSON_CONCERNED = "person_concerned"
    AGENT = "agent"
    SOMEBODY_ELSE = "somebody_else"


class AppealState(StrEnum):
    """The life of an appeal (复议状态)."""

    RECEIVED = "received"
    DISMISSED = "dismissed"
    CHANGED = "changed"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"


class AppealOutcome(StrEnum):
    """What the next higher court decides (复议结论)."""

    DISMISSED = "dismissed"
    CHANGED = "changed"
    REVOKED = "revoked"
