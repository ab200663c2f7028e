"""The public search as JSON (公开查询接口): whom it finds, what it shows, what it refuses."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from registry.clock import SHANGHAI
from registry.db import db
from registry.rules.publication import public_item
from schemas.codes import Ground, ListName, RestrictedAct, SubjectKind
from schemas.public import EntryPage
from tests.clocks import SetClock
from tests.public import entries

SEARCH = "/api/v1/public/entries"
LAST_DAY = date(2026, 3, 2)


def search(client: FlaskClient, name: str, **asked: Any) -> Any:
    """Return the answer to a search that is in order."""
    answer = client.get(SEARCH, query_string={"name": name, **asked})
    assert answer.status_code == 200, answer.text
    return answer.json


def found(client: FlaskClient, name: str, **asked: Any) -> list[str]:
    """Return the ids of the entries that a search finds, in their order."""
    return [item["id"] for item in search(client, name, **asked)["items"]]


def refused(client: FlaskClient, **asked: Any) -> TestResponse:
    """Return the answer to a search that is not in order."""
    answer = client.get(SEARCH, query_string=asked)
    assert answer.content_type == "application/problem+json"
    return answer


@pytest.mark.every_engine
def test_an_answer_is_what_was_stored_and_its_codes_in_words(client: FlaskClient) -> None:
    shown = entries.facts(grounds=(Ground.EVADES, Ground.BREACHES_REPORTING))
    entries.put(shown)
    answer = search(client, "张伟")
    (item,) = answer.pop("items")
    labels = item.pop("labels")
    assert item == public_item(shown)
    assert labels == {
        "list": "失信被执行人",
        "kind": "自然人",
        "sex": "男",
        "province": "四川",
        "grounds": ["以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行", "违反财产报告制度"],
        "acts": [],
        "capacity": None,
        "performance": "全部未履行",
    }
    assert answer == {"per_page": 20, "total": 1, "next": None}


def test_an_answer_has_the_shape_that_is_described(client: FlaskClient) -> None:
    entries.publish()
    entries.publish(
        list=ListName.RESTRICTED, grounds=(), acts=tuple(RestrictedAct), performance=None, sex=None
    )
    entries.publish(kind=SubjectKind.ORGANISATION, number=entries.COMPANY_CODE, province="")
    assert EntryPage().validate(search(client, "张伟")) == {}


def test_numbers_are_masked_wherever_they_stand(client: FlaskClient) -> None:
    entries.publish(obligation=f"偿还借款，被告身份证号{entries.PERSON_NUMBER}。")
    answer = client.get(SEARCH, query_string={"name": "张伟"})
    assert entries.PERSON_NUMBER not in answer.text
    assert answer.json is not None
    assert answer.json["items"][0]["id_number_masked"] == "510199***********0"


@pytest.mark.parametrize(
    ("listed", "typed"),
    [
        ("张伟", "張偉"),
        ("張偉", "张伟"),
        ("张伟", " 张　伟 "),
        ("吕布", "呂布"),
        ("阿卜杜拉·买买提", "阿卜杜拉•买买提"),
        ("阿卜杜拉·买买提", "阿卜杜拉・买买提"),
        ("阿卜杜拉．买买提", "阿卜杜拉·買買提"),
        ("ＡＢＣ科技有限公司", "abc科技有限公司"),
        ("上海华信国际（集团）有限公司", "上海華信國際(集團)有限公司"),
    ],
)
def test_a_name_is_found_however_it_is_typed(client: FlaskClient, listed: str, typed: str) -> None:
    entry = entries.publish(name=listed)
    assert found(client, typed) == [entry]


@pytest.mark.parametrize("typed", ["张炜", "张伟明", "伟张", "小张伟", "张维"])
def test_another_name_is_not_found(client: FlaskClient, typed: str) -> None:
    entries.publish(name="张伟")
    assert search(client, typed) == {"items": [], "per_page": 20, "total": 0, "next": None}


@pytest.mark.every_engine
def test_the_newest_entry_comes_first_and_the_later_one_of_a_day(client: FlaskClient) -> None:
    days = [date(2026, 2, 1), date(2026, 2, 3), date(2026, 2, 3), date(2026, 1, 5)]
    first, second, third, fourth = [entries.publish(published_on=day) for day in days]
    assert found(client, "张伟") == [third, second, first, fourth]


@pytest.mark.every_engine
def test_a_search_can_be_narrowed(client: FlaskClient) -> None:
    here = entries.publish()
    order = entries.publish(list=ListName.RESTRICTED, grounds=(), acts=tuple(RestrictedAct))
    company = entries.publish(kind=SubjectKind.ORGANISATION, number=entries.COMPANY_CODE)
    away = entries.publish(court_code="粤0106", province="广东")
    everything = [away, company, order, here]
    assert found(client, "张伟") == everything
    assert found(client, "张伟", list="restricted") == [order]
    assert found(client, "张伟", kind="organisation") == [company]
    assert found(client, "张伟", court_code="粤0106") == [away]
    for province in ("粤", "广东", "广东省"):
        assert found(client, "张伟", province=province) == [away]
    assert search(client, "张伟", list="dishonest", province="四川")["total"] == 2


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"list": "everything"}, "list"),
        ({"kind": "company"}, "kind"),
        ({"province": "加利福尼亚"}, "province"),
        ({"court_code": "武侯"}, "court_code"),
        ({"court_code": "川0107\0"}, "court_code"),
        ({"per_page": "0"}, "per_page"),
        ({"per_page": "101"}, "per_page"),
        ({"per_page": "all"}, "per_page"),
        ({"privince": "四川"}, "privince"),
        ({"list": ["dishonest", "restricted"]}, "list"),
        ({"per_page": ["5", "5"]}, "per_page"),
    ],
)
def test_a_wrong_filter_is_refused_and_named(
    client: FlaskClient, asked: dict[str, str | list[str]], field: str
) -> None:
    answer = refused(client, name="张伟", **asked)
    assert answer.status_code == 422
    assert answer.json is not None
    assert [error["parameter"] for error in answer.json["errors"]] == [field]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("张", "name.too_short"),
        ("张 ", "name.too_short"),
        ("　 　", "name.too_short"),
        ("张\u200b", "name.too_short"),
        ("张\0伟", "name.unreadable"),
        ("张\r\n伟", "name.unreadable"),
    ],
)
def test_a_name_that_cannot_be_searched_is_refused(
    client: FlaskClient, name: str, code: str
) -> None:
    answer = refused(client, name=name)
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["code"] == code
    assert answer.json["facts"]["field"] == "name"


def test_a_search_without_a_name_or_with_an_endless_one_is_refused(client: FlaskClient) -> None:
    assert refused(client).status_code == 422
    assert refused(client, name="巴" * 256).status_code == 422


def test_a_name_as_long_as_names_get_is_found(client: FlaskClient) -> None:
    entry = entries.publish(name="巴" * 255)
    assert found(client, "巴" * 255) == [entry]


@pytest.mark.parametrize(
    "number",
    [
        entries.PERSON_NUMBER,
        entries.PERSON_NUMBER[:-2],
        "510199 19800101 0010",
        "５１０１９９１９８００１０１００１０",
        "510199800101001",
        "510199********0010",
        "张伟" + entries.PERSON_NUMBER,
        entries.COMPANY_CODE,
        "E12345678",
        "13800000000",
    ],
)
def test_a_number_instead_of_a_name_is_refused_and_repeated_nowhere(
    client: FlaskClient, number: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    answer = refused(client, name=number)
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["code"] == "name.looks_like_number"
    assert "/api/v1/public/entries/query" in answer.json["detail"]
    assert number not in answer.text
    assert number not in str(answer.headers)
    assert [record for record in caplog.records if number in str(vars(record))] == []


def test_what_somebody_searched_for_is_not_logged(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    entries.publish(name="欧阳文轩")
    caplog.clear()
    search(client, "欧阳文轩")
    registered = [record for record in caplog.records if record.name.startswith("registry")]
    assert registered != []
    assert [record for record in registered if "欧阳" in str(vars(record))] == []


@pytest.mark.every_engine
def test_a_removed_entry_is_gone_at_the_next_request(client: FlaskClient) -> None:
    entry = entries.publish()
    assert found(client, "张伟") == [entry]
    entries.remove(entry)
    assert search(client, "张伟")["total"] == 0


@pytest.mark.every_engine
def test_an_entry_is_gone_when_its_last_day_in_beijing_is_over(
    client: FlaskClient, clock: SetClock
) -> None:
    entry = entries.publish(ends_on=LAST_DAY, grounds=(Ground.EVADES,))
    midnight = datetime(2026, 3, 3, tzinfo=SHANGHAI)
    clock.set(midnight - timedelta(seconds=1))
    assert found(client, "张伟") == [entry]
    clock.set(midnight)
    assert search(client, "张伟") == {"items": [], "per_page": 20, "total": 0, "next": None}


def test_an_entry_without_a_term_stays(client: FlaskClient, clock: SetClock) -> None:
    entry = entries.publish(ends_on=None)
    clock.forward(timedelta(days=365 * 20))
    assert found(client, "张伟") == [entry]


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect what the store is asked."""
    collected: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        collected.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield collected
    event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.every_engine
def test_a_search_is_one_read(client: FlaskClient, statements: list[str]) -> None:
    entries.publish()
    statements.clear()
    search(client, "张伟", list="dishonest")
    assert [text for text in statements if "public_entry" in text] == statements[-1:]


def test_nothing_of_an_answer_may_be_kept(client: FlaskClient) -> None:
    entries.publish()
    answer = client.get(SEARCH, query_string={"name": "张伟"})
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content_type == "application/json"
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_a_refusal_may_not_be_kept_either(client: FlaskClient) -> None:
    assert refused(client, name="张").headers["Cache-Control"] == "no-store"


def test_an_answer_is_in_utf_8(client: FlaskClient) -> None:
    entries.publish(name="李䶮𠮷")
    answer = client.get(SEARCH, query_string={"name": "李䶮𠮷"})
    assert orjson.loads(answer.data)["items"][0]["name"] == "李䶮𠮷"
