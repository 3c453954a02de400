#!/usr/bin/env bash
# 300 jobs by three worker processes on a PostgreSQL of their own: one worker is killed in the middle, the database is
# restarted once, and at the end every output is there, whole, and the same as those of an undisturbed dcmqi batch.
# Builds nothing: samples/Cohort, samples/Dcmqi.Cli and samples/QuickStart have to be built (Release).
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
jobs="${1:-300}"
cohort=samples/Cohort/bin/Release/net10.0/Cohort.dll
dcmqi=samples/Dcmqi.Cli/bin/Release/net10.0/dcmqi.dll

binaries=""
for folder in /usr/lib/postgresql/*/bin "$(dirname "$(command -v pg_ctl || echo /none/pg_ctl)")"; do
    [ -x "$folder/pg_ctl" ] && [ -x "$folder/initdb" ] && binaries="$folder"
done
if [ -z "$binaries" ]; then
    echo "skipped: there is no PostgreSQL (Debian package postgresql)"
    exit 0
fi

work="$(mktemp -d)"
chmod 755 "$work"
started=()
as_owner=()

# PostgreSQL does not run as root.
if [ "$(id -u)" -eq 0 ]; then
    owner=nobody
    id postgres >/dev/null 2>&1 && owner=postgres
    as_owner=(setpriv "--reuid=$owner" "--regid=$(id -g "$owner")" --clear-groups)
    mkdir "$work/db"
    chown "$owner" "$work/db"
else
    mkdir "$work/db"
fi

database() { (cd / && "${as_owner[@]}" "$binaries/pg_ctl" -s -w -t 60 -D "$work/db/data" -l "$work/db/log" "$@"); }

clean() {
    for process in "${started[@]}"; do
        kill "$process" 2>/dev/null || true
    done
    wait 2>/dev/null || true
    database stop -m immediate 2>/dev/null || true
    rm -rf "$work"
}
trap clean EXIT
trap 'exit 143' TERM INT

port="$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
(cd / && "${as_owner[@]}" "$binaries/initdb" -D "$work/db/data" -U cohort -A trust -E UTF8 --no-locale >"$work/initdb.txt")
cat >>"$work/db/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$work/db'
fsync = off
CONF
database start
export DCMQI_STORAGE="Host=127.0.0.1;Port=$port;Database=postgres;Username=cohort"

samples/Cohort/make-manifest.sh "$work/cohort" "$jobs"
date_of_all=2026-01-31
mkdir -p "$work/out/.dcmqi"
echo -n "${date_of_all}T00:00:00Z" >"$work/out/.dcmqi/date"

# What they should be.
dotnet "$dcmqi" batch "$work/cohort/manifest.csv" --output "$work/expected" --date "$date_of_all"

timeout 240 dotnet "$cohort" enqueue "$work/cohort/manifest.csv" --output "$work/out" --invisibility 8 --wait >"$work/enqueue.txt" 2>&1 &
enqueue=$!
started+=("$enqueue")
for number in 1 2 3; do
    dotnet "$cohort" worker --queues default=1 --retries 10 --invisibility 8 >"$work/worker-$number.txt" 2>&1 &
    started+=($!)
done

made() { find "$work/out" -name seg.dcm -not -path '*/.dcmqi/*' | wc -l; }

# The first worker is killed while it works, the database restarted while the others do.
wait_for() {
    local end=$((SECONDS + 120))
    while [ "$(made)" -lt "$1" ]; do
        [ "$SECONDS" -lt "$end" ] || { echo "only $(made) of $1 outputs after 120 s"; tail -n 20 "$work"/*.txt; exit 1; }
        kill -0 "$enqueue" 2>/dev/null || break
        sleep 0.1
    done
}
wait_for $((jobs / 6))
kill -KILL "${started[1]}"
echo "killed a worker at $(made) outputs"
wait_for $((jobs / 3))
database restart -m immediate
echo "restarted the database at $(made) outputs"

result=0
wait "$enqueue" || result=$?
tail -n 3 "$work/enqueue.txt"
[ "$result" -eq 0 ] || { tail -n 30 "$work"/worker-*.txt; exit 1; }

python3 - "$work" "$jobs" <<'PYTHON'
import glob, hashlib, json, os, sys
work, jobs = sys.argv[1], int(sys.argv[2])

def files(folder):
    return {os.path.relpath(path, folder): hashlib.sha256(open(path, "rb").read()).hexdigest()
            for path in glob.glob(folder + "/**", recursive=True) if os.path.isfile(path)}

expected, found = files(work + "/expected"), files(work + "/out")
assert len(expected) == jobs and len(set(expected.values())) == jobs, f"{len(expected)} expected outputs"
assert found == expected, f"missing {sorted(set(expected) - set(found))[:5]}, too many {sorted(set(found) - set(expected))[:5]}, " \
    f"different {[name for name in expected if name in found and found[name] != expected[name]][:5]}"
lines = [json.loads(line) for path in glob.glob(work + "/out/.dcmqi/journal*.jsonl") for line in open(path) if line.endswith("\n") and line.startswith("{") and line.rstrip().endswith("}")]
done = {}
for line in lines:
    if line["state"] == "Done":
        done[line["job"]] = done.get(line["job"], 0) + 1
assert len(done) == jobs, f"{len(done)} jobs stand in the journals"
twice = sum(1 for count in done.values() if count > 1)
print(f"{jobs} outputs, all whole and as expected; {twice} of the jobs were done twice, with the same result")
assert twice <= 3, "a job that is done is not done again"
PYTHON

# Once more: nothing is left to do, and no file is written.
before="$(find "$work/out" -name seg.dcm -not -path '*/.dcmqi/*' -printf '%p %T@\n' | sort | sha256sum)"
dotnet "$cohort" enqueue "$work/cohort/manifest.csv" --output "$work/out" --invisibility 8 --wait | tail -n 1
[ "$(find "$work/out" -name seg.dcm -not -path '*/.dcmqi/*' -printf '%p %T@\n' | sort | sha256sum)" = "$before" ]

# In memory, with one command.
head -n 11 "$work/cohort/manifest.csv" >"$work/cohort/ten.csv"
dotnet "$cohort" "$work/cohort/ten.csv" --output "$work/memory" >"$work/memory.txt"
grep -q '^Dashboard: http://127.0.0.1:' "$work/memory.txt" && tail -n 1 "$work/memory.txt"
