#!/usr/bin/env bash
# Runs one fuzz target for some seconds: tools/fuzz.sh TARGET SECONDS. Seeds from fuzz/seeds/TARGET and dictionary from
# fuzz/TARGET.dict where there are any; what it learns stays in build/fuzz/corpus/TARGET.
set -euo pipefail
target=$1 seconds=$2
cd "$(dirname "$0")/.."
corpus=build/fuzz/corpus/$target
mkdir -p "$corpus" build/fuzz/findings
arguments=(-max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -max_len=65536 -artifact_prefix="build/fuzz/findings/$target-" -print_final_stats=1)
[ -f "fuzz/$target.dict" ] && arguments+=(-dict="fuzz/$target.dict")
seeds=()
[ -d "fuzz/seeds/$target" ] && seeds+=("fuzz/seeds/$target")
echo "fuzzing $target for $seconds s"
UBSAN_OPTIONS=print_stacktrace=1 "build/fuzz/fuzz/$target" "${arguments[@]}" "$corpus" "${seeds[@]}" 2>&1 | tail -n 25
exit "${PIPESTATUS[0]}"
