"""Labels of the exit restriction (限制出境标签)."""

from schemas.exit_codes import (
    ExitCapacity,
    ExitEndingKind,
    ExitEndingState,
    ExitLiftGround,
    ExitState,
)
from schemas.label import Label, Labels

LABELS: Labels = {
    ExitCapacity: {
        ExitCapacity.DEBTOR: Label("被执行人", "The debtor"),
        ExitCapacity.LEGAL_REPRESENTATIVE: Label("法定代表人", "Legal representative"),
        ExitCapacity.PRINCIPAL: Label("主要负责人", "Principal"),
        ExitCapacity.DIRECTLY_RESPONSIBLE: Label(
            "影响债务履行的直接责任人员", "Person directly responsible for performance"
        ),
        ExitCapacity.STATUTORY_AGENT: Label("法定代理人", "Statutory agent"),
    },
    ExitState: {
        ExitState.DRAFT: Label("草案", "Draft"),
        ExitState.SIGNED: Label("已签发", "Signed"),
        ExitState.IN_FORCE: Label("生效中", "In force"),
        ExitState.DROPPED: Label("不予限制出境", "Dropped before it took effect"),
        ExitState.LIFTED: Label("已解除", "Lifted"),
        ExitState.REVOKED: Label("已撤销", "Revoked"),
    },
    ExitLiftGround: {
        ExitLiftGround.PERFORMED: Label("履行全部债务", "The whole debt is performed"),
        ExitLiftGround.SECURITY: Label(
            "提供充分有效的担保", "Full and effective security is given"
        ),
        ExitLiftGround.CREDITOR_AGREES: Label("申请执行人同意", "The creditor agrees"),
    },
    ExitEndingKind: {
        ExitEndingKind.LIFT: Label("解除", "Lift"),
        ExitEndingKind.REVOCATION: Label("撤销", "Revocation"),
    },
    ExitEndingState: {
        ExitEndingState.DRAFT: Label("草案", "Draft"),
        ExitEndingState.SIGNED: Label("已签发", "Signed"),
        ExitEndingState.WITHDRAWN: Label("已撤回", "Withdrawn"),
    },
}
