#!/usr/bin/env bash
# tests/fuzz/run.sh [SECONDS [TARGET…]]: builds the fuzz targets with Clang and
# its sanitizers, runs each for SECONDS (default 60), and prints a table; the
# target "sealed" is JavaScript (sealed_fuzz.mjs) and needs no build. New
# inputs stay in build/fuzz/corpus; what breaks a target stays in
# build/fuzz/findings, and the exit status is then 1.
# Debian: clang libclang-rt-14-dev.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds="${1:-60}"
shift $(($# > 0 ? 1 : 0))
targets=("$@")
[ $# -gt 0 ] || targets=(csv weights picture idx report markdown recipe sealed)

cmake --preset fuzz -DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache \
  --log-level=WARNING
native=()
for target in "${targets[@]}"; do [ "$target" = sealed ] || native+=("${target}_fuzz"); done
cmake --build --preset fuzz --parallel "$(nproc)" --target fuzz_seeds "${native[@]}"
build/fuzz/bin/fuzz_seeds build/fuzz/seeds
mkdir -p build/fuzz/findings build/fuzz/logs

status=0
printf '%-10s %12s %8s %8s %9s\n' target executions edges inputs findings
for target in "${targets[@]}"; do
  if [ "$target" = sealed ]; then
    node tests/fuzz/sealed_fuzz.mjs "$seconds" || status=1
    continue
  fi
  corpus=build/fuzz/corpus/$target log=build/fuzz/logs/$target.log
  mkdir -p "$corpus" "build/fuzz/seeds/$target"
  known=()
  [ ! -d "tests/fuzz/regressions/$target" ] || known=("tests/fuzz/regressions/$target")
  limits=(-max_total_time="$seconds" -max_len=20000 -timeout=20 -rss_limit_mb=3000)
  build/fuzz/bin/${target}_fuzz "${limits[@]}" -print_final_stats=1 \
    -artifact_prefix="build/fuzz/findings/$target-" \
    "$corpus" "build/fuzz/seeds/$target" "${known[@]}" >"$log" 2>&1 || status=1
  executions="$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")"
  edges="$(grep -o 'cov: [0-9]*' "$log" | tail -n 1 | tr -dc 0-9)"
  findings="$(find build/fuzz/findings -name "$target-*" | wc -l)"
  inputs="$(find "$corpus" -type f | wc -l)"
  printf '%-10s %12s %8s %8s %9s\n' \
    "$target" "${executions:-?}" "${edges:-?}" "$inputs" "$findings"
done
exit $status
