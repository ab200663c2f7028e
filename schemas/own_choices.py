"""Choices (当事人可以办理的事项): what a debtor can do about a decision, by code."""

from enum import StrEnum

from schemas.label import Label, Labels


class OwnChoice(StrEnum):
    """What a debtor can do about a decision about him (当事人可以办理的事项)."""

    PERFORM = "perform"
    CLAIM_PAYMENT = "claim_payment"
    OBJECT = "object"
    APPLY_FOR_REVIEW = "apply_for_review"
    APPLY_FOR_REPAIR = "apply_for_repair"
    ASK_FOR_PERMISSION = "ask_for_permission"
    ASK_FOR_LIFTING = "ask_for_lifting"
    ASK_FOR_CERTIFICATE = "ask_for_certificate"
    CLAIM_COMPENSATION = "claim_compensation"


LABELS: Labels = {
    OwnChoice: {
        OwnChoice.PERFORM: Label(
            "在宽限期内履行，履行完毕的不予公布",
            "Perform within the grace period; nothing is then published",
        ),
        OwnChoice.CLAIM_PAYMENT: Label(
            "申报已经履行的款项，由法院核实", "Claim what you have paid, for the court to check"
        ),
        OwnChoice.OBJECT: Label(
            "认为不应作出、内容有误或者应当终止的，向执行法院书面申请纠正，法院十五日内审查",
            "Object in writing at the enforcing court if it should not have been, is inaccurate or "
            "should be over; the court examines that within 15 days",
        ),
        OwnChoice.APPLY_FOR_REVIEW: Label(
            "对驳回决定不服的，向上一级法院申请复议",
            "Apply to the next higher court for review of the dismissal",
        ),
        OwnChoice.APPLY_FOR_REPAIR: Label(
            "符合下列途径之一的，向执行法院申请信用修复",
            "Apply to the enforcing court for credit repair, in one of these ways",
        ),
        OwnChoice.ASK_FOR_PERMISSION: Label(
            "因生活或者经营必需的消费，向执行法院申请准许；因急病、丧事、公务等申请暂时解除",
            "Ask the enforcing court to allow spending that life or business needs, or to suspend "
            "the order for illness, a funeral, official duty and the like",
        ),
        OwnChoice.ASK_FOR_LIFTING: Label(
            "履行完毕、提供充分有效担保或者申请执行人同意的，申请解除限制消费令",
            "Ask for the order to be lifted: on performance, on adequate security, or where the "
            "creditor agrees",
        ),
        OwnChoice.ASK_FOR_CERTIFICATE: Label(
            "向执行法院申请证明书，供他人核验",
            "Ask the enforcing court for a certificate that others can verify",
        ),
        OwnChoice.CLAIM_COMPENSATION: Label(
            "曾经公布或者施行的决定已被撤销，可以向作出决定的法院申请国家赔偿",
            "The decision was in effect and is revoked: claim state compensation from the court "
            "that made it",
        ),
    },
}
