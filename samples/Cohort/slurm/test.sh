#!/usr/bin/env bash
# The sbatch script on a Slurm of one node, in a folder of its own on loopback, stopped by process id at the end.
# Needs Debian's slurm-wlm and munge, and root (munged and slurmd ask for it). Builds nothing.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
for program in slurmctld slurmd munged sbatch; do
    command -v "$program" >/dev/null || { echo "skipped: there is no $program (Debian packages slurm-wlm, munge)"; exit 0; }
done
[ "$(id -u)" -eq 0 ] || { echo "skipped: slurmd and munged need root"; exit 0; }

jobs=40
work="$(mktemp -d)"
chmod 755 "$work"
started=()
clean() {
    for process in "${started[@]}"; do
        kill "$process" 2>/dev/null || true
    done
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap clean EXIT

mkdir -m 700 "$work/munge"
dd if=/dev/urandom of="$work/munge/key" bs=1024 count=1 status=none
chmod 400 "$work/munge/key"
# The socket's folder has to be one that all may enter.
mkdir -m 755 "$work/socket"
munged --foreground --force --num-threads 2 --key-file "$work/munge/key" --socket "$work/socket/munge" --pid-file "$work/munge/pid" --log-file "$work/munge/log" --seed-file "$work/munge/seed" >"$work/munged.txt" 2>&1 &
started+=($!)

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
host="$(hostname -s)"
mkdir "$work/state" "$work/spool"
cat >"$work/slurm.conf" <<CONF
ClusterName=cohort
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
AuthType=auth/munge
AuthInfo=socket=$work/socket/munge
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
ReturnToService=2
SwitchType=switch/none
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP OverSubscribe=YES
CONF
export SLURM_CONF="$work/slurm.conf"
for ((i = 0; i < 100; i++)); do [ -S "$work/socket/munge" ] && break; sleep 0.1; done
slurmctld -D -f "$work/slurm.conf" >"$work/slurmctld.txt" 2>&1 &
started+=($!)
slurmd -D -f "$work/slurm.conf" >"$work/slurmd.txt" 2>&1 &
started+=($!)

fail() {
    echo "$1"
    sinfo || true
    tail -n 20 "$work"/*.txt "$work"/*.log "$work"/task-*.out 2>/dev/null || true
    exit 1
}
for ((i = 0; i < 300; i++)); do sinfo -h -o %T 2>/dev/null | grep -q idle && break; sleep 0.1; done
sinfo -h -o %T | grep -q idle || fail "the node is not idle"

# submit ARRAY: runs the array to its end; the exit codes of its tasks, in order.
submit() {
    rm -f "$work"/task-*.out
    sbatch --wait --array="$1" --output="$work/task-%a.out" --export=ALL,DCMQI="dotnet $PWD/samples/Dcmqi.Cli/bin/Release/net10.0/dcmqi.dll" \
        samples/Cohort/slurm/cohort.sbatch "$2" "$work/results"
}

samples/Cohort/make-manifest.sh "$work/cohort" "$jobs"
submit 1-4 "$work/cohort/manifest.csv" || fail "the array failed"
cat "$work"/task-*.out
[ "$(find "$work/results" -name seg.dcm | wc -l)" -eq "$jobs" ] || fail "outputs are missing"

# Again, in other parts: what is there is left alone; what is gone is made.
rm "$work/results/case-00007/seg.dcm"
submit 1-3 "$work/cohort/manifest.csv" || fail "the second array failed"
[ "$(grep -ho '[0-9]* unchanged' "$work"/task-*.out | awk '{ sum += $1 } END { print sum }')" -eq $((jobs - 1)) ] || fail "what was done was done again"

# A job that fails makes its task fail, and no other.
echo "segmentation,broken,phantom/ct,phantom/labels.nrrd,phantom/labels.nrrd,broken.dcm" >>"$work/cohort/manifest.csv"
if submit 1-2 "$work/cohort/manifest.csv"; then fail "a task with a failure succeeded"; fi
[ "$(cat "$work"/results/failures-*.jsonl | wc -l)" -eq 1 ] || fail "one failure was expected"

# Cancelled in the middle, it goes on.
rm -rf "$work/results"
task="$(sbatch --parsable --array=1-1 --output="$work/task-%a.out" --export=ALL,DCMQI="dotnet $PWD/samples/Dcmqi.Cli/bin/Release/net10.0/dcmqi.dll" samples/Cohort/slurm/cohort.sbatch "$work/cohort/manifest.csv" "$work/results")"
for ((i = 0; i < 300; i++)); do [ "$(find "$work/results" -name seg.dcm 2>/dev/null | wc -l)" -ge 5 ] && break; sleep 0.1; done
scancel --signal=TERM --batch "$task"
for ((i = 0; i < 300; i++)); do squeue -h -j "$task" 2>/dev/null | grep -q . || break; sleep 0.1; done
grep -q "goes on with the rest" "$work/task-1.out" || fail "a task that was cancelled does not say so"
head -n "$((jobs + 1))" "$work/cohort/manifest.csv" >"$work/cohort/whole.csv"
submit 1-1 "$work/cohort/whole.csv" || fail "what was cancelled does not go on"
[ "$(find "$work/results" -name seg.dcm | wc -l)" -eq "$jobs" ] || fail "outputs are missing after going on"
echo "Slurm: an array of 4, 3, 2 and 1 tasks over $jobs jobs: done, left alone, failed, cancelled and gone on"
