"""Decodes a binary DICOM Segmentation without the library that wrote it, and compares it with the label volume it was made from.

Usage: check_segmentation.py SEGMENTATION LABELS.nrrd
Segment numbers must be the labels. Prints "same: N voxels in M frames" and ends with 0, or says what differs and ends with 1.
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
    types = {"uchar": "u1", "unsigned char": "u1", "uint8": "u1", "short": "<i2", "ushort": "<u2", "unsigned short": "<u2", "uint16": "<u2", "int16": "<i2"}
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


def main():
    seg = pydicom.dcmread(sys.argv[1])
    labels, origin, (step_x, step_y, step_z) = read_nrrd(sys.argv[2])

    # PS3.5 8.1.1: one stream of bits over all frames, the first pixel in the least significant bit.
    frames, rows, columns = int(seg.NumberOfFrames), seg.Rows, seg.Columns
    bits = np.unpackbits(np.frombuffer(seg.PixelData, np.uint8), bitorder="little")
    if len(seg.PixelData) != (frames * rows * columns + 15) // 16 * 2:
        fail(f"{len(seg.PixelData)} bytes of Pixel Data are not the least even number for {frames} frames")
    if bits[frames * rows * columns:].any():
        fail("the padding holds bits that are set")
    pixels = bits[:frames * rows * columns].reshape(frames, rows, columns)
    if len(seg.PerFrameFunctionalGroupsSequence) != frames:
        fail("the number of per-frame items is not that of frames")

    shared = seg.SharedFunctionalGroupsSequence[0]
    orientation = np.array(shared.PlaneOrientationSequence[0].ImageOrientationPatient, float)
    spacing = shared.PixelMeasuresSequence[0].PixelSpacing
    for found, wanted, what in ((orientation[:3] * spacing[1], step_x, "row direction"), (orientation[3:] * spacing[0], step_y, "column direction")):
        if not np.allclose(found, wanted, atol=1e-5):
            fail(f"the {what} is {found}, not {wanted}")

    back = np.zeros(labels.shape, np.int64)
    order = []
    index_of_slice = {}
    for frame, groups in enumerate(seg.PerFrameFunctionalGroupsSequence):
        segment = groups.SegmentIdentificationSequence[0].ReferencedSegmentNumber
        position = np.array(groups.PlanePositionSequence[0].ImagePositionPatient, float)
        slice_number = np.dot(position - origin, step_z) / np.dot(step_z, step_z)
        z = int(round(slice_number))
        if not np.allclose(position, origin + z * step_z, atol=1e-4):
            fail(f"frame {frame + 1} lies at {position}, not in a plane of the volume")
        first, second = groups.FrameContentSequence[0].DimensionIndexValues
        index_of_slice.setdefault(z, second)
        if first != segment or index_of_slice[z] != second:
            fail(f"frame {frame + 1} has index values {first}, {second} for segment {segment} at slice {z}")
        order.append((first, second))
        mask = pixels[frame] != 0
        if not mask.any():
            fail(f"frame {frame + 1} is empty")
        back[z][mask] = segment
    if order != sorted(order):
        fail("the frames are not in the order of their index values")
    if sorted(index_of_slice.values()) != list(range(1, len(index_of_slice) + 1)) or [index_of_slice[z] for z in sorted(index_of_slice)] != sorted(index_of_slice.values()):
        fail("the index of positions does not run from 1 along the normal")
    different = int((back != labels).sum())
    if different:
        fail(f"{different} voxels differ")
    print(f"same: {int((labels != 0).sum())} voxels in {frames} frames")


if __name__ == "__main__":
    main()
