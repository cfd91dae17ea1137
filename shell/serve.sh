#!/usr/bin/env bash
# shell/serve.sh [--port 8080] [--build-only]: from a clean clone to the page
# in the browser. Installs what is missing, builds, seals, serves on this
# machine only. --build-only builds the native programs too, and stops.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
port=8080
build_only=no

usage() { echo "usage: shell/serve.sh [--port 8080] [--build-only]"; }

while [ $# -gt 0 ]; do
  case "$1" in
    --port)
      [[ "${2:-}" =~ ^[0-9]{1,5}$ ]] && [ "$2" -lt 65536 ] || { usage >&2; exit 2; }
      port="$2"; shift 2 ;;
    --build-only) build_only=yes; shift ;;
    -h|--help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

"$here/setup.sh"
"$here/build/build_site.sh"

if [ "$build_only" = yes ]; then
  "$here/build/build_native.sh" release trainer second_opinion
  echo "Built: build/web/site/ (the sealed page)," \
    "build/release/bin/ (trainer, and the page as a desktop program)"
  exit 0
fi

if [ ! -e "${SECOND_OPINION_ACCOUNTS_FILE:-$here/accounts.json}" ]; then
  echo "Demo account: dan   password: Optimization1234"
fi
exec node "$here/build/serve.mjs" --port "$port"
