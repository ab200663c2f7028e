"""Who can be asked about property: a connected agency with the kinds that are set for it, shown to
courts, to operators and to itself; not one that has retired.
"""

from flask.testing import FlaskClient, FlaskCliRunner

from tests.partners.asking import Asking
from tests.partners.caller import Caller, printed
from tests.partners.test_pages import sign_in


def ran(runner: FlaskCliRunner, *arguments: str) -> int:
    """Run a command of an operator and return how it ended."""
    return runner.invoke(args=["partners", "agency", *arguments]).exit_code


def test_an_agency_that_has_retired_is_asked_nothing_more(
    asking: Asking, runner: FlaskCliRunner
) -> None:
    assert ran(runner, "retire", "traffic", "--reason", "机构改革") == 0
    known = asking.desk.get("/respondents").get_json()["items"]
    assert [each["agency"] for each in known] == ["bank", "land"]
    refused = asking.desk.refused(asking.path, asking.body())
    (finding,) = refused["facts"]["findings"]
    assert finding["facts"]["nobody_answers"] == "vehicles"
    assert ran(runner, "inquiries", "traffic", "--kinds", "vehicles") != 0


def test_what_an_agency_can_be_asked_is_shown_to_it_and_to_operators(
    asking: Asking, client: FlaskClient, runner: FlaskCliRunner
) -> None:
    kinds = ["accounts", "network_funds", "securities"]
    assert asking.get("bank", "/settings").get_json()["inquiry_kinds"] == kinds
    operator = Caller(client, printed(runner, "operator", "key", "lin"))
    assert operator.get("/api/v1/partners/agencies/bank").get_json()["inquiry_kinds"] == kinds
    home = sign_in(client, asking.keys["bank"])
    assert "银行账户、网络资金、证券" in client.get(home).get_data(as_text=True)
