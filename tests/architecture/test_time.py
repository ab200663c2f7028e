"""Time (时间): an argument everywhere; one module asks the clock."""

import ast
import re

from tests.architecture import source
from tests.architecture.source import Module

CLOCK = "registry/clock.py"
# Called on these, a name asks the machine what time it is; a span is measured by time.monotonic.
ASKING = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "asctime", "strftime"},
    "func": {"now", "current_date", "current_time", "current_timestamp", "localtimestamp"},
}
ASKING_NAMES = {"utcnow", "time_ns", "localtime", "gmtime"}
# What has none of these words need not be parsed.
WORDS = re.compile(
    "|".join(
        [rf"\b{owner}[\s)]*\.\s*(?:{'|'.join(asked)})\b" for owner, asked in ASKING.items()]
        + [rf"\b{name}\b" for name in ASKING_NAMES]
    )
)


def asks(call: ast.Call) -> bool:
    """Tell whether a call asks the machine, or the database, what time it is."""
    if isinstance(call.func, ast.Name):
        return call.func.id in ASKING_NAMES
    if not isinstance(call.func, ast.Attribute):
        return False
    owner = ast.unparse(call.func.value).rpartition(".")[2]
    return call.func.attr in ASKING.get(owner, set())


def asking(modules: tuple[Module, ...]) -> set[str]:
    return {
        place
        for module in modules
        if WORDS.search(module.text)
        for call in module.calls()
        if asks(call)
        for place in source.places(module, call)
    }


def test_only_the_clock_asks_what_time_it_is() -> None:
    found = asking(source.product())
    assert found
    assert {place for place in found if not place.startswith(f"{CLOCK}:")} == set()


def test_no_test_depends_on_the_day_it_runs() -> None:
    assert asking(source.tests()) == set()


def test_no_statement_lets_the_database_tell_the_time() -> None:
    words = ("CURRENT_" + "TIMESTAMP", "CURRENT_" + "DATE", "now" + "()", "datetime('" + "now')")
    # What has none of these words, however they are quoted and broken, need not be parsed.
    telling = [
        place
        for module in source.product()
        if _may_hold(module.text, words)
        for node in module.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if any(word in node.value for word in words)
        for place in source.places(module, node)
    ]
    assert telling == []


def _may_hold(text: str, words: tuple[str, ...]) -> bool:
    bare, *marks = (re.sub(r"[\s\"'\\]", "", each) for each in (text, *words))
    return any(mark in bare for mark in marks)
