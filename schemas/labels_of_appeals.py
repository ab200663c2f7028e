"""Labels of appeals (复议标签：制裁与限制出境)."""

from schemas.appeal_codes import Appealed, AppealOutcome, AppealState, Appellant
from schemas.label import Label, Labels

LABELS: Labels = {
    Appealed: {
        Appealed.SANCTION: Label("罚款、拘留决定", "A fine or a detention"),
        Appealed.EXIT_RESTRICTION: Label("限制出境决定", "An exit restriction"),
    },
    Appellant: {
        Appellant.PERSON_CONCERNED: Label("被制裁人或者被限制出境人", "The person concerned"),
        Appellant.AGENT: Label("其法定代理人或者委托代理人", "That person's agent"),
        Appellant.SOMEBODY_ELSE: Label("他人", "Somebody else"),
    },
    AppealState: {
        AppealState.RECEIVED: Label("复议中", "Received"),
        AppealState.DISMISSED: Label("已驳回", "Dismissed"),
        AppealState.CHANGED: Label("已变更", "Changed"),
        AppealState.REVOKED: Label("已撤销原决定", "The decision was revoked"),
        AppealState.WITHDRAWN: Label("已撤回", "Withdrawn"),
    },
    AppealOutcome: {
        AppealOutcome.DISMISSED: Label("驳回", "Dismissed"),
        AppealOutcome.CHANGED: Label("变更", "Changed"),
        AppealOutcome.REVOKED: Label("撤销原决定", "Revoked"),
    },
}
