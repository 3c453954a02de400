"""Decodes a DICOM Segmentation of any encoding without the library that wrote it, and compares it with what it was made from.

Usage: check_encoding.py SEGMENTATION EXPECTED.nrrd [EXPECTED.nrrd ...]
One volume holds the Segment Numbers of all segments; several hold the stored values of one segment each.
Prints "same: N voxels in M frames" and ends with 0, or says what differs and ends with 1.
"""
import sys
import zlib

import numpy as np
import pydicom
from pydicom.encaps import generate_pixel_data_frame

from check_segmentation import fail, read_nrrd

RLE = "1.2.840.10008.1.2.5"
DEFLATED_FRAME = "1.2.840.10008.1.2.8.1"


def decode_rle(encoded):
    """PS3.5 annex G, written from the text."""
    header = np.frombuffer(encoded[:64], "<u4")
    if len(encoded) % 2 or any(offset % 2 for offset in header[1:1 + header[0]]):
        fail("an RLE fragment or segment has an odd length or offset")
    ends = list(header[2:1 + header[0]]) + [len(encoded)]
    segments = []
    for start, end in zip(header[1:1 + header[0]], ends):
        out, at = bytearray(), int(start)
        while at < end - 1:
            n = encoded[at]
            if n < 128:
                out += encoded[at + 1:at + 2 + n]
                at += 2 + n
            elif n > 128:
                out += encoded[at + 1:at + 2] * (257 - n)
                at += 2
            else:
                at += 1
        segments.append(bytes(out))
    return segments


def frames_of(seg):
    count, rows, columns, bits = int(seg.NumberOfFrames), seg.Rows, seg.Columns, seg.BitsAllocated
    size = rows * columns
    syntax = seg.file_meta.TransferSyntaxUID
    if syntax == RLE:
        if bits > 1:
            # pydicom's own decoder must agree with the one above.
            theirs = seg.pixel_array.reshape(count, size)
        frames = []
        for index, encoded in enumerate(generate_pixel_data_frame(seg.PixelData, count)):
            segments = [np.frombuffer(segment, np.uint8)[:size].astype(np.uint32) for segment in decode_rle(encoded)]
            if len(segments) != max(1, bits // 8) or any(len(segment) < size for segment in segments):
                fail(f"frame {index + 1} has {len(segments)} RLE segments of {[len(segment) for segment in segments]} bytes")
            frame = sum(segment << (8 * shift) for shift, segment in enumerate(reversed(segments)))
            if bits > 1 and (frame != theirs[index]).any():
                fail(f"frame {index + 1}: pydicom decodes other pixels")
            frames.append(frame)
        return np.stack(frames).reshape(count, rows, columns)
    if syntax == DEFLATED_FRAME:
        raw = []
        for encoded in generate_pixel_data_frame(seg.PixelData, count):
            if len(encoded) % 2:
                fail("a fragment has an odd length")
            raw.append(zlib.decompressobj(-15).decompress(encoded))
        if bits == 1:
            return np.stack([np.unpackbits(np.frombuffer(frame, np.uint8), bitorder="little")[:size] for frame in raw]).reshape(count, rows, columns)
        return np.stack([np.frombuffer(frame, f"<u{bits // 8}")[:size] for frame in raw]).reshape(count, rows, columns)
    if seg.file_meta.TransferSyntaxUID.is_compressed and not seg.file_meta.TransferSyntaxUID.is_deflated:
        fail(f"{syntax} is not for this script")
    bytes_needed = (count * size * bits + 7) // 8
    if len(seg.PixelData) != bytes_needed + bytes_needed % 2:
        fail(f"{len(seg.PixelData)} bytes of Pixel Data are not the least even number for {bytes_needed}")
    return seg.pixel_array.reshape(count, rows, columns)


def main():
    seg = pydicom.dcmread(sys.argv[1])
    volumes = [read_nrrd(path) for path in sys.argv[2:]]
    expected = [volume[0] for volume in volumes]
    _, origin, (_, _, step_z) = volumes[0]
    pixels = frames_of(seg)
    back = [np.zeros(volume.shape, np.int64) for volume in expected]
    for frame, groups in enumerate(seg.PerFrameFunctionalGroupsSequence):
        position = np.array(groups.PlanePositionSequence[0].ImagePositionPatient, float)
        slice_number = np.dot(position - origin, step_z) / np.dot(step_z, step_z)
        z = int(round(slice_number))
        if not np.allclose(position, origin + z * step_z, atol=1e-4):
            fail(f"frame {frame + 1} lies at {position}, not in a plane of the volume")
        if seg.SegmentationType == "LABELMAP":
            if "SegmentIdentificationSequence" in groups:
                fail("a label map has Segment Identification")
            back[0][z] += pixels[frame]
            continue
        segment = groups.SegmentIdentificationSequence[0].ReferencedSegmentNumber
        if len(expected) > 1:
            back[segment - 1][z] += pixels[frame]
        else:
            whole = seg.MaximumFractionalValue if seg.SegmentationType == "FRACTIONAL" else 1
            if not np.isin(pixels[frame], (0, whole)).all():
                fail(f"frame {frame + 1} holds {np.unique(pixels[frame])}; 0 or {whole} were put in")
            back[0][z] += segment * (pixels[frame] == whole)
    for index, (found, wanted) in enumerate(zip(back, expected)):
        different = int((found != wanted).sum())
        if different:
            fail(f"{different} voxels of volume {index + 1} differ")
    print(f"same: {sum(int((volume != 0).sum()) for volume in expected)} voxels in {seg.NumberOfFrames} frames")


if __name__ == "__main__":
    main()
