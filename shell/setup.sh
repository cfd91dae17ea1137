#!/usr/bin/env bash
# Installs what the build (and, with --tests, the tests) need on Debian 12:
# Debian packages, npm packages as locked, and the sources of Dear ImGui and
# md4c. Asks nothing, says what it does, and is quick when nothing is missing.
# IMGUI_DIR or MD4C_DIR in the environment stand in for the fetched sources.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
third_party="$root/build/third_party"

build_packages=(
  build-essential ca-certificates ccache cmake emscripten git
  libcli11-dev libcurl4-openssl-dev libdeflate-tools libeigen3-dev libgif-dev
  libgl-dev libhdf5-dev
  libglfw3-dev libgmock-dev libgtest-dev libonnx-dev libpng-dev libprotobuf-dev
  libssl-dev libstb-dev
  libxlsxwriter-dev ninja-build nlohmann-json3-dev node-acorn pkgconf
  python3-brotli python3-fonttools zlib1g-dev
)
test_packages=(
  chromium firefox-esr libgl1-mesa-dri poppler-utils python3-h5py webkit2gtk-driver xvfb
)

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

missing_packages() {
  local package status
  for package in "$@"; do
    status="$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)"
    [ "$status" = installed ] || echo "$package"
  done
}

install_packages() {
  command -v apt-get >/dev/null || fail "no apt-get here; install by hand what Debian calls: $*"
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
      fail "these packages are missing and neither root nor sudo is at hand: ${missing[*]}"
    as_root=(sudo)
  fi
  say "installing Debian packages: ${missing[*]}"
  local log=build/apt-install.log
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive
    apt-get -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=600)
  # One broken extra source must not stop the rest; the install below tells.
  "${apt[@]}" update || say "apt-get update reported a problem; going on with the lists at hand"
  "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >"$root/$log" 2>&1 || {
    tail -n 20 "$root/$log" >&2
    fail "apt-get could not install: ${missing[*]} (whole log: $log)"
  }
}

# The machine's own Debian mirror, so that a local mirror is honoured.
debian_mirror() {
  apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Label: Debian' | head -n 1
}

# apt-get with its own source list, lists and cache: the system's stay as they
# are. Mirrors may lag behind by weeks; what they give is still signed.
private_apt() {
  local state="$third_party/.apt"
  apt-get -qq \
    -o Dir::Etc::sourcelist="$state/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=- \
    -o Dir::State::Lists="$state/lists" -o Dir::Cache="$state/cache" \
    -o Acquire::Check-Valid-Until=false -o APT::Sandbox::User="$(id -un)" \
    -o APT::Default-Release= "$@"
}

prepare_private_apt() {
  local suite="$1" state="$third_party/.apt" mirror
  local keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  mirror="$(debian_mirror)"
  [ -n "$mirror" ] || mirror=http://deb.debian.org/debian
  [ -e "$keyring" ] || fail "$keyring is missing (package debian-archive-keyring)"
  mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
  echo "deb-src [signed-by=$keyring] $mirror $suite main" >"$state/sources.list"
  private_apt update
}

# fetch_source NAME FILE SUITE…: upstream's archive as Debian carries it, from
# the first suite whose mirror delivers it, unpacked into
# build/third_party/NAME, which must then hold FILE. apt checks the archive's
# hash against the signed index; Debian's own patches are not needed.
fetch_source() {
  local name="$1" marker="$2" work="$third_party/.fetch" suite
  shift 2
  [ -e "$third_party/$name/$marker" ] && return 0
  for suite in "$@"; do
    say "fetching the sources of $name from Debian $suite"
    rm -rf "$work" && mkdir -p "$work"
    prepare_private_apt "$suite" || continue
    (cd "$work" && private_apt source --download-only --tar-only "$name") || continue
    mkdir "$work/unpacked"
    tar -xf "$work"/*.orig.tar.* -C "$work/unpacked" --strip-components=1 --no-same-owner ||
      continue
    [ -e "$work/unpacked/$marker" ] || continue
    rm -rf "${third_party:?}/$name" && mv "$work/unpacked" "$third_party/$name" && rm -rf "$work"
    return 0
  done
  return 1
}

fetch_libraries() {
  if [ -z "${IMGUI_DIR:-}" ]; then
    fetch_source imgui imgui.h sid forky ||
      fail "the sources of Dear ImGui did not arrive. Unpack version 1.92 or newer anywhere and" \
        "set IMGUI_DIR to it (or pass -DIMGUI_DIR=… to CMake)."
  fi
  local imgui="${IMGUI_DIR:-$third_party/imgui}" version define='#define IMGUI_VERSION_NUM'
  version="$(sed -n "s/^$define *\([0-9]*\).*/\1/p" "$imgui/imgui.h" 2>/dev/null || true)"
  [ "${version:-0}" -ge 19200 ] ||
    fail "Dear ImGui in $imgui is version '${version:-none}'; 19200 (1.92) or newer is needed." \
      "Set IMGUI_DIR, or pass -DIMGUI_DIR=… to CMake."
  if [ -z "${MD4C_DIR:-}" ]; then
    fetch_source md4c src/md4c.c sid trixie bookworm ||
      fail "the sources of md4c did not arrive. Unpack them anywhere and set MD4C_DIR to them" \
        "(or pass -DMD4C_DIR=… to CMake)."
  fi
  rm -rf "$third_party/.apt" "$third_party/.fetch"
}

install_npm_packages() {
  local stamp="$root/node_modules/.second-opinion-lock" sum
  sum="$(sha256sum "$root/package-lock.json" | cut -d ' ' -f 1)"
  [ "$(cat "$stamp" 2>/dev/null)" != "$sum" ] || return 0
  say "installing npm packages as locked in package-lock.json"
  (cd "$root" && npm ci --include=dev --ignore-scripts --no-audit --no-fund --loglevel=error) ||
    fail "npm ci failed; see its message above"
  echo "$sum" >"$stamp"
}

main() {
  mkdir -p "$third_party"
  # Two commands started at once take turns.
  exec 9>"$root/build/.setup.lock"
  flock 9
  local packages=("${build_packages[@]}")
  [ "${1:-}" != --tests ] || packages+=("${test_packages[@]}")
  command -v node >/dev/null || packages+=(nodejs)
  command -v npm >/dev/null || packages+=(npm)
  install_packages "${packages[@]}"
  fetch_libraries
  install_npm_packages
}

main "$@"
