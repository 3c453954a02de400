#!/usr/bin/env bash
# How fast jobs go: the QuickStart's phantom N times (300 if not given) by dcmqi batch and by Hangfire in memory, with 1 and
# 2 workers, and again where all is done; and the largest memory of a process. Builds nothing; wants a quiet machine.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
jobs="${1:-300}"
dcmqi=samples/Dcmqi.Cli/bin/Release/net10.0/dcmqi.dll
cohort=samples/Cohort/bin/Release/net10.0/Cohort.dll
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
samples/Cohort/make-manifest.sh "$work/cohort" "$jobs"

# timed NAME COMMAND...: its last line, its wall and processor time, and its largest memory.
timed() {
    local name="$1"
    shift
    echo "== $name"
    python3 - "$@" <<'PYTHON'
import resource, subprocess, sys, time
start = time.time()
result = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(result.stdout.strip().splitlines()[-1])
print(f"whole process: {time.time() - start:.1f} s, {used.ru_utime + used.ru_stime:.1f} s of processor, {used.ru_maxrss / 1024:.0f} MB")
sys.exit(result.returncode)
PYTHON
}

timed "one process for each of 10 conversions (a shell loop)" bash -c '
    for ((i = 1; i <= 10; i++)); do
        dotnet "$1" itkimage2segimage --inputMetadata "$2/metadata/case-00001.json" --inputImageList "$2/phantom/labels.nrrd" --inputDICOMDirectory "$2/phantom/ct" --outputDICOM "$3/loop.dcm" >/dev/null 2>&1
    done
    echo "10 conversions"' - "$dcmqi" "$work/cohort" "$work"
for workers in 1 2; do
    timed "dcmqi batch, --workers $workers" dotnet "$dcmqi" batch "$work/cohort/manifest.csv" --output "$work/batch-$workers" --workers "$workers"
done
timed "dcmqi batch again: nothing to do" dotnet "$dcmqi" batch "$work/cohort/manifest.csv" --output "$work/batch-2"
for workers in 1 2; do
    timed "Hangfire in memory, $workers at once" dotnet "$cohort" "$work/cohort/manifest.csv" --output "$work/hangfire-$workers" --queues "default=$workers"
done
