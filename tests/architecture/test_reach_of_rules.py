"""Every rule that yields findings is asked by somebody outside of the rules: one that nothing
reaches says what the law is and lets everything pass.
"""

import ast
from collections.abc import Iterator
from itertools import chain

from tests.architecture import source

RULES = "registry.rules"
FOLDER = source.ROOT / "registry" / "rules"
READ_ALONE = {
    # How streams choose their audience; the tests of streams hold them to it.
    ("lifting", "range_findings"),
    # The talk is the court's own; everybody reads of it where restricted acts are explained.
    ("restricted_acts", "school_findings"),
}
Named = tuple[str, str]


def test_every_rule_that_yields_findings_is_reached_from_outside_of_the_rules() -> None:
    trees = {path.stem: ast.parse(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.py"))}
    functions = {
        (module, node.name): node
        for module, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }
    tables = ((module, node) for module, tree in trees.items() for node in _tables(tree))
    reached: set[Named] = set()
    open_ones = [*chain.from_iterable(_named(tree, tree, "") for tree in _outside())]
    open_ones += chain.from_iterable(_named(trees[module], node, module) for module, node in tables)
    while open_ones:
        name = open_ones.pop()
        if name in functions and name not in reached:
            reached.add(name)
            open_ones += _named(trees[name[0]], functions[name], name[0])
    finding = {name for name, node in functions.items() if _yields_findings(node)}
    assert finding - reached == READ_ALONE


def _yields_findings(node: ast.FunctionDef) -> bool:
    told = "" if node.returns is None else ast.unparse(node.returns)
    return not node.name.startswith("_") and "Finding" in told


def _outside() -> Iterator[ast.Module]:
    for module in source.under("registry/", "partners/"):
        # What has not these words imports none of them.
        if RULES in module.text and (source.ROOT / module.path).parent != FOLDER:
            yield module.tree


def _tables(tree: ast.Module) -> Iterator[ast.stmt]:
    passive = (ast.FunctionDef, ast.Import, ast.ImportFrom)
    return (node for node in tree.body if not isinstance(node, passive))


def _named(tree: ast.Module, within: ast.AST, module: str) -> Iterator[Named]:
    """Yield the functions of the rules that a part of a module names.

    :param tree: the whole module, whose imports say what names mean.
    :param module: its name where it is one of the rules itself, or nothing.
    """
    modules, functions = _imported(tree)
    for node in ast.walk(within):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in modules:
                yield modules[node.value.id], node.attr
        elif isinstance(node, ast.Name):
            yield functions.get(node.id, (module, node.id))


def _imported(tree: ast.Module) -> tuple[dict[str, str], dict[str, Named]]:
    modules: dict[str, str] = {}
    functions: dict[str, Named] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or node.module is None:
            continue
        for alias in node.names:
            known = alias.asname or alias.name
            if node.module == RULES:
                modules[known] = alias.name
            elif node.module.startswith(f"{RULES}."):
                functions[known] = (node.module.rpartition(".")[2], alias.name)
    return modules, functions
