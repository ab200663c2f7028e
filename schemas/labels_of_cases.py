"""Labels of what is found out about a debtor and of where a case goes (案件标签)."""

from schemas.case_codes import (
    BankruptcyStage,
    Bearing,
    CapacityFlag,
    CapacityOutcome,
    CapacityState,
    ClosingRoute,
    ClueSource,
    EnforcementState,
    EvasionSign,
    EvidenceKind,
    EvidenceState,
    InquiryResult,
    InvestigationMeasure,
    PropertyCategory,
    ProposalState,
    ProposedEnding,
    ReportConduct,
    ReportState,
    RulingKind,
    RulingState,
    SuspensionCause,
    TransferKind,
)
from schemas.label import Label, Labels

_CAPACITY: Labels = {
    EvidenceKind: {
        EvidenceKind.PROPERTY_REPORT: Label("财产报告及核实情况", "Property report, verified"),
        EvidenceKind.NETWORK_INQUIRY: Label("网络执行查控结果", "Result of a network inquiry"),
        EvidenceKind.FIELD_INQUIRY: Label("现场调查记录", "Record of an inquiry on the spot"),
        EvidenceKind.SEARCH_RECORD: Label("搜查记录", "Record of a search"),
        EvidenceKind.INTERVIEW_RECORD: Label("约谈笔录", "Record of an interview"),
        EvidenceKind.LIVING_LEVEL_INCOME: Label(
            "收入仅够维持本人及所扶养家属必需生活费用", "Income that covers bare living costs only"
        ),
        EvidenceKind.HARDSHIP_CERTIFICATE: Label(
            "低保、残疾、重大疾病、失业等证明",
            "Certificate of low income, disability, serious illness or unemployment",
        ),
        EvidenceKind.BANKRUPTCY_RULING: Label(
            "受理破产申请的裁定", "Ruling that accepts a bankruptcy petition"
        ),
    },
    Bearing: {
        Bearing.INABILITY: Label("证明无履行能力", "Speaks for inability"),
        Bearing.ABILITY: Label("证明有履行能力", "Speaks for ability"),
        Bearing.NEITHER: Label("不能证明", "Speaks for neither"),
    },
    EvasionSign: {
        EvasionSign.REPORT_REFUSED: Label("拒绝报告财产", "Refused to report property"),
        EvasionSign.REPORT_FALSE: Label("虚假报告财产", "Reported property falsely"),
        EvasionSign.REPORT_LATE: Label("无正当理由逾期报告财产", "Reported property late"),
        EvasionSign.GRATUITOUS_TRANSFER: Label("无偿转让财产", "Gave property away"),
        EvasionSign.HIDDEN_PROPERTY: Label("隐匿、转移财产", "Hid or moved property"),
        EvasionSign.SHAM_PROCEEDINGS: Label("虚假诉讼、虚假仲裁", "Sham litigation or arbitration"),
        EvasionSign.RESTRICTION_BREACHED: Label("违反限制消费令", "Breached a restriction order"),
        EvasionSign.SETTLEMENT_REFUSED: Label(
            "无正当理由拒不履行执行和解协议", "Refused to perform a settlement"
        ),
        EvasionSign.RESISTANCE: Label("妨碍、抗拒执行", "Obstructed or resisted enforcement"),
        EvasionSign.COMPANY_RESTARTED: Label(
            "停业后另设企业继续经营", "Abandoned a company and restarted it under a new name"
        ),
        EvasionSign.STRAW_REPRESENTATIVE: Label(
            "由他人挂名法定代表人", "Put a straw person in as legal representative"
        ),
        EvasionSign.FALSE_PRETEXT: Label(
            "以虚假事由骗取准许", "Obtained a permission on a false pretext"
        ),
    },
    CapacityOutcome: {
        CapacityOutcome.ABLE: Label("有履行能力", "Able"),
        CapacityOutcome.UNABLE: Label("无履行能力（失能）", "Unable"),
        CapacityOutcome.UNDETERMINED: Label("待定", "Undetermined"),
    },
    EvidenceState: {
        EvidenceState.RECORDED: Label("已记录", "Recorded"),
        EvidenceState.WITHDRAWN: Label("已撤回", "Withdrawn"),
    },
    CapacityState: {
        CapacityState.DRAFT: Label("草案", "Draft"),
        CapacityState.SIGNED: Label("已签发", "Signed"),
        CapacityState.SUPERSEDED: Label("已被新的认定取代", "Superseded by a new one"),
        CapacityState.WITHDRAWN: Label("已撤回", "Withdrawn"),
    },
    CapacityFlag: {
        CapacityFlag.CONTRARY_EVIDENCE: Label("出现相反证据", "Evidence to the contrary came in"),
        CapacityFlag.SIGN_OF_EVASION: Label("出现规避执行迹象", "A sign of evasion came in"),
        CapacityFlag.EVIDENCE_WITHDRAWN: Label(
            "所依据的证据已撤回", "Evidence that it rests on was withdrawn"
        ),
    },
    ProposedEnding: {
        ProposedEnding.REVOKE: Label("提示撤销", "Revoke the listing"),
        ProposedEnding.REMOVE: Label("提示审查删除", "See whether the listing is to be removed"),
        ProposedEnding.RECONSIDER: Label(
            "提示审查其他情形", "See whether the listing stands on its other grounds"
        ),
    },
    ProposalState: {
        ProposalState.OPEN: Label("待处理", "Open"),
        ProposalState.KEPT: Label("保留失信信息", "The listing was kept"),
        ProposalState.CARRIED_OUT: Label("失信信息已终止", "The listing has ended"),
        ProposalState.LAPSED: Label("认定已被取代", "The finding was superseded"),
    },
    ReportState: {
        ReportState.DEMANDED: Label("已责令报告", "Ordered"),
        ReportState.RECEIVED: Label("已收到、待核实", "Received, to be verified"),
        ReportState.VERIFIED: Label("已核实", "Verified"),
        ReportState.BREACHED: Label("违反财产报告制度", "In breach of the duty to report"),
    },
    ReportConduct: {
        ReportConduct.VERIFIED: Label("已报告并核实", "Reported and verified"),
        ReportConduct.UNVERIFIED: Label("已报告、尚未核实", "Reported, not yet verified"),
        ReportConduct.LATE: Label("逾期报告", "Reported late"),
        ReportConduct.FALSE: Label("虚假报告", "Reported falsely"),
        ReportConduct.REFUSED: Label("拒绝报告", "Refused to report"),
    },
    PropertyCategory: {
        PropertyCategory.MONEY_AND_SECURITIES: Label(
            "收入、银行存款、现金、理财产品、有价证券",
            "Income, deposits, cash, wealth products and securities",
        ),
        PropertyCategory.LAND_AND_HOUSES: Label("土地使用权、房屋等不动产", "Land and houses"),
        PropertyCategory.MOVABLES: Label(
            "交通运输工具、机器设备、产品、原材料等动产",
            "Vehicles, machinery, goods and materials",
        ),
        PropertyCategory.CLAIMS_AND_RIGHTS: Label(
            "债权、股权、基金份额、信托受益权、知识产权等财产性权利",
            "Claims, equity, fund units, trust interests and intellectual property",
        ),
        PropertyCategory.OTHER: Label("其他应当报告的财产", "Other property to be reported"),
    },
}

