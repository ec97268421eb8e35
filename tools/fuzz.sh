#!/usr/bin/env bash
# Runs one fuzz target for some seconds: tools/fuzz.sh TARGET SECONDS. Seeds from fuzz/seeds/NAME and dictionary from
# fuzz/NAME.dict where there are any (TARGET is NAME_fuzz); what it learns stays in build/fuzz/corpus/TARGET. The last line is a row
# for docs/fuzzing.md: what was run, on which commit, how long by the clock and on the processor, and what was found.
set -euo pipefail
target=$1 seconds=$2 name=${1%_fuzz}
cd "$(dirname "$0")/.."
corpus=build/fuzz/corpus/$target
mkdir -p "$corpus" build/fuzz/findings
longest=65536
[ "$name" = model_file ] && longest=131072  # no model that loads is shorter than some 80 KB
# The seed is fixed, so that a run repeats; a longer hunt sets FUZZ_SEED=0 (a new one each time).
arguments=(-max_total_time="$seconds" -seed="${FUZZ_SEED:-20191029}" -timeout=20 -rss_limit_mb=4096 -max_len=$longest -artifact_prefix="build/fuzz/findings/$target-" -print_final_stats=1)
[ -f "fuzz/$name.dict" ] && arguments+=(-dict="fuzz/$name.dict")
seeds=()
[ -d "fuzz/seeds/$name" ] && seeds+=("fuzz/seeds/$name")
[ "$name" = html ] && seeds+=(tests/cases/pages)
echo "fuzzing $target for $seconds s"
log=build/fuzz/$target.log began=$SECONDS
status=0
UBSAN_OPTIONS=print_stacktrace=1 "build/fuzz/fuzz/$target" "${arguments[@]}" "$corpus" "${seeds[@]}" > "$log" 2>&1 || status=$?
tail -n 25 "$log"
executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
covered=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
times > "$log.times"  # a pipe would ask a child of the shell
processor=$(tail -n 1 "$log.times" | awk '{split($1, u, "m"); split($2, s, "m"); print int(u[1] * 60 + u[2] + s[1] * 60 + s[2])}')
found=none
[ $status = 0 ] || found=$(grep -m1 -E 'ERROR|runtime error' "$log" || echo "exit $status")
echo "| $(date -u +%Y-%m-%d) | $(git describe --always --dirty) | $target | $((SECONDS - began)) | $processor | ${executions:-?} | ${covered:-?} | $found |"
exit $status
