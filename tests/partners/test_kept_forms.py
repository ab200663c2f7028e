"""A form that is refused comes back as it was sent: what was typed, the error beside its field."""

import re
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient, FlaskCliRunner

from tests.partners.asking import Asking
from tests.partners.caller import printed
from tests.partners.court_person import Person
from tests.partners.parked import CODE
from tests.partners.test_pages import sign_in, token
from tests.partners.test_parked_pages import notice
from tests.public import markup
from tests.public.markup import Element

__all__ = ("notice",)
ONE = f"/partners/agencies/{CODE}"
OWN = "/partners/own"
FORMS = [
    ("schedule", {"every_seconds": "0", "cron": "", "max_notices": "77"}, "every_seconds"),
    ("schedule", {"cron": "0 8 * * 1", "every_seconds": "50"}, "cron"),
    ("schedule", {"posts_per_minute": "ten", "max_notices": "77"}, "posts_per_minute"),
    ("pause", {"reason": "长" * 501}, "reason"),
    ("propose", {"address": "not an address", "standby": "on"}, "address"),
    ("propose", {"address": "http://127.0.0.1:9/notices"}, "address"),
    ("replay", {"after": "5", "since": "2026-03-01", "reason": "丢失数据"}, "after"),
    ("replay", {"after": "5", "since": "", "reason": ""}, "reason"),
    ("snapshot", {"reason": " "}, "reason"),
    ("retire", {"reason": " "}, "reason"),
]


def sent(client: FlaskClient, page: str, act: str, typed: dict[str, str]) -> list[Element]:
    """Send a form that is refused, and return what the form then holds."""
    form = {"token": token(client, page), **typed}
    answer = client.post(f"{page}/{act}", data=form, headers={"Accept": "text/html"})
    assert 400 <= answer.status_code < 500
    said = markup.read(answer.text)
    # Where whoever sent it goes on is one place.
    assert len([e for e in said.elements if "autofocus" in e.attributes]) == 1
    return [e for e in said.elements if e.name in ("input", "button", "p")]


def field(found: list[Element], act: str, name: str, of: str = "") -> Element:
    """Return one field of a form."""
    wanted = "-".join(part for part in (act, of, name) if part)
    [only] = [e for e in found if e.attributes.get("id") == wanted]
    return only


@pytest.mark.parametrize(("act", "typed", "wrong"), FORMS)
def test_what_was_typed_still_stands_in_the_form_and_the_error_beside_its_field(
    client: FlaskClient, notice: UUID, act: str, typed: dict[str, str], wrong: str
) -> None:
    found = sent(client, ONE, act, typed)
    for name, value in typed.items():
        if name == "standby":
            assert any(
                e.attributes.get("name") == name and "checked" in e.attributes for e in found
            )
        else:
            assert field(found, act, name).attributes["value"] == value
    at = field(found, act, wrong)
    assert at.attributes["aria-invalid"] == "true"
    assert "autofocus" in at.attributes
    assert f"{act}-{wrong}-wrong" in (at.attributes["aria-describedby"] or "").split()
    assert field(found, act, wrong + "-wrong").name == "p"


def test_an_unticked_box_stays_unticked_beside_a_missing_reason(
    client: FlaskClient, notice: UUID
) -> None:
    found = sent(client, ONE, "correct", {"notice": str(notice), "keep-name": "on", "reason": " "})
    boxes = [e.attributes for e in found if (e.attributes.get("name") or "").startswith("keep-")]
    assert [each["name"] for each in boxes if "checked" in each] == ["keep-name"]
    assert "autofocus" in field(found, "correct", "reason", str(notice)).attributes


def test_a_notice_corrected_to_nothing_keeps_its_reason(client: FlaskClient, notice: UUID) -> None:
    found = sent(client, ONE, "correct", {"notice": str(notice), "reason": "字段过长"})
    reason = field(found, "correct", "reason", str(notice))
    assert reason.attributes["value"] == "字段过长"
    assert field(found, "correct", "keep-wrong", str(notice)).name == "p"
    # No other form of the page was sent.
    assert field(found, "release", "reason", str(notice)).attributes["value"] == ""


