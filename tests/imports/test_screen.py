"""What an operator sees: a bar on a terminal, else a line now and then; a summary at the end."""

import io

from rich.console import Console

from registry.imports import screen
from registry.imports.cautions import CAUTIONS, Caution
from registry.imports.fields import Rejection
from registry.imports.results import LineResult
from registry.imports.tally import Tally
from schemas.codes import ListingState, Verdict
from schemas.import_codes import RejectionReason


def shown(*, terminal: bool, every: float) -> str:
    text = io.StringIO()
    console = Console(file=text, force_terminal=terminal, width=160)
    with screen.progress(console, "导入 Importing", every=every) as advance:
        advance(done=5_000, share=0.25)
        advance(done=10_000, share=None)
        advance(done=20_000, share=1.0)
    return text.getvalue()


def test_elsewhere_than_on_a_terminal_lines_come_now_and_then() -> None:
    lines = shown(terminal=False, every=0).splitlines()
    assert len(lines) == 3
    assert "25%" in lines[0]
    assert "5,000" in lines[0]
    assert "/s" in lines[0]
    assert "s left" in lines[0]
    assert "left" not in lines[1]
    assert shown(terminal=False, every=3600) == ""


def test_a_terminal_gets_a_bar_with_rate_and_time_left() -> None:
    text = shown(terminal=True, every=0)
    assert "100%" in text
    assert "20,000" in text
    assert "/s" in text
    assert "left" in text


def test_the_summary_counts_what_ended_apart_and_says_what_to_look_at() -> None:
    tally = Tally()
    accepted, rejected = Verdict.ACCEPTED, Verdict.REJECTED
    tally.add(
        [
            LineResult(1, accepted, state=ListingState.PUBLISHED),
            LineResult(2, accepted, state=ListingState.ENDED, cautions=(Caution.NAMES_DIFFER,)),
            LineResult(3, accepted, state=ListingState.ENDED),
            LineResult(4, rejected, Rejection(RejectionReason.NAME_MISSING, "iname")),
        ]
    )
    text = io.StringIO()
    screen.summary(Console(file=text, width=160), tally)
    lines = {" ".join(line.split()) for line in text.getvalue().splitlines()}
    assert {"行 Lines 4", "接收 Accepted 3", "已公布 Published 1", "期限届满 Term over 2"} <= lines
    assert {"拒收 Rejected 1", "name_missing 1"} <= lines
    assert any(line.startswith("提示 Look at: 同一号码") for line in lines)


def test_every_caution_is_said_in_both_languages() -> None:
    assert set(CAUTIONS) == set(Caution)
    assert all(told.zh and told.en for told in CAUTIONS.values())
