"""Labels of grace, credit repair, certificates, objections and reviews (救济与修复标签)."""

from schemas.label import Label, Labels
from schemas.remedy_codes import (
    Addressee,
    CertificateKind,
    CertificateState,
    CorrectionMode,
    CorrectionState,
    CorrectiveAct,
    CreditorAnswer,
    Disputed,
    GraceOutcome,
    NoRepairCause,
    ObjectionGround,
    ObjectionOutcome,
    ObjectionState,
    Objector,
    Occasion,
    PerformanceManner,
    Remainder,
    RepairDocument,
    RepairOutcome,
    RepairPath,
    RepairState,
    ReviewState,
    Severity,
    Standing,
    WithheldFor,
)

_REPAIR: Labels = {
    RepairPath: {
        RepairPath.PERFORMED: Label("已履行或者执行完毕", "Performed, or enforced to the end"),
        RepairPath.SETTLEMENT_PERFORMED: Label("和解协议已履行完毕", "Settlement performed"),
        RepairPath.CREDITOR_CONSENTS: Label("申请执行人同意", "The creditor consents"),
        RepairPath.ACTIVE_PERFORMANCE: Label(
            "积极履行或者主动纠正", "Active performance or corrected conduct"
        ),
        RepairPath.UNABLE_AFTER_ROUND: Label(
            "终本后确无财产（失能）", "Unable, after a round was closed"
        ),
        RepairPath.RULING: Label(
            "中止、不予、终结执行裁定", "A ruling that suspends, refuses or terminates enforcement"
        ),
        RepairPath.PUBLIC_INTEREST: Label(
            "公共服务或者不可抗力（地方规定）", "Public service or force majeure, by local rules"
        ),
        RepairPath.BEFORE_PUBLICATION: Label("宽限期内履行", "Performed within the grace period"),
    },
    RepairDocument: {
        RepairDocument.APPLICATION: Label("书面申请", "Written application"),
        RepairDocument.UNDERTAKING: Label("信用承诺书", "Credit undertaking"),
        RepairDocument.IDENTITY: Label("身份证件或者营业执照", "Identity document or licence"),
        RepairDocument.PROOF_OF_PAYMENT: Label("履行凭证", "Proof of payment"),
        RepairDocument.CREDITOR_CONSENT: Label(
            "申请执行人书面同意", "Written consent of the creditor"
        ),
        RepairDocument.SETTLEMENT: Label("执行和解协议", "Settlement agreement"),
        RepairDocument.PROOF_OF_SETTLEMENT: Label(
            "和解协议履行凭证", "Proof that the settlement was performed"
        ),
        RepairDocument.REPAYMENT_PLAN: Label("还款计划", "Plan of repayment"),
        RepairDocument.SECURITY: Label("担保材料", "Security documents"),
        RepairDocument.PROPERTY_REPORT: Label("财产报告", "Property report"),
        RepairDocument.RULING: Label("裁定书", "The ruling"),
        RepairDocument.PROOF_OF_CAUSE: Label(
            "公共服务或者不可抗力证明", "Proof of public service or force majeure"
        ),
    },
    RepairOutcome: {
        RepairOutcome.GRANTED: Label("准予修复", "Granted"),
        RepairOutcome.REFUSED: Label("不予修复", "Refused"),
    },
    RepairState: {
        RepairState.RECEIVED: Label("已接收", "Received"),
        RepairState.DRAFTED: Label("已起草决定", "Decision drafted"),
        RepairState.GRANTED: Label("准予修复", "Granted"),
        RepairState.REFUSED: Label("不予修复", "Refused"),
        RepairState.WITHDRAWN: Label("已撤回", "Withdrawn"),
    },
    Remainder: {
        Remainder.JUDGMENT: Label("裁判文书和案件本身", "The judgment and the case itself"),
        Remainder.DEBT: Label("未履行的债务", "The debt that is not paid"),
        Remainder.ORDER: Label("未解除的限制消费令", "The restriction order that is not lifted"),
        Remainder.CREDIT_RECORD: Label("征信系统中的不良记录", "The record in credit reports"),
        Remainder.HISTORY: Label("不公开的办理记录", "The register's own history, not public"),
        Remainder.MIRRORS: Label("商业网站尚未更新的副本", "Copies of other sites until refreshed"),
    },
    NoRepairCause: {
        NoRepairCause.VIOLENCE: Label("暴力、威胁抗拒执行", "Violence or threats"),
        NoRepairCause.SHAM_PROCEEDINGS: Label("虚假诉讼、虚假仲裁", "Sham proceedings"),
        NoRepairCause.HIDDEN_PROPERTY: Label("隐匿、转移财产", "Hidden property"),
        NoRepairCause.RESTRICTION_BREACHED: Label("违反限制消费令", "Breach of a restriction"),
        NoRepairCause.FALSE_STATEMENT: Label("虚假陈述", "False statement"),
        NoRepairCause.RELISTED: Label("一定期间内再次被纳入", "Listed again within a set time"),
    },
    CertificateKind: {
        CertificateKind.VOLUNTARY_PERFORMANCE: Label(
            "自动履行证明书", "Certificate of voluntary performance"
        ),
        CertificateKind.CREDIT_REPAIR: Label("信用修复证明书", "Certificate of credit repair"),
        CertificateKind.COMPLETION: Label("执行完毕证明", "Certificate of completion"),
    },
    CertificateState: {
        CertificateState.ISSUED: Label("有效", "Valid"),
        CertificateState.VOIDED: Label("已作废", "Voided"),
    },
    PerformanceManner: {
        PerformanceManner.VOLUNTARY: Label("自动履行", "Voluntary"),
        PerformanceManner.FORCED: Label("强制执行", "Forced"),
    },
    CreditorAnswer: {
        CreditorAnswer.CONFIRMS: Label("确认收到", "Confirms"),
        CreditorAnswer.DISPUTES: Label("有异议", "Disputes"),
        CreditorAnswer.SILENT: Label("未答复", "Has not answered"),
    },
}