_CASES: Labels = {
    EnforcementState: {
        EnforcementState.OPEN: Label("执行中", "In enforcement"),
        EnforcementState.ROUND_CLOSED: Label("终结本次执行程序", "Closed for this round"),
        EnforcementState.SUSPENDED: Label("中止执行", "Suspended by ruling"),
        EnforcementState.NOT_ENFORCED: Label("不予执行", "Not to be enforced"),
        EnforcementState.TERMINATED: Label("终结执行", "Terminated"),
        EnforcementState.COMPLETED: Label("执行完毕", "Completed"),
    },
    InquiryResult: {
        InquiryResult.NOTHING_FOUND: Label("未发现可供执行财产", "Nothing to enforce upon"),
        InquiryResult.PROPERTY_FOUND: Label("发现可供执行财产", "Property found"),
        InquiryResult.NO_REPLY: Label("尚未答复", "Not answered yet"),
        InquiryResult.FAILED: Label("不能答复（查询失败）", "Cannot answer (the inquiry failed)"),
    },
    InvestigationMeasure: {
        InvestigationMeasure.CLUES_CHECKED: Label("核查财产线索", "Clues were checked"),
        InvestigationMeasure.NETWORK_INQUIRY: Label("网络查询", "Network inquiry"),
        InvestigationMeasure.FIELD_INQUIRY: Label("现场调查", "Inquiry on the spot"),
        InvestigationMeasure.SEARCH: Label("搜查", "Search"),
        InvestigationMeasure.AUDIT: Label("审计调查", "Audit"),
        InvestigationMeasure.BOUNTY: Label("悬赏公告", "Bounty"),
    },
    RulingKind: {
        RulingKind.SUSPENSION: Label("中止执行", "Suspension"),
        RulingKind.NON_ENFORCEMENT: Label("不予执行", "Non-enforcement"),
        RulingKind.TERMINATION: Label("终结执行", "Termination"),
        RulingKind.COMPLETION: Label("执行完毕", "Completion"),
        RulingKind.RESUMPTION: Label("恢复执行", "Resumption"),
        RulingKind.ROUND_CLOSING: Label("终结本次执行程序", "Closing of a round"),
        RulingKind.REFERRAL: Label(
            "中止执行并移送破产审查", "Suspension and referral to bankruptcy"
        ),
    },
    SuspensionCause: {
        SuspensionCause.RETRIAL: Label("审判监督", "Retrial supervision"),
        SuspensionCause.BANKRUPTCY: Label("破产程序", "Bankruptcy"),
        SuspensionCause.OTHER: Label("其他事由", "Another cause"),
    },
    RulingState: {
        RulingState.DRAFT: Label("草案", "Draft"),
        RulingState.SIGNED: Label("已签发", "Signed"),
        RulingState.WITHDRAWN: Label("已撤回", "Withdrawn"),
    },
    ClueSource: {
        ClueSource.CREDITOR: Label("申请执行人", "The creditor"),
        ClueSource.OTHER: Label("其他人", "Somebody else"),
    },
    ClosingRoute: {
        ClosingRoute.CREDITOR_SIGNS: Label("申请执行人签字确认", "The creditor signs"),
        ClosingRoute.PANEL_AND_PRESIDENT: Label(
            "合议庭审查核实并经院长批准", "A panel verifies and the president approves"
        ),
    },
    BankruptcyStage: {
        BankruptcyStage.REFERRED: Label("已移送破产审查", "Referred"),
        BankruptcyStage.ACCEPTED: Label("裁定受理破产", "Accepted"),
        BankruptcyStage.REFUSED: Label("裁定不予受理", "Refused"),
        BankruptcyStage.DECLARED: Label("裁定宣告破产", "Declared bankrupt"),
    },
    TransferKind: {
        TransferKind.RAISED: Label("提级执行", "Raised to a higher court"),
        TransferKind.DESIGNATED: Label("指定执行", "Given to a designated court"),
        TransferKind.CROSSED: Label("交叉执行", "Crossed with another court"),
    },
}

LABELS: Labels = {**_CAPACITY, **_CASES}
