"""What a debtor is told of a sanction that he may appeal against, or that was wrong."""

from flask.testing import FlaskClient

from tests.api import exits, files
from tests.api.chain import Chain
from tests.api.desk import ADULT
from tests.api.test_appeals import appeal_body, decided
from tests.api.test_own_records import CASE, asked


def test_the_debtor_reads_until_when_to_appeal_and_that_a_wrong_fine_opens_a_claim(
    chain: Chain, client: FlaskClient
) -> None:
    debtor = files.debtor_of(chain.court, files.case_of(chain.court))
    drafted = files.signed(chain.court, files.drafted(chain.court, debtor))
    listing = files.served(chain.court, drafted)
    path = f"/listings/{listing['id']}/publication"
    order = chain.court.done(path, version=listing["version"])["restriction"]["id"]
    made = exits.sanctioned(chain.court, exits.shown(chain.court, order)["id"])
    body = {"method": "direct", "served_on": "2026-03-02"}
    chain.court.done(f"/sanctions/{made['id']}/service", body, version=made["version"])
    (told,) = asked(client, listing["own_code"]).get_json()["sanctions"]
    assert (told["state"]["code"], told["appeal_until"], told["opens_claim"]) == (
        *("signed", "2026-03-05", False),
    )
    appeal = chain.intermediate.done("/appeals", appeal_body(sanction=made["id"]))
    decided(chain.intermediate, appeal, "revoked")
    (told,) = asked(client, listing["own_code"]).get_json()["sanctions"]
    assert (told["state"]["code"], told["appeal_until"], told["opens_claim"]) == (
        *("revoked", None, True),
    )
    who = {"case_number": CASE, "id_number": ADULT, "code": listing["own_code"]}
    assert "国家赔偿法第三十八条" in client.post("/own", data=who).text
