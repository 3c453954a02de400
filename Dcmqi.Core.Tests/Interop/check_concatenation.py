"""Joins the parts of a concatenation without the library that wrote them, and compares them with the object they were split from.

Usage: check_concatenation.py WHOLE.dcm PART.dcm [PART.dcm ...]
Prints "same: N frames in M parts" and ends with 0, or says what differs and ends with 1.
"""
import sys

import numpy as np
import pydicom

from check_encoding import frames_of
from check_segmentation import fail

# What parts may say differently (PS3.3 C.7.6.16.2.2.4), and the file's own group.
OWN = {"SOPInstanceUID", "NumberOfFrames", "PerFrameFunctionalGroupsSequence", "PixelData", "InConcatenationNumber", "ConcatenationFrameOffsetNumber"}
ADDED = {"ConcatenationUID", "SOPInstanceUIDOfConcatenationSource", "InConcatenationTotalNumber"}


def main():
    whole = pydicom.dcmread(sys.argv[1])
    parts = sorted((pydicom.dcmread(path) for path in sys.argv[2:]), key=lambda part: part.ConcatenationFrameOffsetNumber)
    offset = 0
    for number, part in enumerate(parts, 1):
        if (part.InConcatenationNumber, part.InConcatenationTotalNumber, part.ConcatenationFrameOffsetNumber) != (number, len(parts), offset):
            fail(f"part {number} says it is {part.InConcatenationNumber} of {part.InConcatenationTotalNumber}, from frame {part.ConcatenationFrameOffsetNumber}")
        if part.SOPInstanceUIDOfConcatenationSource != whole.SOPInstanceUID or part.ConcatenationUID != parts[0].ConcatenationUID:
            fail(f"part {number} refers to another source or concatenation")
        if len(part.PerFrameFunctionalGroupsSequence) != part.NumberOfFrames:
            fail(f"part {number} has {len(part.PerFrameFunctionalGroupsSequence)} functional groups for {part.NumberOfFrames} frames")
        for element in whole:
            if element.keyword not in OWN and part.get(element.keyword) != element.value:
                fail(f"part {number} differs in {element.keyword}")
        extra = {element.keyword for element in part} - {element.keyword for element in whole} - OWN - ADDED
        if extra:
            fail(f"part {number} has {extra}")
        offset += part.NumberOfFrames
    if len({part.SOPInstanceUID for part in parts} | {whole.SOPInstanceUID}) != len(parts) + 1:
        fail("SOP Instance UIDs are not all different")
    groups = [group for part in parts for group in part.PerFrameFunctionalGroupsSequence]
    if groups != list(whole.PerFrameFunctionalGroupsSequence):
        fail("functional groups differ")
    if (np.concatenate([frames_of(part) for part in parts]) != frames_of(whole)).any():
        fail("pixels differ")
    print(f"same: {offset} frames in {len(parts)} parts")


if __name__ == "__main__":
    main()
