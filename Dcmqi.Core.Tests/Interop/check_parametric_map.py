"""Decodes a DICOM Parametric Map without the library that wrote it, and compares it with the volume it was made from.

Usage: check_parametric_map.py MAP VOLUME.nrrd [TOLERANCE]
Prints "same: N voxels in M frames" and ends with 0, or says what differs and ends with 1. A voxel may differ by TOLERANCE; without one it may not.
"""
import gzip
import re
import sys

import numpy as np
import pydicom


def read_nrrd(path):
    with open(path, "rb") as file:
        content = file.read()
    header, _, data = content.partition(b"\n\n")
    fields = dict(line.split(": ", 1) for line in header.decode().splitlines() if ": " in line)
    types = {"short": "<i2", "unsigned short": "<u2", "float": "<f4", "double": "<f8", "unsigned char": "u1"}
    if fields["encoding"] in ("gzip", "gz"):
        data = gzip.decompress(data)
    sizes = [int(size) for size in fields["sizes"].split()]
    voxels = np.frombuffer(data, types[fields["type"]]).reshape(sizes[::-1])
    vectors = [np.array([float(number) for number in vector.split(",")]) for vector in re.findall(r"\(([^)]*)\)", fields["space directions"])]
    origin = np.array([float(number) for number in fields["space origin"].strip("()").split(",")])
    if fields["space"] not in ("left-posterior-superior", "LPS"):
        sys.exit("the volume is not LPS")
    return voxels, origin, vectors


def fail(message):
    print(message)
    sys.exit(1)


def stored_values(pm):
    frames, rows, columns = int(pm.NumberOfFrames), pm.Rows, pm.Columns
    for keyword, kind in (("FloatPixelData", "<f4"), ("DoubleFloatPixelData", "<f8"), ("PixelData", "<u2" if pm.BitsAllocated == 16 else "u1")):
        if keyword in pm:
            data = getattr(pm, keyword)
            values = np.frombuffer(data, kind)[:frames * rows * columns]
            if len(data) != (frames * rows * columns * np.dtype(kind).itemsize + 1) // 2 * 2:
                fail(f"{keyword} has {len(data)} bytes")
            return keyword, values.reshape(frames, rows, columns)
    fail("there are no pixels")


def main():
    pm = pydicom.dcmread(sys.argv[1])
    volume, origin, (step_x, step_y, step_z) = read_nrrd(sys.argv[2])
    tolerance = float(sys.argv[3]) if len(sys.argv) > 3 else 0
    keyword, stored = stored_values(pm)
    frames = len(stored)
    if pm.SOPClassUID != "1.2.840.10008.5.1.4.1.1.30" or pm.file_meta.MediaStorageSOPClassUID != pm.SOPClassUID:
        fail(f"the SOP class is {pm.SOPClassUID}")
    if len(pm.PerFrameFunctionalGroupsSequence) != frames:
        fail("the number of per-frame items is not that of frames")

    shared = pm.SharedFunctionalGroupsSequence[0]
    orientation = np.array(shared.PlaneOrientationSequence[0].ImageOrientationPatient, float)
    spacing = shared.PixelMeasuresSequence[0].PixelSpacing
    for found, wanted, what in ((orientation[:3] * spacing[1], step_x, "row direction"), (orientation[3:] * spacing[0], step_y, "column direction")):
        if not np.allclose(found, wanted, atol=1e-5):
            fail(f"the {what} is {found}, not {wanted}")

    mapping, = shared.RealWorldValueMappingSequence
    transformation = shared.PixelValueTransformationSequence[0]
    if (transformation.RescaleSlope, transformation.RescaleIntercept) != (1, 0):
        fail("the pixel value transformation is not the identity")
    finite = stored[np.isfinite(stored)]
    if keyword == "PixelData":
        first, last = mapping.RealWorldValueFirstValueMapped, mapping.RealWorldValueLastValueMapped
    else:
        first, last = mapping.DoubleFloatRealWorldValueFirstValueMapped, mapping.DoubleFloatRealWorldValueLastValueMapped
    padding = getattr(pm, "PixelPaddingValue", None)
    if padding is not None:
        finite = finite[finite != padding]
    if finite.size and (first != finite.min() or last != finite.max()):
        fail(f"values from {first} to {last} are mapped; pixels are {finite.min()} to {finite.max()}")
    if len(mapping.LUTLabel) > 16 or len(mapping.LUTExplanation) > 64:
        fail("label or explanation are too long")

    real = stored.astype(float) * mapping.RealWorldValueSlope + mapping.RealWorldValueIntercept
    if padding is not None:
        real[stored == padding] = np.nan
    back = np.full(volume.shape, np.inf)
    for frame, groups in enumerate(pm.PerFrameFunctionalGroupsSequence):
        position = np.array(groups.PlanePositionSequence[0].ImagePositionPatient, float)
        z = int(round(np.dot(position - origin, step_z) / np.dot(step_z, step_z)))
        if not np.allclose(position, origin + z * step_z, atol=1e-4):
            fail(f"frame {frame + 1} lies at {position}, not in a plane of the volume")
        if list(np.atleast_1d(groups.FrameContentSequence[0].DimensionIndexValues)) != [z + 1]:
            fail(f"frame {frame + 1} at slice {z} has index values {groups.FrameContentSequence[0].DimensionIndexValues}")
        back[z] = real[frame]
    same = np.isclose(back, volume.astype(float), rtol=0, atol=tolerance, equal_nan=True)
    if not same.all():
        fail(f"{int((~same).sum())} voxels differ, by up to {np.nanmax(np.abs(back - volume.astype(float)))}")
    print(f"same: {volume.size} voxels in {frames} frames")


if __name__ == "__main__":
    main()
