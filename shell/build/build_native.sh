#!/usr/bin/env bash
# shell/build/build_native.sh PRESET [TARGET…]: configures and builds native programs
# (preset release or debug), through ccache. Installs nothing.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
preset="$1"
shift

# Precompiled headers are compared by content, not by the time of their making.
export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
options=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
[ -z "${IMGUI_DIR:-}" ] || options+=("-DIMGUI_DIR=$IMGUI_DIR")
[ -z "${MD4C_DIR:-}" ] || options+=("-DMD4C_DIR=$MD4C_DIR")
cmake --preset "$preset" "${options[@]}" --log-level=WARNING
cmake --build --preset "$preset" --parallel "$(nproc)" ${1:+--target "$@"}
