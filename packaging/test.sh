#!/bin/sh
# Runs every check from a checkout: sh packaging/test.sh [pytest arguments]
# Installs what is missing first. The summary of the main test run is printed last.
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
. "$root/packaging/bootstrap.sh"

cd "$root"
prepare test
PATH=$venv/bin:$PATH
export PATH

failed=
step() {
    title=$1
    shift
    printf '\n== %s\n' "$title"
    "$@" || failed="$failed${failed:+, }$title"
}

step "ruff check" ruff check .
step "ruff format" ruff format --check .
step "mypy" mypy
step "lint-imports" lint-imports
if [ "$(uname -s)" = Linux ]; then
    # On a real X server: the offscreen platform hides clashes between Qt's xcb and other libraries.
    step "window under X" xvfb-run -a -s "-screen 0 1600x1000x24" \
        env TENET_TEST_PLATFORM=xcb python -m pytest -q -m xcb tests/xcb
fi

earlier=$failed
[ -z "$earlier" ] || printf '\nFailed so far: %s\n' "$earlier"
step "pytest" env QT_QPA_PLATFORM=offscreen python -m pytest -q -n 2 "$@"

if [ -n "$earlier" ]; then
    say "Failed: $failed"
fi
[ -z "$failed" ]
