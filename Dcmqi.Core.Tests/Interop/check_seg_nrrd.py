"""Reads a .seg.nrrd file with numpy alone, as 3D Slicer lays it out, and prints what is in it: name, voxels, type and colour of each segment, then the axes."""
import gzip
import sys

import numpy

with open(sys.argv[1], "rb") as file:
    head, _, data = file.read().partition(b"\n\n")
lines = head.decode("utf-8").split("\n")
assert lines[0].startswith("NRRD000")
fields, keys = {}, {}
for line in lines[1:]:
    if line.startswith("#"):
        continue
    if ":=" in line and (": " not in line or line.index(":=") < line.index(": ")):
        key, _, value = line.partition(":=")
        keys[key] = value
    else:
        field, _, value = line.partition(": ")
        fields[field] = value
sizes = [int(size) for size in fields["sizes"].split()]
assert int(fields["dimension"]) == len(sizes)
assert fields["space"] == "left-posterior-superior"
kinds = fields["kinds"].split()
directions = fields["space directions"].split(" ")
assert len(kinds) == len(directions) == len(sizes)
if len(sizes) == 4:
    assert kinds[0] == "list" and directions[0] == "none", "3D Slicer has the list first"
type_ = {"unsigned char": "u1", "unsigned short": "<u2"}[fields["type"]]
if fields["encoding"] == "gzip":
    data = gzip.decompress(data)
voxels = numpy.frombuffer(data, type_).reshape(sizes, order="F")
if voxels.ndim == 3:
    voxels = voxels[numpy.newaxis]
number = 0
while f"Segment{number}_ID" in keys:
    get = lambda key: keys[f"Segment{number}_{key}"]
    extent = [int(value) for value in get("Extent").split()]
    layer = voxels[int(get("Layer"))]
    inside = layer[extent[0]:extent[1] + 1, extent[2]:extent[3] + 1, extent[4]:extent[5] + 1]
    tags = dict(tag.split(":", 1) for tag in get("Tags").split("|") if ":" in tag)
    parts = tags["TerminologyEntry"].split("~")
    assert len(parts) == 7 and all(len(parts[part].split("^")) == 3 for part in (1, 2, 3, 5, 6))
    color = "".join(f"{round(float(value) * 255):02X}" for value in get("Color").split())
    print(get("Name"), int((inside == int(get("LabelValue"))).sum()), parts[2].split("^")[1], "#" + color)
    number += 1
print(" ".join(kinds), len(sizes))
