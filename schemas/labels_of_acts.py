"""Labels of acts (法院行为标签)."""

from schemas.act_codes import Act
from schemas.label import Label, Labels

LABELS: Labels = {
    Act: {
        Act.ENTER_CASE: Label("录入案件", "Enter a case"),
        Act.DRAFT_LISTING: Label("起草纳入决定", "Draft a listing"),
        Act.SIGN_LISTING: Label("签发纳入决定", "Sign a listing"),
        Act.RECORD_SERVICE: Label("记录送达", "Record service"),
        Act.PUBLISH_LISTING: Label("公布失信信息", "Publish a listing"),
        Act.WITHHOLD_LISTING: Label("纳入而不予公布", "List somebody not suitable for publication"),
        Act.NOTIFY_UNIT: Label("记录向单位通报", "Record that a unit was notified"),
        Act.DRAFT_RESTRICTION: Label("起草限制消费令", "Draft an order"),
        Act.SIGN_RESTRICTION: Label("签发限制消费令", "Sign an order"),
        Act.PUBLISH_RESTRICTION: Label("施行限制消费令", "Put an order into force"),
        Act.ENTER_PAYMENT: Label("录入履行款", "Enter a payment"),
        Act.CONFIRM_PAYMENT: Label("确认履行款", "Confirm a payment"),
        Act.DRAFT_REMOVAL: Label("起草删除决定", "Draft a removal"),
        Act.SIGN_REMOVAL: Label("签发删除决定", "Sign a removal"),
        Act.SIGN_EARLY_REMOVAL: Label("签发提前删除决定", "Sign an early removal"),
        Act.ISSUE_ENFORCEMENT_NOTICE: Label("发出执行通知", "Issue the enforcement notice"),
        Act.RECEIVE_LISTING_APPLICATION: Label("接收纳入申请", "Receive an application to list"),
        Act.REFUSE_LISTING_APPLICATION: Label("驳回纳入申请", "Refuse an application to list"),
        Act.GRANT_GRACE: Label("给予宽限期", "Grant a grace period"),
        Act.RECORD_GRACE_OUTCOME: Label("认定宽限期履行情况", "Record what a grace period came to"),
        Act.DROP_LISTING: Label("决定不予公布", "Drop a listing before publication"),
        Act.DROP_RESTRICTION: Label("决定不予限制消费", "Drop an order before it takes effect"),
        Act.DRAFT_AMENDMENT: Label("起草更正", "Draft an amendment"),
        Act.SIGN_AMENDMENT: Label("签发更正", "Sign an amendment"),
        Act.DRAFT_EXTENSION: Label("起草延长决定", "Draft an extension"),
        Act.SIGN_EXTENSION: Label("签发延长决定", "Sign an extension"),
        Act.DRAFT_REVOCATION: Label("起草撤销决定", "Draft a revocation"),
        Act.SIGN_REVOCATION: Label("签发撤销决定", "Sign a revocation"),
        Act.SUSPEND_LISTING: Label("暂停公布", "Suspend a listing"),
        Act.RESUME_LISTING: Label("恢复公布", "Resume a listing"),
        Act.RESUME_WITHHELD_LISTING: Label(
            "恢复不宜公布的失信信息", "Resume a listing that is not published"
        ),
        Act.END_TERM: Label("期满删除", "Remove a listing whose term is over"),
        Act.WITHDRAW_DRAFT: Label("撤回草案", "Withdraw a draft"),
        Act.RECEIVE_PERMISSION: Label("接收准许申请", "Receive an application for permission"),
        Act.GRANT_OWN_MONEY: Label(
            "准许以个人财产因私消费", "Permit private spending of own money"
        ),
        Act.APPROVE_NECESSITY: Label("批准必需消费", "Approve necessary spending"),
        Act.GRANT_SUSPENSION: Label("决定暂时解除", "Suspend an order"),
        Act.REFUSE_PERMISSION: Label("不予准许", "Refuse a permission"),
        Act.WITHDRAW_PERMISSION: Label("撤回准许", "Withdraw a permission"),
        Act.END_PERMISSION: Label("准许期满", "End a permission on its day"),
        Act.RESUME_RESTRICTION: Label("恢复限制消费", "Resume an order"),
        Act.REPLACE_REPRESENTATIVE: Label(
            "变更被限制的法定代表人、主要负责人", "Replace a bound representative"
        ),
        Act.DRAFT_LIFT: Label("起草解除决定", "Draft the lifting of an order"),
        Act.SIGN_LIFT: Label("签发解除决定", "Sign the lifting of an order"),
        Act.END_RESTRICTION: Label("期满解除", "Lift an order whose own period is over"),
        Act.IMPOSE_SANCTION: Label("决定罚款、拘留或者移送", "Fine, detain or refer for a breach"),
        Act.RECORD_BREACH: Label("记录违反限制消费令的线索", "Record a reported breach"),
        Act.VERIFY_BREACH: Label("查实违反限制消费令", "Find a breach shown"),
        Act.DISMISS_BREACH: Label("认定违反不属实", "Find a breach not shown"),
        Act.DRAFT_SANCTION: Label("起草罚款、拘留决定", "Draft a sanction"),
        Act.SERVE_SANCTION: Label("送达罚款、拘留决定", "Serve a fine or a detention"),
        Act.DRAFT_REFERRAL: Label("起草刑事移送决定", "Draft a referral for prosecution"),
        Act.REFER_FOR_PROSECUTION: Label("移送追究刑事责任", "Refer for prosecution"),
        Act.CLOSE_PROSECUTION: Label("记录刑事移送结果", "Close a referral for prosecution"),
        Act.DRAFT_EXIT_RESTRICTION: Label("起草限制出境决定", "Draft an exit restriction"),
        Act.SIGN_EXIT_RESTRICTION: Label("签发限制出境决定", "Sign an exit restriction"),
        Act.IMPOSE_EXIT_RESTRICTION: Label("施行限制出境", "Impose an exit restriction"),
        Act.SERVE_EXIT_RESTRICTION: Label("送达限制出境决定", "Serve an exit restriction"),
        Act.DROP_EXIT_RESTRICTION: Label("不予限制出境", "Drop an exit restriction"),
        Act.DRAFT_EXIT_LIFT: Label("起草解除限制出境决定", "Draft the lift of an exit restriction"),
        Act.SIGN_EXIT_LIFT: Label("签发解除限制出境决定", "Sign the lift of an exit restriction"),
        Act.RECORD_EVIDENCE: Label("记录证据", "Record evidence"),
        Act.WITHDRAW_EVIDENCE: Label("撤回证据", "Withdraw evidence"),
        Act.DRAFT_CAPACITY_ASSESSMENT: Label("起草履行能力认定", "Draft a capacity assessment"),
        Act.SIGN_CAPACITY_ASSESSMENT: Label("签发履行能力认定", "Sign a capacity assessment"),
        Act.WITHDRAW_CAPACITY_ASSESSMENT: Label(
            "撤回履行能力认定草案", "Withdraw the draft of a capacity assessment"
        ),
        Act.SUPERSEDE_CAPACITY_ASSESSMENT: Label(
            "以新的认定取代履行能力认定", "Supersede a capacity assessment by a new one"
        ),
        Act.ANSWER_CAPACITY_PROPOSAL: Label(
            "决定保留失能被执行人的失信信息", "Keep the listing of one found unable"
        ),
        Act.DEMAND_PROPERTY_REPORT: Label("责令报告财产", "Order a property report"),
        Act.RECEIVE_PROPERTY_REPORT: Label("接收财产报告", "Receive a property report"),
        Act.RECEIVE_REPORT_SUPPLEMENT: Label(
            "接收财产补充报告", "Receive a supplement to a property report"
        ),
        Act.VERIFY_PROPERTY_REPORT: Label("核实财产报告", "Verify a property report"),
        Act.ESTABLISH_REPORT_BREACH: Label(
            "认定拒绝报告、虚假报告", "Establish that a report was refused or false"
        ),
        Act.RECORD_INQUIRY: Label("录入查控", "Record an inquiry"),
        Act.REQUEST_INQUIRY: Label("请求协助查询", "Ask agencies about property"),
        Act.WITHDRAW_INQUIRY: Label("撤回协助查询", "Withdraw what agencies were asked"),
        Act.RECORD_CLUE: Label("录入财产线索", "Record a clue"),
        Act.VERIFY_CLUE: Label("核实财产线索", "Verify a clue"),
        Act.DRAFT_RULING: Label("起草裁定", "Draft a ruling on a case"),
        Act.DRAFT_ROUND_CLOSING: Label("起草终本裁定", "Draft the closing of a round"),
        Act.SIGN_ROUND_CLOSING: Label("签发终本裁定", "Sign the closing of a round"),
        Act.RESUME_ENFORCEMENT: Label("恢复执行", "Resume enforcement"),
        Act.RECORD_SUSPENSION: Label(
            "记录中止执行裁定", "Record a ruling that suspends enforcement"
        ),
        Act.RECORD_NON_ENFORCEMENT: Label(
            "记录不予执行裁定", "Record a ruling that refuses enforcement"
        ),
        Act.RECORD_TERMINATION: Label(
            "记录终结执行裁定", "Record a ruling that terminates enforcement"
        ),
        Act.COMPLETE_ENFORCEMENT: Label("执行完毕", "Complete enforcement"),
        Act.REFER_TO_BANKRUPTCY: Label("移送破产审查", "Refer a case to bankruptcy"),
        Act.RECORD_BANKRUPTCY_ANSWER: Label(
            "记录破产审查结果", "Record the answer of the bankruptcy court"
        ),
        Act.DECIDE_TRANSFER: Label("决定移转执行", "Decide the transfer of a case"),
        Act.RECEIVE_TRANSFER: Label("接收移转案件", "Receive a transferred case"),
        Act.RECORD_CLAIM: Label("记录被执行人申报的履行", "Record a claimed payment"),
        Act.RECORD_CREDITOR_ANSWER: Label("记录申请执行人意见", "Record the creditor's answer"),
        Act.REJECT_PAYMENT: Label("驳回履行款", "Reject a payment"),
        Act.RECEIVE_REPAIR: Label("接收信用修复申请", "Receive an application for repair"),
        Act.DRAFT_REPAIR: Label("起草信用修复决定", "Draft a repair"),
        Act.GRANT_REPAIR: Label("准予信用修复", "Grant a repair"),
        Act.REFUSE_REPAIR: Label("不予信用修复", "Refuse a repair"),
        Act.WITHDRAW_REPAIR: Label("撤回信用修复申请", "Withdraw an application for repair"),
        Act.ISSUE_CERTIFICATE: Label("出具证明书", "Issue a certificate"),
        Act.VOID_CERTIFICATE: Label("作废证明书", "Void a certificate"),
        Act.RECEIVE_OBJECTION: Label("接收纠正申请", "Receive an objection"),
        Act.DRAFT_OBJECTION_DECISION: Label("起草审查结论", "Draft a decision on an objection"),
        Act.UPHOLD_OBJECTION: Label("认定纠正理由成立", "Find an objection founded"),
        Act.DISMISS_OBJECTION: Label("驳回纠正申请", "Dismiss an objection"),
        Act.SERVE_DISMISSAL: Label("送达驳回决定", "Serve a dismissal"),
        Act.CARRY_OUT_CORRECTION: Label("纠正", "Carry out a correction"),
        Act.WITHDRAW_OBJECTION: Label("撤回纠正申请", "Withdraw an objection"),
        Act.RECEIVE_REVIEW: Label("接收复议申请", "Receive an application for review"),
        Act.DRAFT_REVIEW_DECISION: Label("起草复议决定", "Draft a decision on a review"),
        Act.DISMISS_REVIEW: Label("驳回复议申请", "Dismiss a review"),
        Act.DRAFT_CORRECTION: Label("起草纠正意见", "Draft a correction"),
        Act.ORDER_CORRECTION: Label("责令纠正", "Order a correction"),
        Act.CORRECT_DIRECTLY: Label("直接纠正", "Correct directly"),
        Act.WITHDRAW_REVIEW: Label("撤回复议申请", "Withdraw a review"),
        Act.RECEIVE_APPEAL: Label("接收对制裁、限制出境的复议申请", "Receive an appeal"),
        Act.DRAFT_APPEAL_DECISION: Label(
            "起草对制裁、限制出境的复议决定", "Draft the decision on an appeal"
        ),
        Act.DISMISS_APPEAL: Label("驳回对制裁、限制出境的复议申请", "Dismiss an appeal"),
        Act.CHANGE_ON_APPEAL: Label("复议变更罚款、拘留", "Change a sanction on appeal"),
        Act.REVOKE_ON_APPEAL: Label(
            "复议撤销罚款、拘留或者限制出境", "Revoke a decision on appeal"
        ),
        Act.WITHDRAW_APPEAL: Label("撤回对制裁、限制出境的复议申请", "Withdraw an appeal"),
        Act.RECORD_DUTY: Label("录入期限事项", "Record a duty with a date"),
        Act.CLOSE_DUTY: Label("记录期限事项已办理", "Record that a duty was done"),
        Act.ASSIGN_DUTY: Label("指定责任人", "Name who is to do a duty"),
    },
}
