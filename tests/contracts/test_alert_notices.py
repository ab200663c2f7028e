"""The wire shape of alerts of watched lists: the end of what was told has nothing of the record."""

import json

from partners.notices.notices import Told
from schemas.codes import NoticeType
from schemas.measures import USUAL_FIELDS
from schemas.notices import NoticeSchema
from tests.contracts.alerts import ALERT, ALERTED
from tests.contracts.test_notices import FILES, RECORD, as_sent, entry, ordered


def test_a_notice_that_a_record_is_public_no_more_is_as_its_file_says() -> None:
    body = {"asker": ALERTED["asker"], "alert": {**ALERT, "change": "ended"}}
    text = (FILES / "screening.alert.ended.json").read_text(encoding="utf-8")
    about = Told(entry(NoticeType.SCREENING_ALERT, body, RECORD, None))
    built = as_sent(about, None, USUAL_FIELDS, {})
    assert ordered(built) == ordered(text)
    NoticeSchema().load(json.loads(built))
