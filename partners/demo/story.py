"""The story (演示过程): one debtor from the court's act to the end of every sanction, seen from the
outside.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import requests

from partners.demo.cast import (
    AGENCIES,
    AMOUNT,
    CLERK,
    DEBTOR_NAME,
    JUDGE,
    PRESIDENT,
    answers_of,
    case_of,
    debtor_of,
    inquiry_of,
    listing_of,
    payment_of,
    removal_of,
)
from partners.demo.court import CourtPerson
from partners.demo.stage import Stage
from partners.demo.watcher import Watcher

TIMEOUT_SECONDS = 10
BACKLOG_SECONDS = 60.0


class Story:
    """Tells and observes.

    :param stage: the installation, open.
    :param today: the legal day on which the story happens.
    """

    def __init__(self, stage: Stage, today: date) -> None:
        self._stage = stage
        self._telling = stage.telling
        self._today = today
        court = f"{stage.web}/api/v1/court"
        self._clerk, self._judge, self._president = (
            CourtPerson(court, stage.keys[login]) for login in (CLERK, JUDGE, PRESIDENT)
        )

    def tell(self, *, imported: int) -> None:
        """Tell the whole story.

        :param imported: how many records were imported before it begins.
        :raises partners.demo.telling.StoryError: when the register refuses an act.
        """
        if imported:
            self._import_arrives(imported)
        watcher = self._agency_watches()
        listing = self._court_lists()
        self._agencies_hold(listing)
        self._watcher_is_told(watcher, 1, "被公布", "somebody is listed")
        self._agencies_answer(listing)
        self._public_sees()
        debtor = str(listing["debtor"])
        self._debtor_pays(debtor)
        self._court_removes(str(listing["id"]))
        self._public_no_longer_sees()
        self._agencies_lift(listing)
        self._watcher_is_told(watcher, 2, "不再公开", "he is not any more")

    def _import_arrives(self, imported: int) -> None:
        self._telling.chapter(
            f"导入的 {imported} 条记录送达各单位", "imported records reach the agencies"
        )
        for agency in AGENCIES:
            self._telling.observe(
                f"{agency.name_zh}已收到全部通知",
                f"{agency.name_en} has caught up",
                self._caught_up(agency.code),
                within=BACKLOG_SECONDS,
            )

    def _agency_watches(self) -> Watcher:
        watcher = Watcher(self._stage, next(agency for agency in AGENCIES if agency.kinds))
        self._telling.chapter(
            "单位提交名单，持续审查", "an agency has a list screened, and watched"
        )
        watcher.hand_in(self._today)
        name = watcher.agency.name_zh
        self._telling.observe(f"{name}的名单已比对", "the list was compared", watcher.compared)
        return watcher

    def _watcher_is_told(self, watcher: Watcher, count: int, zh: str, en: str) -> None:
        self._telling.observe(
            f"{watcher.agency.name_zh}收到提示：名单中的人{zh}",
            f"an alert arrives: {en}",
            lambda: f"screening.alert × {count}" if watcher.alerts() == count else None,
        )

    def _court_lists(self) -> dict[str, Any]:
        telling = self._telling
        telling.chapter("法院立案、决定、送达并公布", "the court decides, serves and publishes")
        case = self._clerk.post("/cases", case_of(self._today))
        debtor = self._clerk.post(f"/cases/{case['id']}/debtors", debtor_of())
        telling.note(
            f"{case['number']}：被执行人{DEBTOR_NAME}，标的 {AMOUNT} 元", "case and debtor"
        )
        draft = self._clerk.post("/listings", listing_of(str(debtor["id"])))
        listing = f"/listings/{draft['id']}"
        telling.note(
            "书记员起草失信决定书和限制消费令（第一条第一项）",
            "drafted by the clerk, ground Art. 1(1)",
        )
        signed = self._president.post(f"{listing}/signature", version=draft["version"])
        telling.note("院长签发", "signed by the president")
        day = self._today.isoformat()
        service = {"method": "direct", "served_on": day, "repair_explained": True}
        served = self._clerk.post(f"{listing}/service", service, version=signed["version"])
        telling.note("直接送达", "served in person")
        published = self._judge.post(f"{listing}/publication", version=served["version"])
        telling.note("公布，同时限制消费", "published; the restriction order takes effect with it")
        return {**published, "debtor": str(debtor["id"])}

    def _agencies_hold(self, listing: dict[str, Any]) -> None:
        self._telling.chapter(
            "三家单位收到签名通知", "three agencies learn of it by signed notices"
        )
        for agency in AGENCIES:
            self._telling.observe(
                f"{agency.name_zh}已采取措施",
                f"{agency.name_en} applies its measures",
                self._holds(agency.code, str(listing["id"])),
            )

    def _agencies_answer(self, listing: dict[str, Any]) -> None:
        self._telling.chapter(
            "法院请求协助查询，单位答复", "the court asks agencies about property, and they answer"
        )
        wanted = inquiry_of(str(listing["debtor"]))
        request = self._clerk.post(f"/cases/{listing['case']['id']}/inquiry-requests", wanted)
        path, inquiry = f"/inquiry-requests/{request['id']}", request["inquiries"][0]["id"]
        asked = [agency for agency in AGENCIES if agency.kinds]
        self._telling.observe(
            "被查询的单位均已受理", "everybody who was asked has accepted", self._accepted(path)
        )
        for agency in asked:
            answers = [answers_of(kind, self._today) for kind in agency.kinds]
            requests.post(
                f"{self._stage.web}/api/v1/agency/inquiries/{inquiry}/answers",
                json={"id": str(uuid4()), "answers": answers},
                headers={"Authorization": f"Bearer {self._stage.keys[agency.code]}"},
                timeout=TIMEOUT_SECONDS,
            )
        self._telling.observe(
            "查询结果：发现财产",
            "the result: property was found",
            self._result(path, "property_found"),
        )

    def _public_sees(self) -> None:
        self._telling.chapter("公众可以查询", "the public finds the entry")
        self._telling.observe(f"查询“{DEBTOR_NAME}”有结果", "the search finds him", self._found(2))

    def _debtor_pays(self, debtor: str) -> None:
        self._telling.chapter("被执行人履行完毕", "the debtor pays")
        payment = self._clerk.post("/payments", payment_of(debtor, self._today))
        self._judge.post(f"/payments/{payment['id']}/confirmation", version=payment["version"])
        self._telling.note(
            f"登记并确认 {AMOUNT} 元", "entered by the clerk, confirmed by the judge"
        )

    def _court_removes(self, listing: str) -> None:
        self._telling.chapter(
            "法院删除失信信息并解除限制消费", "the court removes and lifts in one act"
        )
        removal = self._clerk.post("/removals", removal_of(listing))
        self._judge.post(f"/removals/{removal['id']}/signature", version=removal["version"])
        self._telling.note("依第十条第一项删除；限制消费令一并解除", "removed under Art. 10(1)")

    def _public_no_longer_sees(self) -> None:
        self._telling.chapter("公众不再查到", "the public no longer finds it")
        self._telling.observe(
            f"查询“{DEBTOR_NAME}”无结果", "the search finds nobody", self._found(0), within=0
        )

    def _agencies_lift(self, listing: dict[str, Any]) -> None:
        self._telling.chapter("各单位解除措施并反馈", "every agency has lifted and said so")
        for agency in AGENCIES:
            self._telling.observe(
                f"{agency.name_zh}已不再采取任何措施",
                f"{agency.name_en} applies nothing any more",
                self._holds_nothing(agency.code),
            )
        self._telling.observe(
            "台账：被告知的单位均已反馈解除",
            "the register has every agency's word",
            self._all_confirmed([str(listing["id"]), str(listing["restriction"]["id"])]),
        )
        self._telling.observe("台账可验证", "the journal verifies", self._journal_verifies)

    def _agency(self, code: str, path: str) -> dict[str, Any]:
        address = f"{self._stage.agencies[code]}{path}"
        try:
            answer = requests.get(address, timeout=TIMEOUT_SECONDS)
        except requests.RequestException:
            return {}
        found: dict[str, Any] = answer.json()
        return found

    def _caught_up(self, code: str) -> Callable[[], str | None]:
        def look() -> str | None:
            stream = self._stage.streams()[code]
            taken_in = self._agency(code, "/health").get("through", 0)
            if stream["waiting"] or taken_in != stream["through"]:
                return None
            return f"至序号 through {taken_in}，通知 notices {len(self._history(code))}"

        return look

    def _history(self, code: str) -> list[Any]:
        notices: list[Any] = self._agency(code, "/history").get("notices", [])
        return notices

    def _holds(self, code: str, record: str) -> Callable[[], str | None]:
        def look() -> str | None:
            held = self._agency(code, f"/holdings/{record}").get("holdings") or []
            measures = ", ".join(str(holding["measure"]) for holding in held)
            return measures or None

        return look

    def _holds_nothing(self, code: str) -> Callable[[], str | None]:
        def look() -> str | None:
            answer = self._agency(code, f"/holdings?name={DEBTOR_NAME}")
            return None if answer.get("holdings", True) else "无 none"

        return look

    def _found(self, count: int) -> Callable[[], str | None]:
        def look() -> str | None:
            answer = requests.get(
                f"{self._stage.web}/api/v1/public/entries",
                params={"name": DEBTOR_NAME},
                timeout=TIMEOUT_SECONDS,
            )
            found = answer.json() if answer.ok else {}
            if found.get("total") != count:
                return None
            lists = "、".join(str(item["labels"]["list"]) for item in found["items"])
            numbers = {str(item["id_number_masked"]) for item in found["items"]}
            return f"{count} 条 {lists} {' '.join(numbers)}".strip()

        return look

    def _accepted(self, request: str) -> Callable[[], str | None]:
        def look() -> str | None:
            (inquiry,) = self._clerk.get(request)["inquiries"]
            asked = {each["agency"]: each["state"] for each in inquiry["agencies"]}
            return "、".join(asked) if set(asked.values()) == {"accepted"} else None

        return look

    def _result(self, request: str, wanted: str) -> Callable[[], str | None]:
        def look() -> str | None:
            (inquiry,) = self._clerk.get(request)["inquiries"]
            return wanted if inquiry["result"] == wanted else None

        return look

    def _all_confirmed(self, records: list[str]) -> Callable[[], str | None]:
        def look() -> str | None:
            rows = [row for each in records for row in self._stage.coverage(each)["agencies"]]
            told = [row for row in rows if row["told"]]
            if not told or not all(row["confirmed"] for row in told):
                return None
            return "、".join(sorted({str(row["agency"]) for row in told}))

        return look

    def _journal_verifies(self) -> str | None:
        return self._stage.flask("registry", "journal", "verify") or "ok"
