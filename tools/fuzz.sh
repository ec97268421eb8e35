#!/usr/bin/env bash
# Runs one fuzz target for some seconds: tools/fuzz.sh TARGET SECONDS. Seeds from fuzz/seeds/NAME and dictionary from
# fuzz/NAME.dict where there are any (TARGET is NAME_fuzz); what it learns stays in build/fuzz/corpus/TARGET.
set -euo pipefail
target=$1 seconds=$2 name=${1%_fuzz}
cd "$(dirname "$0")/.."
corpus=build/fuzz/corpus/$target
mkdir -p "$corpus" build/fuzz/findings
# The seed is fixed, so that a run repeats; a longer hunt sets FUZZ_SEED=0 (a new one each time).
arguments=(-max_total_time="$seconds" -seed="${FUZZ_SEED:-20191029}" -timeout=20 -rss_limit_mb=4096 -max_len=65536 -artifact_prefix="build/fuzz/findings/$target-" -print_final_stats=1)
[ -f "fuzz/$name.dict" ] && arguments+=(-dict="fuzz/$name.dict")
seeds=()
[ -d "fuzz/seeds/$name" ] && seeds+=("fuzz/seeds/$name")
echo "fuzzing $target for $seconds s"
UBSAN_OPTIONS=print_stacktrace=1 "build/fuzz/fuzz/$target" "${arguments[@]}" "$corpus" "${seeds[@]}" 2>&1 | tail -n 25
exit "${PIPESTATUS[0]}"
