"""Puts the tiles of a DICOM Parametric Map of a slide together from the bytes of its pixels, without the library that wrote it, and compares real-world values and places.

Usage: check_slide_map.py MAP SOURCE VALUES.raw COLUMNS ROWS TOLERANCE
VALUES.raw holds 64-bit real numbers, planes one after the other; not a number where no value is. Prints "same: N pixels in M frames" and ends with 0, or says what differs and ends with 1.
"""
import sys

import numpy as np
import pydicom

from check_segmentation import fail


def stored(image):
    for keyword, kind in (("FloatPixelData", "<f4"), ("DoubleFloatPixelData", "<f8"), ("PixelData", "<u2")):
        if keyword in image:
            return np.frombuffer(getattr(image, keyword), kind, int(image.NumberOfFrames) * image.Rows * image.Columns).reshape(-1, image.Rows, image.Columns).astype(np.float64)
    fail("there are no pixels")


def main():
    image, source = pydicom.dcmread(sys.argv[1]), pydicom.dcmread(sys.argv[2])
    columns, rows, tolerance = int(sys.argv[4]), int(sys.argv[5]), float(sys.argv[6])
    expected = np.fromfile(sys.argv[3], "<f8").reshape(-1, rows, columns)
    shared = image.SharedFunctionalGroupsSequence[0]
    mapping = shared.RealWorldValueMappingSequence[0]
    origin, spacing = source.TotalPixelMatrixOriginSequence[0], source.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0].PixelSpacing
    cosines = [float(number) for number in source.ImageOrientationSlide]
    across, down = -(-columns // image.Columns), -(-rows // image.Rows)
    is_full = image.DimensionOrganizationType == "TILED_FULL"
    if is_full == ("PerFrameFunctionalGroupsSequence" in image):
        fail("TILED_FULL has no per-frame groups, TILED_SPARSE has")
    if (image.TotalPixelMatrixColumns, image.TotalPixelMatrixRows) != (columns, rows) or image.FrameOfReferenceUID != source.FrameOfReferenceUID:
        fail("the map is of another plane")
    pixels = stored(image)
    padding = image.get("PixelPaddingValue")
    found = np.full((expected.shape[0], rows + image.Rows, columns + image.Columns), np.nan)
    heights = [0.0, 1.5][:expected.shape[0]]
    indices = []
    for number, tile in enumerate(pixels):
        if is_full:
            column, row, plane = number % across * image.Columns, number // across % down * image.Rows, number // (across * down)
        else:
            item = image.PerFrameFunctionalGroupsSequence[number]
            position = item.PlanePositionSlideSequence[0]
            column, row = position.ColumnPositionInTotalImagePixelMatrix - 1, position.RowPositionInTotalImagePixelMatrix - 1
            plane = heights.index(round(float(position.ZOffsetInSlideCoordinateSystem), 6))
            place = [float(start) + cosines[axis] * float(spacing[1]) * column + cosines[3 + axis] * float(spacing[0]) * row
                     for axis, start in ((0, origin.XOffsetInSlideCoordinateSystem), (1, origin.YOffsetInSlideCoordinateSystem))]
            if abs(place[0] - float(position.XOffsetInSlideCoordinateSystem)) > 1e-6 or abs(place[1] - float(position.YOffsetInSlideCoordinateSystem)) > 1e-6:
                fail(f"the tile at {column}, {row} does not lie at {place}")
            indices.append(tuple(item.FrameContentSequence[0].DimensionIndexValues))
            if item.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID != source.SOPInstanceUID:
                fail("a tile refers to another image")
        values = tile * float(mapping.RealWorldValueSlope) + float(mapping.RealWorldValueIntercept)
        if padding is not None:
            values[tile == padding] = np.nan
        found[plane, row:row + image.Rows, column:column + image.Columns] = values
    if indices != sorted(indices) or len(set(indices)) != len(indices):
        fail("the frames are not in order of their dimension index values")
    found = found[:, :rows, :columns]
    if (np.isnan(found) != np.isnan(expected)).any() or np.nanmax(np.abs(found - expected)) > tolerance:
        fail("the plane holds other values")
    print(f"same: {expected.size} pixels in {len(pixels)} frames")


main()
