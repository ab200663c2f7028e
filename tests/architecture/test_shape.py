"""The shape of files (文件形制): each says what it is, has one subject and hides no imports."""

import ast
import re

from tests.architecture import source
from tests.architecture.source import Module

MAX_LINES = 300
VAGUE_NAMES = {"base", "common", "helpers", "misc", "util", "utils"}
# Written in two halves, or this file would find itself.
UNFINISHED = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "X" * 3, "pragma: no " + "cover"]))
SKIPS = {"skip", "skipif", "skipTest", "importorskip"}
# How a docstring begins, and where an import may stand inside of something else. To parse all that
# there is takes seconds; what has no such words needs it not.
DOCSTRING = re.compile(r'"""\S')
INNER_IMPORT = re.compile(r"^[ \t]+(?:import|from)\b|[:;][ \t]*(?:import|from)\b", re.MULTILINE)


def everything() -> tuple[Module, ...]:
    return source.product() + source.tests()


def test_there_is_source_to_look_at() -> None:
    assert len(source.product()) > 50
    assert len(source.tests()) > 10


def test_every_module_says_what_it_is() -> None:
    assert [module.path for module in everything() if not DOCSTRING.match(module.text)] == []


def test_no_module_is_longer_than_one_subject_needs() -> None:
    # A migration is written once and never read for its structure.
    measured = [
        (module.path, module.text.count("\n"))
        for module in everything()
        if not module.path.startswith(source.MIGRATIONS)
    ]
    assert [found for found in measured if found[1] > MAX_LINES] == []


def test_the_face_of_a_folder_is_its_docstring_alone() -> None:
    faces = [module for module in everything() if module.is_package]
    assert len(faces) > 10
    assert [module.path for module in faces if len(module.tree.body) != 1] == []


def test_every_folder_of_the_program_is_a_package() -> None:
    folders = {module.path.rpartition("/")[0] for module in source.product() if "/" in module.path}
    faces = {module.path.rpartition("/")[0] for module in source.product() if module.is_package}
    # Alembic runs its scripts by their files; nothing imports them.
    assert {f for f in folders - faces if not f"{f}/".startswith(source.MIGRATIONS)} == set()


def test_imports_stand_at_the_top_where_everybody_sees_them() -> None:
    hidden = [
        place
        for module in everything()
        if INNER_IMPORT.search(module.text)
        for node in module.nodes
        # Whatever stands inside of something else is indented, or follows it on its line.
        if isinstance(node, ast.Import | ast.ImportFrom) and node.col_offset > 0
        for place in source.places(module, node)
    ]
    assert hidden == []


def test_no_circle_is_hidden_from_the_interpreter() -> None:
    word = "TYPE_" + "CHECKING"
    assert [module.path for module in everything() if word in module.text] == []


def test_no_module_is_named_for_nothing_in_particular() -> None:
    vague = [m.path for m in everything() if m.name.rpartition(".")[2] in VAGUE_NAMES]
    assert vague == []


def test_nothing_is_left_unfinished() -> None:
    marked = [m.path for m in everything() if UNFINISHED.search(m.text)]
    raising = [
        place
        for module in everything()
        if "NotImplemented" in module.text
        for node in module.nodes
        if isinstance(node, ast.Raise) and node.exc and "NotImplemented" in ast.unparse(node.exc)
        for place in source.places(module, node)
    ]
    assert marked + raising == []


def test_no_test_is_skipped() -> None:
    skipped = [
        place
        for module in source.tests()
        if any(word in module.text for word in SKIPS)
        for node in module.nodes
        if isinstance(node, ast.Attribute) and node.attr in SKIPS
        for place in source.places(module, node)
    ]
    assert skipped == []
