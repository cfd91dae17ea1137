#!/usr/bin/env bash
# tests/benchmark/inference.sh [ROUNDS [browser|node|native|cold…]]: builds what it
# needs, installs the peers as locked in tests/benchmark into build/benchmark, and
# compares (inference.mjs). NETWORKS="cnn_ref …" chooses networks.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=build/benchmark
mkdir -p "$work/networks"

shell/build/build_native.sh release trainer inference_networks inference_speed >/dev/null
cmake --preset web >/dev/null
cmake --build --preset web --target site_core >/dev/null
cp tests/benchmark/package.json tests/benchmark/package-lock.json "$work/"
if ! cmp -s "$work/package-lock.json" "$work/node_modules/.benchmark-lock"; then
  # onnxruntime-node brings its program for processors along; its script, which is not run, would
  # fetch one for graphics cards.
  (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  cp "$work/package-lock.json" "$work/node_modules/.benchmark-lock"
fi
wasm-as -all tests/benchmark/multiply_add.wat -o "$work/multiply_add.wasm"
build/release/bin/inference_networks "$work/networks" \
  tests/benchmark/cnn_ref.json tests/benchmark/vit_ref.json \
  weights/cnn.weights weights/transformer.weights weights/nano.weights
for weights in "$work"/networks/*.weights; do
  build/release/bin/trainer export --weights "$weights" --to onnx \
    --out "${weights%.weights}.onnx" >/dev/null
done
exec node tests/benchmark/inference.mjs "$work" build/web/site/core/second-opinion-core.mjs \
  build/release/bin/inference_speed "${@:-9}"
