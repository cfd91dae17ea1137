#!/usr/bin/env bash
# Sets up, builds and runs every test: native (optimised, and under sanitizers),
# Node, and the page in Chromium. Goes on after failures; the last line is
# "N passed, N failed, N skipped". MNIST_DIR adds the tests on the whole MNIST.
set -uo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"
logs=build/test-logs
mkdir -p "$logs"
if [ -n "${MNIST_DIR:-}" ]; then
  MNIST_DIR="$(cd "$MNIST_DIR" 2>/dev/null && pwd)" || {
    echo "MNIST_DIR is no folder" >&2
    exit 2
  }
  export MNIST_DIR
fi

passed=0
failed=0
skipped=0
count() { passed=$((passed + $1)); failed=$((failed + $2)); skipped=$((skipped + $3)); }

# step NAME COMMAND…: runs it into a log, says how long it took, and shows the
# end of the log when it failed.
step() {
  local name="$1" start=$SECONDS status=0
  shift
  printf '%-22s ' "$name"
  "$@" >"$logs/$name.log" 2>&1 || status=$?
  printf '%s, %d s\n' "$([ $status -eq 0 ] && echo ok || echo FAILED)" $((SECONDS - start))
  [ $status -eq 0 ] || tail -n 60 "$logs/$name.log" | sed 's/^/    /'
  return $status
}

# A build that fails is one failure; its tests then do not run.
build() { step "$@" || { count 0 1 0; return 1; }; }

attribute() { grep -o -m 1 "$2=\"[0-9]*\"" "$1" | head -n 1 | tr -dc 0-9; }

# native PRESET [PREFIX…]: ctest's totals. Its junit file counts a test program
# that was not built as skipped; its last words count it as failed, as it should be.
native() {
  local preset="$1" junit="$root/build/$1/junit.xml" good bad all none
  shift
  rm -f "$junit"
  step "test-$preset" "$@" ctest --preset "$preset" --parallel "$(nproc)" --timeout 300 \
    --no-tests=error --output-junit "$junit"
  bad="$(sed -n 's/.*, \([0-9]*\) tests failed out of.*/\1/p' "$logs/test-$preset.log")"
  [ -s "$junit" ] && [ -n "$bad" ] || { count 0 1 0; return; }
  all="$(attribute "$junit" tests)"
  none=$(($(attribute "$junit" disabled) + $(attribute "$junit" skipped)))
  good=$((all - $(attribute "$junit" failures) - none))
  count "$good" "$bad" $((all - good - bad))
}

total() { sed -n "s/^# $2 \([0-9]*\)$/\1/p" "$1" | tail -n 1; }

# node_tests NAME FILE…: the totals of node --test, as it prints them in TAP.
node_tests() {
  local name="$1" log="$logs/$1.log" status=0 bad
  shift
  [ $# -gt 0 ] || return 0
  # Node's own choice leaves one core idle, which is half of a machine with two.
  step "$name" node --test --test-concurrency="$(nproc)" --test-reporter=tap "$@" || status=1
  [ -n "$(total "$log" pass)" ] || { count 0 1 0; return; }
  bad=$(($(total "$log" fail) + $(total "$log" cancelled)))
  count "$(total "$log" pass)" "$bad" $(($(total "$log" skipped) + $(total "$log" todo)))
  [ $status -eq 0 ] || [ "$bad" -gt 0 ] || count 0 1 0
}

main() {
  step set-up shell/setup.sh --tests || { count 0 1 0; return; }
  local site=no browser_tests other_tests
  if build build-site shell/build/build_site.sh; then site=yes; fi
  build build-release shell/build/build_native.sh release && native release
  # Under sanitizers the whole MNIST would take too long.
  # Only the test programs are built: no test runs the others with sanitizers.
  build build-debug shell/build/build_native.sh debug \
    core_tests native_trainer_tests web_tests fuzz_tests && native debug env -u MNIST_DIR
  mapfile -t other_tests < <(find tests -name '*.test.mjs' -not -path 'tests/browser/*' | sort)
  mapfile -t browser_tests < <(find tests/browser -name '*.test.mjs' | sort)
  node_tests test-node "${other_tests[@]}"
  [ $site = yes ] || return
  # The stories know the demo account only: own accounts get a site beside.
  if [ -e "${SECOND_OPINION_ACCOUNTS_FILE:-shell/accounts.json}" ]; then
    rm -rf build/web/demo_site && cp -r build/web/site build/web/demo_site
    build seal-demo node shell/build/seal.mjs build/web/payload build/web/demo_site \
      --with build/web/gate_fonts --demo || return
    export SITE_DIR="$root/build/web/demo_site"
  fi
  node_tests test-browser "${browser_tests[@]}"
}

main
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
