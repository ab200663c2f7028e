"""Who appears in the demo (演示角色): one court with three people, three agencies, one debtor; all
invented.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

COURT_CODE = "川0107"
CLERK, JUDGE, PRESIDENT = "clerk", "judge", "president"
PEOPLE = (
    (CLERK, "演示书记员", "clerk"),
    (JUDGE, "演示法官", "judge"),
    (PRESIDENT, "演示院长", "president"),
)
DEBTOR_NAME = "欧阳示例"
# Area 510199 was never given to any place, so that the number can be nobody's.
DEBTOR_NUMBER = "510199198503070013"
AMOUNT = "98000.00"


@dataclass(frozen=True, slots=True)
class DemoAgency:
    """An agency of the demo.

    ``measures`` are codes of the catalogue it is responsible for; ``kinds`` is what it can be asked
    about a debtor.
    """

    code: str
    name_zh: str
    name_en: str
    measures: tuple[str, ...]
    port: int
    kinds: tuple[str, ...] = ()


AGENCIES = (
    DemoAgency(
        "market-regulation", "市场监督管理局", "Market regulation", ("go2016.C1", "go2016.I"), 8101
    ),
    DemoAgency(
        "central-bank",
        "中国人民银行分支机构",
        "Central bank",
        ("go2016.A2", "go2016.E3"),
        8102,
        kinds=("accounts",),
    ),
    DemoAgency(
        "housing",
        "住房和城乡建设局",
        "Housing authority",
        ("go2016.F1", "go2016.G6", "go2016.D3"),
        8103,
        kinds=("real_property",),
    ),
)


def case_of(today: date) -> dict[str, object]:
    """Return the case of the story, filed two months before today."""
    filed_on = today - timedelta(days=60)
    return {
        "number": f"({filed_on.year}){COURT_CODE}执990001号",
        "filed_on": filed_on.isoformat(),
        "basis": {
            "number": f"({filed_on.year}){COURT_CODE}民初990001号",
            "body": "成都市武侯区人民法院",
        },
        "obligation": f"被告于本判决生效后十日内支付原告货款人民币{AMOUNT}元。",
        "amount": AMOUNT,
    }


def debtor_of() -> dict[str, object]:
    """Return the debtor of the story."""
    return {
        "kind": "natural",
        "name": DEBTOR_NAME,
        "documents": [{"type": "resident_id", "number": DEBTOR_NUMBER}],
        "sex": "male",
        "birth_on": None,
        "legal_representative": None,
        "performance_due_on": None,
    }


def listing_of(debtor_id: str) -> dict[str, object]:
    """Return the listing of the story: Listing Rules Art. 1(1), on the court's own motion."""
    return {
        "debtor": debtor_id,
        "grounds": ["LR1-1"],
        "conduct": "有履行能力而拒不履行生效法律文书确定的义务。",
        "reason": "名下银行存款足以清偿，经责令仍不履行。",
        "initiative": "court",
        "applied_on": None,
        "ability": "网络查控查明其银行存款余额高于执行标的。",
        "performance": "none",
        "performed": "",
        "outstanding": f"{AMOUNT}元",
    }


def payment_of(debtor_id: str, today: date) -> dict[str, object]:
    """Return the payment of the story: everything, at once."""
    return {
        "debtor": debtor_id,
        "amount": AMOUNT,
        "paid_on": today.isoformat(),
        "enforced": False,
        "note": "一次性付清",
    }


def removal_of(listing_id: str) -> dict[str, object]:
    """Return the removal of the story: Listing Rules Art. 10(1), the obligation is performed."""
    return {
        "listing": listing_id,
        "ground": "LR10-1",
        "reason": "已履行生效法律文书确定的全部义务。",
    }


def inquiry_of(debtor_id: str) -> dict[str, object]:
    """Return what the court asks agencies about the debtor."""
    kinds = [kind for agency in AGENCIES for kind in agency.kinds]
    return {"debtors": [debtor_id], "kinds": kinds, "purpose": "查明可供执行的财产"}


def list_of(today: date) -> dict[str, object]:
    """Return the list that an agency of the story has screened, and watched for a month."""
    return {
        "id": str(uuid4()),
        "purpose": "honours",
        "basis": "文明单位评选办法第九条",
        "lists": ["dishonest"],
        "watch_until": (today + timedelta(days=30)).isoformat(),
        "rows": [
            {"name": DEBTOR_NAME, "number": DEBTOR_NUMBER, "reference": "候选人-1"},
            {"name": "赵示例", "number": "510199198502020022", "reference": "候选人-2"},
        ],
    }


def answers_of(kind: str, today: date) -> dict[str, object]:
    """Return what an agency of the story answers: there is an account, and nothing else."""
    said = {"kind": kind, "as_of": today.isoformat()}
    if kind != "accounts":
        return {**said, "outcome": "nothing_found"}
    account = {"institution": "示例银行", "number": "6200000000000000001", "balance": "20000.00"}
    return {**said, "outcome": "found", "accounts": [account]}
