#!/bin/sh
# Starts Tenet Designer from a checkout: sh packaging/run.sh [FILE]
# Installs what is missing first. Without a display it scores the design and draws its picture.
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
. "$root/packaging/bootstrap.sh"

case ${1:-} in
    -h | --help)
        printf '%s\n' "Usage: sh packaging/run.sh [FILE]" \
            "Opens FILE, or a sample, in the window; without a display, scores and draws it."
        exit 0
        ;;
esac
file=${1:-$root/samples/three-tier.tenet}
[ -f "$file" ] || stop "There is no file $file."

prepare run
tenet=$venv/bin/tenet

if [ "$(uname -s)" = Darwin ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$tenet" open "$file"
fi

"$tenet" score "$file"
picture=$(basename "$file" .tenet).tenet.png
"$tenet" export "$file" -o "$picture" >/dev/null
printf '\nThere is no display here, so the picture was drawn into %s.\n' "$(pwd)/$picture"
