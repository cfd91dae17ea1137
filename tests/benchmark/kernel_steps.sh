#!/usr/bin/env bash
# tests/benchmark/kernel_steps.sh [ROUNDS]: what each step of the work on kernels gave.
# Builds the core module of the commits below beside the working tree's (in
# build/benchmark/steps, kept between runs) and times all of them in one run.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
work=$root/build/benchmark
commits=(62c8fa6 8729f60 78b923d f692bd1 4f40dba)

mkdir -p "$work/networks" "$work/steps"
shell/build/build_native.sh release inference_networks >/dev/null
build/release/bin/inference_networks "$work/networks" \
  tests/benchmark/cnn_ref.json tests/benchmark/vit_ref.json

# build TREE OUT: the tree's core module, as plain files.
build() {
  mkdir -p "$2"
  (cd "$1" && cmake --preset web && cmake --build --preset web --target core_module) >/dev/null
  cp "$1/build/web/bin/second-opinion-core.wasm" "$2/"
  cp "$1/web/core_module/core_module.mjs" "$2/second-opinion-core.mjs"
}

for commit in "${commits[@]}"; do
  out=$work/steps/$commit
  [ -e "$out/second-opinion-core.mjs" ] && continue
  tree=$work/steps/tree
  git worktree add --force --detach "$tree" "$commit" >/dev/null 2>&1
  mkdir -p "$tree/build" && ln -s "$root/build/third_party" "$tree/build/third_party"
  build "$tree" "$out"
  git worktree remove --force "$tree"
done
build "$root" "$work/steps/now"
exec node tests/benchmark/kernel_steps.mjs "$work" "${1:-9}" "${commits[@]}" now
