"""Transactions (事务): opened by entry points, committed and rolled back in one place."""

import ast

from tests.architecture import source

# Where a transaction ends, and why there.
ENDS_TRANSACTIONS = {
    "registry/db.py": "the one place that opens, commits and rolls back",
}
ENDINGS = {"commit", "rollback", "begin", "begin_nested"}
OPENERS = {"transaction", "end_reading"}
# Use cases and what lies below them are told which session to work in.
NEVER_OPEN = (
    "schemas/",
    "registry/rules/",
    "registry/models/",
    "registry/journal/",
    "registry/search/",
    "registry/services/",
    "partners/models/",
)


def test_only_the_store_commits_and_rolls_back() -> None:
    ending = {
        module.path
        for module in source.product()
        if not module.path.startswith(source.MIGRATIONS)
        for call in module.calls()
        if isinstance(call.func, ast.Attribute) and call.func.attr in ENDINGS
    }
    assert ending == set(ENDS_TRANSACTIONS)


def test_use_cases_open_no_transaction() -> None:
    looked_at = source.under(*NEVER_OPEN)
    assert len(looked_at) > 20
    opening = [
        place
        for module in looked_at
        for node in module.nodes
        if isinstance(node, ast.ImportFrom) and node.module == "registry.db"
        if OPENERS & {alias.name for alias in node.names}
        for place in source.places(module, node)
    ]
    assert opening == []


def test_use_cases_are_given_their_session() -> None:
    reaching = [
        place
        for module in source.under(*NEVER_OPEN)
        for node in module.nodes
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "db.session"
        for place in source.places(module, node)
    ]
    assert reaching == []
