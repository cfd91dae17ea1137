#!/usr/bin/env bash
# tests/benchmark/training_speed.sh [ROUNDS [STEPS]]: builds training_speed and
# compares it with Debian's PyTorch. Installs nothing.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
if ! /usr/bin/python3 -c 'import torch' 2> /dev/null; then
  echo "training_speed.sh: PyTorch is missing;" \
    "apt-get install python3-torch libopenblas0-openmp" >&2
  exit 1
fi
if ! ldconfig -p | grep -q openblas; then
  echo "training_speed.sh: PyTorch would use the reference BLAS, ten times slower;" \
    "apt-get install libopenblas0-openmp" >&2
  exit 1
fi
shell/build/build_native.sh release training_speed > /dev/null
exec /usr/bin/python3 tests/benchmark/training_speed.py build/release/bin/training_speed \
  "${1:-9}" "${2:-20}"
