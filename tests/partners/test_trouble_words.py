"""Why a stream does not run stands on its page in the reader's language."""

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import update

from partners.endpoints import challenges
from partners.endpoints.attempts import Trouble
from partners.models.endpoints import AgencyEndpoint
from partners.models.streams import StreamState
from partners.states import EndpointState
from registry.db import transaction
from tests.partners.caller import printed
from tests.partners.conftest import Agencies
from tests.partners.test_pages import sign_in

CODE = "market-regulation"
FAULTS = (
    challenges.UNREADABLE,
    challenges.NOT_REPEATED,
    challenges.WRONG_SIGNATURE,
    challenges.NO_KEY,
)
# What we ended ourselves is never kept as a reason.
TROUBLES = tuple(each.label for each in Trouble if each is not Trouble.INTERRUPTED)


@pytest.fixture
def signed_in(client: FlaskClient, runner: FlaskCliRunner, directory: Agencies) -> FlaskClient:
    """Give a browser in which an operator has signed in, and an agency."""
    directory.add(code=CODE)
    sign_in(client, printed(runner, "operator", "key", "lin"))
    return client


def stands(reason: str) -> None:
    with transaction() as session:
        session.execute(update(StreamState).values(reason=reason))
        session.execute(update(AgencyEndpoint).values(state=EndpointState.UNPROVEN, reason=reason))


@pytest.mark.parametrize("said", [*TROUBLES, *FAULTS, "status 503", "internal: KeyError"])
def test_nobody_has_to_read_our_own_codes(signed_in: FlaskClient, said: str) -> None:
    stands(said)
    for language in ("zh", "en"):
        page = signed_in.get(f"/partners/agencies/{CODE}", headers={"Accept-Language": language})
        assert f">{said}<" not in page.text


@pytest.mark.parametrize(
    ("said", "zh", "en"),
    [
        ("timeout", "没有在时限内答复", "No answer within the time limit"),
        ("status 410", "答复的状态是 410", "The answer had status 410"),
        (
            "tls: certificate has expired",
            "（certificate has expired）",
            "(certificate has expired)",
        ),
        ("检修: 两天", "检修: 两天", "检修: 两天"),
    ],
)
def test_why_it_does_not_run_is_told_in_the_readers_language(
    signed_in: FlaskClient, said: str, zh: str, en: str
) -> None:
    stands(said)
    for language, words in (("zh", zh), ("en", en)):
        page = signed_in.get(f"/partners/agencies/{CODE}", headers={"Accept-Language": language})
        # Of the stream, and of the endpoint that was not proven.
        assert page.text.count(words) == 2
