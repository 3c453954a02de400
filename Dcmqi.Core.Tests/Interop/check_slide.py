"""Puts the tiles of a DICOM Segmentation of a slide together without the library that wrote it, and compares plane and places with what they were made from.

Usage: check_slide.py SEGMENTATION SOURCE LABELS.raw COLUMNS ROWS
LABELS.raw holds 16-bit labels, which are the Segment Numbers. Prints "same: N pixels in M frames" and ends with 0, or says what differs and ends with 1.
"""
import sys

import numpy as np
import pydicom

from check_encoding import frames_of
from check_segmentation import fail


def places(image):
    """Column, row, height in micrometres and channel of each frame, all from 0."""
    rows, columns = image.Rows, image.Columns
    count = int(image.NumberOfFrames)
    if image.DimensionOrganizationType == "TILED_FULL":
        across = -(-image.TotalPixelMatrixColumns // columns)
        down = -(-image.TotalPixelMatrixRows // rows)
        planes = image.get("TotalPixelMatrixFocalPlanes", 1)
        shared = image.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0]
        step = 1000 * float(shared.get("SpacingBetweenSlices", 0))
        for frame in range(count):
            tile, rest = frame % (across * down), frame // (across * down)
            yield tile % across * columns, tile // across * rows, rest % planes * step, rest // planes
        return
    for item in image.PerFrameFunctionalGroupsSequence:
        position = item.PlanePositionSlideSequence[0]
        yield position.ColumnPositionInTotalImagePixelMatrix - 1, position.RowPositionInTotalImagePixelMatrix - 1, float(position.ZOffsetInSlideCoordinateSystem), 0


def check_places(seg, source):
    """X and Y of each tile from origin, orientation and spacing of the source."""
    origin = source.TotalPixelMatrixOriginSequence[0]
    spacing = source.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0].PixelSpacing
    cosines = [float(number) for number in source.ImageOrientationSlide]
    for (column, row, _, _), item in zip(places(seg), seg.PerFrameFunctionalGroupsSequence):
        position = item.PlanePositionSlideSequence[0]
        for axis, start, found in ((0, origin.XOffsetInSlideCoordinateSystem, position.XOffsetInSlideCoordinateSystem), (1, origin.YOffsetInSlideCoordinateSystem, position.YOffsetInSlideCoordinateSystem)):
            expected = float(start) + cosines[axis] * float(spacing[1]) * column + cosines[3 + axis] * float(spacing[0]) * row
            if abs(expected - float(found)) > 1e-6:
                fail(f"the tile at {column}, {row} lies at {found} mm, not {expected}")


def check_references(seg, source):
    """Each tile names the frames of the source that have its place, and no others; or all tiles together name the source."""
    shared = seg.SharedFunctionalGroupsSequence[0]
    if "DerivationImageSequence" in shared:
        if any("DerivationImageSequence" in item for item in seg.PerFrameFunctionalGroupsSequence) or shared.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID != source.SOPInstanceUID:
            fail("the source is said twice, or is another")
        return
    frames = {}
    for number, (column, row, height, _) in enumerate(places(source), start=1):
        frames.setdefault((column, row, round(height, 6)), []).append(number)
    for (column, row, height, _), item in zip(places(seg), seg.PerFrameFunctionalGroupsSequence):
        references = item.DerivationImageSequence[0].SourceImageSequence
        numbers = []
        for reference in references:
            named = reference.get("ReferencedFrameNumber")
            if named is None:
                named = range(1, int(source.NumberOfFrames) + 1)
            numbers += [int(number) for number in (named if hasattr(named, "__iter__") else [named])]
        if numbers != frames[column, row, round(height, 6)] or any(reference.ReferencedSOPInstanceUID != source.SOPInstanceUID for reference in references):
            fail(f"the tile at {column}, {row} refers to frames {numbers}")


def main():
    seg, source = pydicom.dcmread(sys.argv[1]), pydicom.dcmread(sys.argv[2])
    columns, rows = int(sys.argv[4]), int(sys.argv[5])
    labels = np.fromfile(sys.argv[3], "<u2").reshape(-1, rows, columns)
    if (seg.TotalPixelMatrixColumns, seg.TotalPixelMatrixRows) != (columns, rows):
        fail(f"the Total Pixel Matrix is {seg.TotalPixelMatrixColumns} x {seg.TotalPixelMatrixRows}")
    is_full = seg.DimensionOrganizationType == "TILED_FULL"
    if is_full == ("PerFrameFunctionalGroupsSequence" in seg):
        fail("TILED_FULL has no per-frame groups, TILED_SPARSE has")
    pixels = frames_of(seg)
    where = list(places(seg))
    heights = sorted({height for _, _, height, _ in where})
    found = np.zeros((len(heights), rows + seg.Rows, columns + seg.Columns), np.uint16)
    segments = [item.SegmentNumber for item in seg.SegmentSequence]
    for index, (column, row, height, channel) in enumerate(where):
        tile = pixels[index]
        if seg.SegmentationType != "LABELMAP":
            number = segments[channel] if is_full else seg.PerFrameFunctionalGroupsSequence[index].SegmentIdentificationSequence[0].ReferencedSegmentNumber
            tile = (tile > 0) * number
        plane = found[heights.index(height)]
        plane[row:row + seg.Rows, column:column + seg.Columns] += tile.astype(np.uint16)
    if found[:, rows:].any() or found[:, :, columns:].any():
        fail("something is set outside the Total Pixel Matrix")
    if found[:, :rows, :columns].shape != labels.shape or (found[:, :rows, :columns] != labels).any():
        fail("the plane holds other labels")
    if not is_full:
        check_places(seg, source)
        if (seg.Rows, seg.Columns) == (source.Rows, source.Columns):
            check_references(seg, source)
    print(f"same: {labels.size} pixels in {len(where)} frames")


main()
