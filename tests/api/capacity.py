"""What is found out about a debtor (履行能力卷宗): what the tests send, up to a signed finding."""

from typing import Any

from tests.api.desk import Desk

CATEGORIES = [f"PR5-{number}" for number in range(1, 6)]


def evidence_body(debtor: str, **changes: object) -> dict[str, object]:
    """Return an item of evidence as a clerk records it: an empty network inquiry."""
    return {
        "debtor": debtor,
        "kind": "network_inquiry",
        "source": "网络执行查控系统",
        "dated_on": "2026-03-02",
        "bearing": "inability",
        "description": "银行、不动产、车辆、证券均未发现可供执行财产",
        "result": "nothing_found",
        **changes,
    }


def house_body(debtor: str, **changes: object) -> dict[str, object]:
    """Return evidence of a house."""
    return evidence_body(
        debtor,
        **{
            "kind": "field_inquiry",
            "source": "不动产登记中心",
            "bearing": "ability",
            "description": "名下有房屋一套",
            "result": None,
            **changes,
        },
    )


def sign_body(debtor: str, **changes: object) -> dict[str, object]:
    """Return a sign of evasion as a clerk records it."""
    return {
        "debtor": debtor,
        "sign": "gratuitous_transfer",
        "source": "银行流水",
        "dated_on": "2026-02-20",
        "description": "向亲属无偿转账",
        **changes,
    }


def ruling_body(debtor: str, **changes: object) -> dict[str, object]:
    """Return the ruling of a court that accepts bankruptcy, which is enough by itself."""
    return evidence_body(
        debtor,
        **{
            "kind": "bankruptcy_ruling",
            "source": "成都市中级人民法院",
            "description": "裁定受理破产申请",
            "result": None,
            **changes,
        },
    )


def assessment_body(debtor: str, **changes: object) -> dict[str, object]:
    """Return an assessment as a clerk drafts it."""
    return {
        "debtor": debtor,
        "outcome": "unable",
        "reason": "经查无可供执行财产，收入仅够必需生活费用",
        **changes,
    }


def signed(desk: Desk, assessment: dict[str, Any], by: str = "judge") -> dict[str, Any]:
    """Sign an assessment."""
    path = f"/capacity-assessments/{assessment['id']}/signature"
    return desk.begun(path, by=by, version=assessment["version"])


def found(desk: Desk, debtor: str, **changes: object) -> dict[str, Any]:
    """Draft an assessment and sign it."""
    made = desk.begun("/capacity-assessments", assessment_body(debtor, **changes))
    return signed(desk, made)


def found_unable(desk: Desk, debtor: str, **changes: object) -> dict[str, Any]:
    """Find a debtor unable, on a ruling that accepts bankruptcy."""
    desk.begun("/evidence", ruling_body(debtor))
    return found(desk, debtor, **changes)


def found_able(desk: Desk, debtor: str, **changes: object) -> dict[str, Any]:
    """Find a debtor able, on a house."""
    desk.begun("/evidence", house_body(debtor))
    return found(desk, debtor, **{"outcome": "able", "reason": "名下有房屋一套", **changes})


def demand_body(debtor: str, **changes: object) -> dict[str, object]:
    """Return an order to report property."""
    return {
        "debtor": debtor,
        "notice_received_on": "2026-03-01",
        "due_on": "2026-03-12",
        **changes,
    }


def receipt_body(**changes: object) -> dict[str, object]:
    """Return a report, or a supplement, as it came in."""
    return {
        "received_on": "2026-03-02",
        "categories": CATEGORIES,
        "content": "月收入二千元，无其他财产",
        **changes,
    }


def report_body(debtor: str, report: str, **changes: object) -> dict[str, object]:
    """Return a property report as evidence."""
    return evidence_body(
        debtor, **{"kind": "property_report", "result": None, "report": report, **changes}
    )


def verified_report(desk: Desk, debtor: str) -> dict[str, Any]:
    """Order a report, receive it and find it true."""
    demanded = desk.begun("/property-reports", demand_body(debtor))
    path = f"/property-reports/{demanded['id']}"
    received = desk.begun(f"{path}/receipt", receipt_body(), version=1)
    body = {"bearing": "inability", "reason": "经核实无可供执行财产"}
    return desk.begun(f"{path}/verification", body, by="judge", version=received["version"])
