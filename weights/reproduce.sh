#!/usr/bin/env bash
# Trains every network of this folder again, from the recipes and MNIST alone, and says of each file
# whether it came out with the shipped one's very bytes. Nothing here is overwritten: all is made in
# a folder of its own. What lies there finished is kept, and a training that was interrupted goes on
# from its checkpoint, so that the hours may be spread over days. It chooses nothing and never reads
# the test images.
#
#   weights/reproduce.sh [--out DIR] [NAME…]
#
# NAME: linear, mlp, teacher, cnn, transformer, halves, nano or seeds (default: all, in this order;
# each makes what it needs). DIR: build/reproduced. MNIST_DIR: MNIST's four files, else data/mnist.
# The bytes are the same for any number of threads, with the same build on the same kind of
# processor, which reproduced_on.txt names; on another kind the last bits differ, and so the files.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
out="$root/build/reproduced"
if [ "${1:-}" = --out ]; then
  [ $# -ge 2 ] || { echo "reproduce.sh: --out needs a folder" >&2; exit 2; }
  mkdir -p "$2"
  out="$(cd "$2" && pwd)"
  shift 2
fi
names=("$@")
[ ${#names[@]} -gt 0 ] || names=(linear mlp teacher cnn transformer halves nano seeds)
for name in "${names[@]}"; do
  case "$name" in
    linear | mlp | teacher | cnn | transformer | halves | nano | seeds) ;;
    *)
      echo "reproduce.sh: \"$name\" is none of linear, mlp, teacher, cnn, transformer, halves, nano, seeds" >&2
      exit 2
      ;;
  esac
done
if [ -n "${MNIST_DIR:-}" ]; then
  MNIST_DIR="$(cd "$MNIST_DIR" && pwd)"
  export MNIST_DIR
fi
cd "$root"
trainer="$root/build/release/bin/trainer"
[ -x "$trainer" ] || { echo "reproduce.sh: build the trainer first: shell/build/build_native.sh release trainer" >&2; exit 2; }
recipes="$root/native_trainer/recipes"
mkdir -p "$out/validation" "$out/seeds" "$out/halves" "$out/unrounded/validation" \
  "$out/unrounded/seeds" "$out/unrounded/halves" \
  "$out/rounded/validation" "$out/banks"

# What made the file at hand: whoever compares bytes must know it.
processor_kind() {
  local level=plain kind
  for kind in avx2 avx512f; do
    if grep -q -m 1 -w "$kind" /proc/cpuinfo 2>/dev/null; then level=$kind; fi
  done
  echo "$(uname -m) $level, $(c++ --version | head -n 1), $(ldd --version | head -n 1)"
}

# make FILE COMMAND…: runs the command, which is to write $out/FILE, unless the file is there. The
# time of a training that was interrupted is that of its last part.
make() {
  local file="$out/$1" start=$SECONDS
  shift
  [ -e "$file" ] && return 0
  echo "== ${file#"$out"/}"
  "$@"
  printf '%s\t%d\n' "${file#"$out"/}" $((SECONDS - start)) >>"$out/wall_times.tsv"
}

# train FILE RECIPE OPTION…: into unrounded/FILE, going on where a checkpoint lies.
train() {
  local file="$1" recipe="$2" resume=()
  shift 2
  [ -e "$out/unrounded/${file%.weights}.checkpoint" ] && resume=(--resume)
  make "unrounded/$file" "$trainer" train "$recipes/$recipe.json" --out "$out/unrounded/$file" "${resume[@]}" "$@"
}

# round FILE STORAGE [OPTION…]: unrounded/FILE with fewer bits per weight → FILE.
round() {
  local file="$1" storage="$2"
  shift 2
  make "$file" "$trainer" quantize "$out/unrounded/$file" --storage "$storage" --out "$out/$file" "$@"
}

# doubting FILE: the same with four bits per weight, and with the judgement of what is no digit,
# which is fitted to the rounded weights.
doubting() {
  make "rounded/$1" "$trainer" quantize "$out/unrounded/$1" --storage int4 --out "$out/rounded/$1"
  make "$1" "$trainer" novelty --weights "$out/rounded/$1" --out "$out/$1"
}

as_it_is() {
  make "$1" cp "$out/unrounded/$1" "$out/$1"
}

history_of() {
  cp "$out/unrounded/${1%.weights}.history.json" "$out/${1%.weights}.history.json"
}

# bank FILE RECIPE TEACHERS OPTION…: the teachers' answers to every view of the training pictures.
bank() {
  local file="banks/$1" recipe="$2" teachers="$3"
  shift 3
  make "$file" "$trainer" teach "$recipes/$recipe.json" --teachers "$teachers" --out "$out/$file" "$@"
}

# plain NAME: without a teacher, as it is.
plain() {
  train "validation/$1.weights" "$1"
  train "$1.weights" "$1" --full --temperature-from "$out/unrounded/validation/$1.weights"
  for file in "validation/$1.weights" "$1.weights"; do
    as_it_is "$file"
    history_of "$file"
  done
}

# The plain CNN, which met clean pictures alone and no held-out one: it teaches validation runs and
# those on all pictures alike. Banks remember it by its file's name.
teacher() {
  train validation/cnn_plain.weights cnn_plain
  round validation/cnn_plain.weights int4
  make banks/v_teacher.weights cp "$out/unrounded/validation/cnn_plain.weights" "$out/banks/v_teacher.weights"
}

# A view depends on augmentation, seed and number alone, which both recipes have in common. Four of
# the twenty are light, as the transformer's recipe ends; the CNN's six light epochs see them again.
banks() {
  teacher
  bank validation.bank transformer "$out/banks/v_teacher.weights" --views 20
  bank full.bank transformer "$out/banks/v_teacher.weights" --views 20 --full
}

# taught NAME: cnn or transformer, from the banks; one bank serves both, and all seeds.
taught() {
  banks
  train "validation/$1.weights" "$1" --bank "$out/banks/validation.bank"
  train "$1.weights" "$1" --bank "$out/banks/full.bank" --full --temperature-from "$out/unrounded/validation/$1.weights"
  for file in "validation/$1.weights" "$1.weights"; do
    doubting "$file"
    history_of "$file"
  done
}

# Each was taught one half of the disturbances, and is judged on the other by `trainer families`.
halves() {
  banks
  for name in cnn_{first,second}_half; do
    train "halves/$name.weights" "halves/$name" --bank "$out/banks/validation.bank"
    round "halves/$name.weights" int4
  done
}

nano() {
  teacher
  bank nano_validation.bank nano_distilled "$out/banks/v_teacher.weights" --views 15
  bank nano_full.bank nano_distilled "$out/banks/v_teacher.weights" --views 15 --full
  train validation/nano.weights nano_distilled --bank "$out/banks/nano_validation.bank"
  train nano.weights nano_distilled --bank "$out/banks/nano_full.bank" --full --temperature-from "$out/unrounded/validation/nano.weights"
  for file in validation/nano.weights nano.weights; do
    round "$file" int4 --compact-provenance
    history_of "$file"
  done
}

seeds() {
  teacher
  for seed in 0 1 2; do
    train "seeds/cnn_plain_s$seed.weights" cnn_plain --full --seed "$seed" \
      --temperature-from "$out/unrounded/validation/cnn_plain.weights"
    round "seeds/cnn_plain_s$seed.weights" int4
  done
  for seed in 1 2; do
    for name in cnn transformer; do
      taught "$name"
      train "seeds/${name}_s$seed.weights" "$name" --bank "$out/banks/full.bank" --full --seed "$seed" \
        --temperature-from "$out/unrounded/validation/$name.weights"
      round "seeds/${name}_s$seed.weights" int4
    done
    nano
    train "seeds/nano_s$seed.weights" nano_distilled --bank "$out/banks/nano_full.bank" --full --seed "$seed" \
      --temperature-from "$out/unrounded/validation/nano.weights"
    round "seeds/nano_s$seed.weights" int4 --compact-provenance
  done
}

for name in "${names[@]}"; do
  case "$name" in
    linear | mlp) plain "$name" ;;
    cnn | transformer) taught "$name" ;;
    *) "$name" ;;
  esac
done

processor_kind >"$out/reproduced_on.txt"
echo "made on: $(cat "$out/reproduced_on.txt")"
echo "shipped: $(cat weights/reproduced_on.txt 2>/dev/null || echo "nothing is said")"
different=0
while IFS= read -r file; do
  if [ ! -e "weights/$file" ]; then
    echo "not shipped     $file"
  elif cmp -s "$out/$file" "weights/$file"; then
    echo "same bytes      $file"
  else
    echo "OTHER BYTES     $file"
    different=$((different + 1))
  fi
done < <(cd "$out" && find . -name '*.weights' -not -path './unrounded/*' -not -path './rounded/*' -not -path './banks/*' | sed 's#^\./##' | sort)
[ -e "$out/wall_times.tsv" ] && awk -F'\t' '{ s += $2; printf "%6d s  %s\n", $2, $1 } END { printf "%6d s  in all\n", s }' "$out/wall_times.tsv"
[ "$different" -eq 0 ]
