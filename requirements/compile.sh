#!/bin/sh
# Writes constraints.txt: every version, transitive ones too, that a fresh environment without constraints would get.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3.11}" -m venv "$place/venv"
"$place/venv/bin/pip" install -qq --upgrade pip setuptools
"$place/venv/bin/pip" install -qq --no-build-isolation --editable '.[test,bench,mutants]'
{
    echo "# Every version the register and its tests use, compiled by \`make pins\`. Change setup.cfg, not this file."
    "$place/venv/bin/pip" freeze --all --exclude-editable | LC_ALL=C sort --ignore-case
} >requirements/constraints.txt