def test_of_what_can_be_done_about_a_notice_only_what_was_refused_stands_open(
    client: FlaskClient, notice: UUID
) -> None:
    def opened(page: str) -> list[str]:
        folded = [e for e in markup.read(page).elements if e.name == "details"]
        assert len(folded) == 2
        return [e.text.strip().split()[0] for e in folded if "open" in e.attributes]

    client.get(f"{ONE}?lang=zh")
    form = {"token": token(client, ONE), "notice": str(notice), "reason": " "}
    assert opened(client.get(ONE).text) == []
    assert opened(client.post(f"{ONE}/close", data=form).text) == ["终结，不再告知该单位"]
    assert opened(client.post(f"{ONE}/correct", data=form).text) == ["更正后放行"]


def test_an_agency_keeps_what_it_typed_as_well(
    client: FlaskClient, notice: UUID, runner: FlaskCliRunner
) -> None:
    sign_in(client, printed(runner, "agency", "key", CODE))
    found = sent(client, OWN, "rotate", {"overlap_hours": "721"})
    assert field(found, "rotate", "overlap_hours").attributes["value"] == "721"
    typed = {"after": "999999", "since": "", "reason": "恢复备份"}
    found = sent(client, OWN, "replay", typed)
    assert field(found, "replay", "reason").attributes["value"] == "恢复备份"
    assert field(found, "replay", "after").attributes["aria-invalid"] == "true"


def test_a_refused_form_has_another_language_and_loads_again_as_the_page_it_stands_on(
    client: FlaskClient, notice: UUID
) -> None:
    form = {"token": token(client, ONE), "reason": ""}
    refused = client.post(f"{ONE}/pause", data=form)
    links = re.findall(r'<a href="([^"]+)" hreflang', refused.text)
    assert links == [f"{ONE}?lang=zh", f"{ONE}?lang=en"]
    loaded = client.get(f"{ONE}/pause")
    assert (loaded.status_code, loaded.headers["Location"]) == (303, ONE)
    assert client.get(f"{ONE}/nonsense").status_code == 404


def test_a_court_keeps_what_it_chose_and_what_it_did_not(asking: Asking) -> None:
    clerk = Person(asking.app, asking.desk.issue("clerk"))
    base = f"/partners/court/cases/{asking.case['id']}/inquiries"
    page = f"{base}/new?step=2&debtors={asking.debtor['id']}&kinds=accounts&kinds=real_property"
    chosen = {"debtors": asking.debtor["id"], "kinds": ["accounts", "real_property"]}
    refused = clerk.post(base, page, **chosen, purpose="查明财产", urgent="yes")
    assert refused.status_code == 422
    said = markup.read(refused.text)
    boxes = [e.attributes for e in said.all("input") if e.attributes.get("name") == "agencies"]
    assert len(boxes) == 2
    assert [each["value"] for each in boxes if "checked" in each] == []
    assert field(said.elements, "ask", "purpose").attributes["value"] == "查明财产"
    assert field(said.elements, "ask", "agencies-wrong").name == "p"
    urgent = [e.attributes for e in said.all("input") if e.attributes.get("value") == "yes"]
    assert ["checked" in each for each in urgent] == [True]


def test_an_agency_that_screens_keeps_everything_but_the_file(
    asking: Asking, client: FlaskClient
) -> None:
    client.post("/partners/sign-in", data={"key": asking.keys["bank"]})
    home = f"{OWN}/screenings"
    form = {"token": token(client, home), "id": str(uuid4()), "purpose": "honours"}
    typed = {"basis": "评选办法第九条", "names": "on", "watch_until": "2026-12-31"}
    refused = client.post(home, data={**form, **typed, "dishonest": "on"})
    said = markup.read(refused.text)
    for name in ("basis", "watch_until"):
        assert field(said.elements, "open_one", name).attributes["value"] == typed[name]
    boxes = [e.attributes for e in said.all("input") if e.attributes.get("type") == "checkbox"]
    assert {each["name"] for each in boxes if "checked" in each} == {"dishonest", "names"}
    at = field(said.elements, "open_one", "list").attributes
    assert ("autofocus" in at, at["aria-invalid"]) == (True, "true")
    assert "文件须重新选择" in refused.text
    late = {**form, **typed, "dishonest": "on", "watch_until": "never"}
    file = {"list": (BytesIO("姓名\n李测试\n".encode()), "list.csv")}
    said = markup.read(client.post(home, data={**late, **file}).text)
    assert "autofocus" in field(said.elements, "open_one", "watch_until").attributes
