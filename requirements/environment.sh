#!/bin/sh
# Makes the environment .venv with the oldest suitable Python, or says plainly what is missing.
# The versions are compiled on Python 3.11, so that one is tried first.
set -eu

for candidate in ${PYTHON:-python3.11 python3.12 python3.13 python3}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        found=$candidate
        break
    fi
done
if [ -z "${found:-}" ]; then
    echo "Python 3.11 or newer is needed and was not found (tried: ${PYTHON:-python3.11 python3.12 python3.13 python3})." >&2
    echo "Name one with: make install PYTHON=/path/to/python3" >&2
    exit 1
fi

# An environment made by half would look finished to make.
trap 'rm -rf .venv' EXIT
trap 'exit 130' INT TERM
rm -rf .venv
if "$found" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    "$found" -m venv .venv
elif "$found" -c 'import venv, pip' >/dev/null 2>&1; then
    # Debian splits ensurepip off; a pip that is there already can fill the environment as well.
    "$found" -m venv --without-pip .venv
    "$found" -m pip --python .venv/bin/python install -qq --constraint requirements/constraints.txt pip
elif "$found" -m virtualenv --version >/dev/null 2>&1; then
    "$found" -m virtualenv --quiet .venv
else
    echo "$("$found" --version) cannot make environments: its modules venv and ensurepip are missing." >&2
    echo "On Debian and Ubuntu install the package python3-venv, then run make again." >&2
    exit 1
fi
trap - EXIT
echo "Environment .venv made with $("$found" --version)."
