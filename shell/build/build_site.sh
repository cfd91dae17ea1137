#!/usr/bin/env bash
# Builds the page for browsers and seals it into build/web/site. Installs
# nothing (setup.sh does) and serves nothing (serve.sh does).
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
cd "$root"
gate_fonts=build/web/gate_fonts

# subset FROM TO CHARACTERS: the gate shows the page's own typefaces, cut down
# to the characters it can show.
subset() {
  /usr/bin/python3 -m fontTools.subset "$1" --unicodes="$3" --layout-features=kern,liga \
    --no-hinting --desubroutinize --flavor=woff2 --output-file="$gate_fonts/.part"
  mv "$gate_fonts/.part" "$gate_fonts/$2"
}

build_gate_fonts() {
  local stamp="$gate_fonts.stamp" ascii='U+20-7E,U+2019,U+2026'
  local serif_files=node_modules/@fontsource-variable/source-serif-4/files
  local serif="$serif_files/source-serif-4-latin-opsz-normal.woff2"
  local sans=node_modules/@expo-google-fonts/source-sans-3
  [ "$stamp" -nt "$0" ] && [ "$stamp" -nt package-lock.json ] && return 0
  rm -rf "$gate_fonts" && mkdir -p "$gate_fonts"
  /usr/bin/python3 -m fontTools.varLib.instancer --quiet "$serif" opsz=44 wght=600 \
    -o "$gate_fonts.serif.ttf"
  subset "$gate_fonts.serif.ttf" gate-title.woff2 'U+20,U+4F,U+53,U+63-65,U+69,U+6E-70'
  subset "$sans/400Regular/SourceSans3_400Regular.ttf" gate-text.woff2 "$ascii"
  subset "$sans/600SemiBold/SourceSans3_600SemiBold.ttf" gate-bold.woff2 "$ascii"
  touch "$stamp"
}

# ccache does not know em++ by its name; it is Clang. Precompiled headers are compared by content.
export CCACHE_COMPILERTYPE=clang
export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
options=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
[ -z "${IMGUI_DIR:-}" ] || options+=("-DIMGUI_DIR=$IMGUI_DIR")
[ -z "${MD4C_DIR:-}" ] || options+=("-DMD4C_DIR=$MD4C_DIR")
cmake --preset web "${options[@]}" --log-level=WARNING
cmake --build --preset web --parallel "$(nproc)" --target payload site_core
build_gate_fonts
node shell/build/headers.mjs build/web/headers
node shell/build/seal.mjs build/web/payload build/web/site --with "$gate_fonts" "$@"
