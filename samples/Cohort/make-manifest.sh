#!/usr/bin/env bash
# A cohort to try: the QuickStart's phantom as N studies that differ in their labels' description.
# make-manifest.sh FOLDER N: makes FOLDER/phantom and FOLDER/manifest.csv.
set -euo pipefail

folder="$1"
count="$2"
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
mkdir -p "$folder"
dotnet run --project "$root/samples/QuickStart" -c Release --no-build -- --out "$folder/quickstart" >/dev/null
rm -rf "$folder/phantom" "$folder/metadata"
mv "$folder/quickstart/phantom" "$folder/phantom"
rm -r "$folder/quickstart"
mkdir "$folder/metadata"

# Another series description makes another object, with identifiers of its own.
{
    echo kind,id,source,labels,metadata,output
    for ((i = 1; i <= count; i++)); do
        name="$(printf 'case-%05d' "$i")"
        sed "0,/\"SeriesDescription\": *\"[^\"]*\"/s//\"SeriesDescription\": \"$name\"/" "$folder/phantom/metadata.json" >"$folder/metadata/$name.json"
        echo "segmentation,$name,phantom/ct,phantom/labels.nrrd,metadata/$name.json,$name/seg.dcm"
    done
} >"$folder/manifest.csv"