_REMEDIES: Labels = {
    GraceOutcome: {
        GraceOutcome.PERFORMED: Label("宽限期内已履行", "Performed"),
        GraceOutcome.NOT_PERFORMED: Label("宽限期届满未履行", "Not performed"),
    },
    ObjectionGround: {
        ObjectionGround.SHOULD_NOT_BE_LISTED: Label(
            "不应将其纳入失信被执行人名单", "Should not have been listed"
        ),
        ObjectionGround.INACCURATE: Label(
            "记载和公布的失信信息不准确", "What is recorded and published is inaccurate"
        ),
        ObjectionGround.SHOULD_BE_REMOVED: Label("失信信息应予删除", "Should be removed"),
    },
    ObjectionState: {
        ObjectionState.RECEIVED: Label("审查中", "Being examined"),
        ObjectionState.UPHELD: Label("理由成立", "Founded"),
        ObjectionState.CORRECTED: Label("已纠正", "Corrected"),
        ObjectionState.DISMISSED: Label("已驳回", "Dismissed"),
        ObjectionState.DISMISSAL_SERVED: Label("驳回决定已送达", "Dismissed and served"),
        ObjectionState.WITHDRAWN: Label("已撤回", "Withdrawn"),
    },
    ReviewState: {
        ReviewState.RECEIVED: Label("复议中", "Under review"),
        ReviewState.DISMISSED: Label("驳回复议", "Review dismissed"),
        ReviewState.CORRECTION_ORDERED: Label("责令纠正", "Correction ordered"),
        ReviewState.CORRECTED: Label("直接纠正", "Corrected directly"),
        ReviewState.WITHDRAWN: Label("已撤回", "Withdrawn"),
    },
    Disputed: {
        Disputed.LISTING: Label("纳入失信被执行人名单", "A listing"),
        Disputed.RESTRICTION: Label("限制消费令", "A restriction order"),
        Disputed.ROUND_CLOSING: Label("终结本次执行程序", "The closing of a round"),
    },
    Objector: {
        Objector.DEBTOR: Label("被执行人", "The debtor"),
        Objector.BOUND_PERSON: Label("单位被限制消费的有关人员", "A person bound for an entity"),
        Objector.CREDITOR: Label("申请执行人", "The creditor"),
        Objector.INTERESTED_PARTY: Label("利害关系人", "An interested party"),
    },
    ObjectionOutcome: {
        ObjectionOutcome.UPHELD: Label("理由成立", "Founded"),
        ObjectionOutcome.DISMISSED: Label("驳回", "Dismissed"),
    },
    CorrectionMode: {
        CorrectionMode.ORDERED: Label("责令纠正", "Ordered"),
        CorrectionMode.DIRECT: Label("直接纠正", "Made directly"),
    },
    CorrectiveAct: {
        CorrectiveAct.REVOKE: Label("撤销", "Revoke"),
        CorrectiveAct.AMEND: Label("更正", "Amend"),
        CorrectiveAct.REMOVE: Label("删除", "Remove"),
        CorrectiveAct.LIFT: Label("解除", "Lift"),
    },
    CorrectionState: {
        CorrectionState.DRAFT: Label("草案", "Draft"),
        CorrectionState.ORDERED: Label("已责令，待纠正", "Ordered, to be carried out"),
        CorrectionState.CARRIED_OUT: Label("已纠正", "Carried out"),
        CorrectionState.WITHDRAWN: Label("已撤回", "Withdrawn"),
    },
    Standing: {
        Standing.NONE: Label("无特定身份", "None of these"),
        Standing.STATE_PERSONNEL: Label("国家工作人员", "State personnel"),
        Standing.DEPUTY: Label("人大代表", "Deputy to a people's congress"),
        Standing.POLITICAL_ADVISER: Label(
            "政协委员", "Member of a political consultative conference"
        ),
        Standing.STATE_ORGAN: Label("国家机关", "State organ"),
        Standing.PUBLIC_INSTITUTION: Label("事业单位", "Public institution"),
        Standing.STATE_OWNED_ENTERPRISE: Label("国有企业", "State-owned enterprise"),
    },
    Addressee: {
        Addressee.AGENCIES: Label("联合惩戒单位", "Partner agencies"),
        Addressee.CREDIT_REPORTING: Label("征信机构", "Credit-reporting bodies"),
        Addressee.OWN_UNIT: Label("所在单位", "The person's unit"),
        Addressee.COMPETENT_DEPARTMENT: Label("主管部门", "The competent department"),
        Addressee.SUPERIOR: Label("上级单位", "The superior unit"),
        Addressee.CAPITAL_CONTRIBUTOR: Label("履行出资人职责的机构", "The capital contributor"),
    },
    WithheldFor: {
        WithheldFor.OF_STATE: Label("涉及国家秘密", "State secrets"),
        WithheldFor.OF_TRADE: Label("涉及商业秘密", "Trade secrets"),
        WithheldFor.PRIVACY: Label("涉及个人隐私", "Privacy"),
    },
    Occasion: {
        Occasion.LISTED: Label("纳入失信被执行人名单", "A listing"),
        Occasion.CHANGED: Label("失信信息变更", "A change of a listing"),
        Occasion.ENDED: Label("失信信息终止", "The end of a listing"),
    },
    Severity: {
        Severity.MINOR: Label("轻微", "Minor"),
        Severity.GENERAL: Label("一般", "General"),
        Severity.SERIOUS: Label("严重", "Serious"),
    },
}

LABELS: Labels = {**_REPAIR, **_REMEDIES}
