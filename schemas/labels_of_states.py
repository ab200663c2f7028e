"""Labels of states and duties (状态与期限标签)."""

from schemas.codes import (
    Bearer,
    ChangeKind,
    ChangeState,
    DeadlineKind,
    ListingState,
    OrderState,
    PaymentState,
    RemovalState,
)
from schemas.label import Label, Labels
from schemas.listing_application_codes import ApplicationState

LABELS: Labels = {
    ListingState: {
        ListingState.DRAFT: Label("草案", "Draft"),
        ListingState.SIGNED: Label("已签发", "Signed"),
        ListingState.IN_GRACE: Label("宽限期内", "In grace"),
        ListingState.DROPPED: Label("不予公布", "Dropped before publication"),
        ListingState.PUBLISHED: Label("已公布", "Published"),
        ListingState.SUSPENDED: Label("暂停公布", "Suspended"),
        ListingState.UNPUBLISHED: Label("未公布", "Not published"),
        ListingState.ENDED: Label("期限届满", "Term over"),
        ListingState.REMOVED: Label("已删除", "Removed"),
        ListingState.REVOKED: Label("已撤销", "Revoked"),
    },
    OrderState: {
        OrderState.DRAFT: Label("草案", "Draft"),
        OrderState.SIGNED: Label("已签发", "Signed"),
        OrderState.IN_GRACE: Label("宽限期内", "In grace"),
        OrderState.DROPPED: Label("不予限制消费", "Dropped before it took effect"),
        OrderState.IN_FORCE: Label("生效中", "In force"),
        OrderState.SUSPENDED: Label("暂时解除", "Suspended"),
        OrderState.LIFTED: Label("已解除", "Lifted"),
        OrderState.REVOKED: Label("已撤销", "Revoked"),
    },
    PaymentState: {
        PaymentState.CLAIMED: Label("被执行人申报", "Claimed by the debtor"),
        PaymentState.ENTERED: Label("已录入", "Entered"),
        PaymentState.CONFIRMED: Label("已确认", "Confirmed"),
        PaymentState.REJECTED: Label("已驳回", "Rejected"),
    },
    RemovalState: {
        RemovalState.DRAFT: Label("草案", "Draft"),
        RemovalState.SIGNED: Label("已签发", "Signed"),
        RemovalState.WITHDRAWN: Label("已撤回", "Withdrawn"),
    },
    DeadlineKind: {
        DeadlineKind.ISSUE_RESTRICTION: Label(
            "签发限制消费令", "Issue the consumption restriction order"
        ),
        DeadlineKind.REMOVE_LISTING: Label("删除失信信息", "Remove the listing"),
        DeadlineKind.ISSUE_ENFORCEMENT_NOTICE: Label(
            "发出执行通知", "Issue the enforcement notice"
        ),
        DeadlineKind.DECIDE_LISTING_APPLICATION: Label(
            "审查纳入申请", "Decide on the application to list"
        ),
        DeadlineKind.RECORD_GRACE_OUTCOME: Label(
            "认定宽限期履行情况", "Record what the grace period came to"
        ),
        DeadlineKind.REVOKE_LISTING: Label("撤销失信信息", "Revoke the listing"),
        DeadlineKind.CORRECT_LISTING: Label("更正失信信息", "Correct the listing"),
        DeadlineKind.EXAMINE_OBJECTION: Label("审查纠正申请", "Examine the objection"),
        DeadlineKind.CARRY_OUT_CORRECTION: Label("纠正", "Carry out the correction"),
        DeadlineKind.APPLY_FOR_REVIEW: Label("申请复议", "Apply for review"),
        DeadlineKind.DECIDE_REVIEW: Label("作出复议决定", "Decide the review"),
        DeadlineKind.RESUME_RESTRICTION: Label("恢复限制消费", "Resume the suspended order"),
        DeadlineKind.DECIDE_REPAIR: Label(
            "审查信用修复申请", "Decide on the application for repair"
        ),
        DeadlineKind.RESUME_LISTING: Label("恢复公布", "Resume the listing"),
        DeadlineKind.RUN_INQUIRY: Label("查询被执行人财产", "Inquire after the debtor's property"),
        DeadlineKind.TELL_CREDITOR: Label(
            "告知申请执行人查询结果", "Tell the creditor the result of an inquiry"
        ),
        DeadlineKind.RESUME_ENFORCEMENT: Label("恢复执行", "Resume enforcement"),
        DeadlineKind.DECIDE_RESUMPTION: Label(
            "审查恢复执行申请", "Decide on the creditor's application to resume"
        ),
        DeadlineKind.SUPPLEMENT_REPORT: Label("补充报告财产", "Supplement the property report"),
        DeadlineKind.REVIEW_CAPACITY: Label(
            "重新审查履行能力认定", "Look at the capacity assessment again"
        ),
        DeadlineKind.RECONSIDER_LISTING: Label(
            "对失能被执行人的失信信息作出处理", "Decide on the listing of one found unable"
        ),
        DeadlineKind.NOTIFY_UNIT: Label("向单位通报纳入", "Notify units of a listing"),
        DeadlineKind.NOTIFY_UNIT_OF_CHANGE: Label(
            "向单位通报变更", "Notify units of a change of a listing"
        ),
        DeadlineKind.NOTIFY_UNIT_OF_END: Label(
            "向单位通报终止", "Notify units of the end of a listing"
        ),
        DeadlineKind.VERIFY_CLUE: Label("核实财产线索", "Verify the clue to property"),
        DeadlineKind.DECIDE_ENFORCEMENT_OBJECTION: Label(
            "审查执行异议", "Decide the enforcement objection"
        ),
        DeadlineKind.APPLY_FOR_ENFORCEMENT_REVIEW: Label(
            "申请执行复议", "Apply for review of the enforcement objection"
        ),
        DeadlineKind.RESUME_AFTER_SETTLEMENT: Label(
            "申请恢复执行", "Apply to resume enforcement after a broken settlement"
        ),
        DeadlineKind.FINISH_CASE: Label("执行结案", "Finish the case"),
        DeadlineKind.CONFIRM_LIFTING: Label(
            "各单位反馈已解除惩戒措施", "Every agency confirms that it lifted its measures"
        ),
        DeadlineKind.ANSWER_SUGGESTION: Label("答复司法建议书", "Answer a judicial suggestion"),
        DeadlineKind.ANSWER_INQUIRY: Label(
            "被查询单位答复协助查询", "Every agency that was asked answers the inquiry"
        ),
        DeadlineKind.LIFT_RESTRICTION: Label("解除限制消费", "Lift the restriction order"),
        DeadlineKind.LIFT_EXIT_RESTRICTION: Label("解除限制出境", "Lift the exit restriction"),
        DeadlineKind.EXAMINE_MISSING_REPORT: Label(
            "处理逾期未报告财产", "Look into a property report that is missing"
        ),
        DeadlineKind.RENEW_WATCH: Label("续期持续审查", "Renew a watch, or let it run out"),
    },
    Bearer: {
        Bearer.COURT: Label("执行法院", "The enforcing court"),
        Bearer.HIGHER_COURT: Label("上一级人民法院", "The next higher court"),
        Bearer.DEBTOR: Label("被执行人", "The debtor"),
        Bearer.CREDITOR: Label("申请执行人", "The creditor"),
        Bearer.PARTY: Label("申请人", "The applicant"),
        Bearer.AGENCY: Label("联合惩戒单位", "The partner agencies"),
        Bearer.OTHER_BODY: Label("其他单位", "Another body"),
        Bearer.NOBODY: Label("不需办理", "Nobody"),
    },
    ChangeKind: {
        ChangeKind.REVOCATION: Label("撤销决定", "Revocation"),
        ChangeKind.AMENDMENT: Label("更正决定", "Amendment"),
        ChangeKind.EXTENSION: Label("延长决定", "Extension"),
    },
    ApplicationState: {
        ApplicationState.RECEIVED: Label("已接收", "Received"),
        ApplicationState.GRANTED: Label("已决定纳入", "Granted"),
        ApplicationState.REFUSED: Label("已驳回", "Refused"),
    },
    ChangeState: {
        ChangeState.DRAFT: Label("草案", "Draft"),
        ChangeState.SIGNED: Label("已签发", "Signed"),
        ChangeState.WITHDRAWN: Label("已撤回", "Withdrawn"),
    },
}
