#!/bin/sh
# Install the verifier of webhooks for Node.js, by which the tests check our signatures once more, where Node.js is found.
set -eu
VERSION=1.1.1
FOLDER=.cache/node
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "Node.js and npm were not found: the tests verify signatures with Python alone."
    exit 0
fi
if [ "$(cat "$FOLDER/version" 2>/dev/null || true)" = "$VERSION" ]; then
    exit 0
fi
mkdir -p "$FOLDER"
if npm install --prefix "$FOLDER" --no-save --no-audit --no-fund --ignore-scripts --loglevel=error "standardwebhooks@$VERSION" >/dev/null; then
    echo "$VERSION" >"$FOLDER/version"
else
    echo "The verifier for Node.js could not be fetched: the tests verify signatures with Python alone."
fi
