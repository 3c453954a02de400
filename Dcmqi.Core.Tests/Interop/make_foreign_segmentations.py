"""Makes small segmentations as other programs write them, each with the label volume it holds.

Usage: make_foreign_segmentations.py FOLDER
Writes NAME.dcm and NAME.nrrd for each.
"""
import copy
import os
import sys

import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.pixel_data_handlers.rle_handler import rle_encode_frame
from pydicom.sequence import Sequence
from pydicom.uid import (DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian,
                         RLELossless, generate_uid)

SLICES, ROWS, COLUMNS = 4, 3, 5
ORIGIN = np.array([-12.5, 7.25, 33.0])
ROW = np.array([0.8, 0.6, 0.0])
COLUMN = np.array([-0.36, 0.48, 0.8])
NORMAL = np.cross(ROW, COLUMN)
SPACING = (1.25, 0.75, 2.5)  # between rows, columns, slices


def item(**values):
    dataset = Dataset()
    for keyword, value in values.items():
        setattr(dataset, keyword, value)
    return dataset


def code(value, scheme, meaning):
    return Sequence([item(CodeValue=value, CodingSchemeDesignator=scheme, CodeMeaning=meaning)])


def segment_item(number):
    return item(
        SegmentNumber=number, SegmentLabel=f"Segment {number}", SegmentAlgorithmType="MANUAL",
        SegmentedPropertyCategoryCodeSequence=code("T-D0050", "SRT", "Tissue"), SegmentedPropertyTypeCodeSequence=code("T-62000", "SRT", "Liver"))


def volume(numbers, seed=1, dtype=np.uint16):
    """Every number in every slice, at random places."""
    random = np.random.default_rng(seed)
    labels = np.zeros((SLICES, ROWS, COLUMNS), dtype)
    for z in range(SLICES):
        places = random.permutation(ROWS * COLUMNS)[:3 * len(numbers)]
        labels[z].reshape(-1)[places] = np.repeat(numbers, 3)[:len(places)]
    return labels


def base(kind, numbers, frames, syntax=ExplicitVRLittleEndian):
    """frames: (segment number or None, slice) for each."""
    is_label_map = kind == "LABELMAP"
    seg = item(
        SOPClassUID="1.2.840.10008.5.1.4.1.1.66.7" if is_label_map else "1.2.840.10008.5.1.4.1.1.66.4", SOPInstanceUID=generate_uid(),
        StudyInstanceUID=generate_uid(), SeriesInstanceUID=generate_uid(), FrameOfReferenceUID=generate_uid(), Modality="SEG",
        ImageType=["DERIVED", "PRIMARY"], PatientName="Foreign^File", PatientID="F", ContentLabel="SEG", SegmentationType=kind,
        Rows=ROWS, Columns=COLUMNS, SamplesPerPixel=1, PhotometricInterpretation="MONOCHROME2", PixelRepresentation=0, NumberOfFrames=len(frames),
        SegmentSequence=Sequence([segment_item(number) for number in numbers]),
        SharedFunctionalGroupsSequence=Sequence([item(
            PlaneOrientationSequence=Sequence([item(ImageOrientationPatient=[*ROW, *COLUMN])]),
            PixelMeasuresSequence=Sequence([item(PixelSpacing=[SPACING[0], SPACING[1]], SliceThickness=SPACING[2], SpacingBetweenSlices=SPACING[2])]))]),
        PerFrameFunctionalGroupsSequence=Sequence([]))
    for number, z in frames:
        group = item(PlanePositionSequence=Sequence([item(ImagePositionPatient=[f"{value:.10g}" for value in ORIGIN + NORMAL * z * SPACING[2]])]))
        if number is not None:
            group.SegmentIdentificationSequence = Sequence([item(ReferencedSegmentNumber=number)])
        seg.PerFrameFunctionalGroupsSequence.append(group)
    seg.file_meta = FileMetaDataset()
    seg.file_meta.TransferSyntaxUID = syntax
    return seg


def set_pixels(seg, bits, data, vr="OB"):
    seg.BitsAllocated, seg.BitsStored, seg.HighBit = bits, bits, bits - 1
    seg.PixelData = data + b"\0" * (len(data) % 2)
    seg["PixelData"].VR = vr


def packed(masks):
    return np.packbits(np.concatenate([mask.reshape(-1) for mask in masks]).astype(np.uint8), bitorder="little").tobytes()


def swapped(data):
    data += b"\0" * (len(data) % 2)
    return np.frombuffer(data, "<u2").astype(">u2").tobytes()


def save(name, seg, labels, first=0):
    syntax = seg.file_meta.TransferSyntaxUID
    seg.is_little_endian = syntax != ExplicitVRBigEndian
    seg.is_implicit_VR = syntax == ImplicitVRLittleEndian
    if syntax == RLELossless:
        seg["PixelData"].is_undefined_length = True
    seg.save_as(os.path.join(FOLDER, name + ".dcm"), write_like_original=False)
    origin = ORIGIN + NORMAL * first * SPACING[2]
    vectors = [ROW * SPACING[1], COLUMN * SPACING[0], NORMAL * SPACING[2]]
    text = lambda vector: "(" + ",".join(f"{value:.17g}" for value in vector) + ")"
    header = (
        "NRRD0004\ntype: uint16\ndimension: 3\nspace: left-posterior-superior\nsizes: %d %d %d\nspace directions: %s\nkinds: domain domain domain\n"
        "endian: little\nencoding: raw\nspace origin: %s\n\n" % (*labels.shape[::-1], " ".join(text(vector) for vector in vectors), text(origin)))
    with open(os.path.join(FOLDER, name + ".nrrd"), "wb") as file:
        file.write(header.encode() + labels.astype("<u2").tobytes())


def all_frames(numbers, slices=range(SLICES)):
    return [(number, z) for number in numbers for z in slices]


def binary(name, numbers, frames, labels, syntax=ExplicitVRLittleEndian, change=None):
    seg = base("BINARY", numbers, frames, syntax)
    masks = [labels[z] == number for number, z in frames]
    set_pixels(seg, 1, packed(masks))
    if change:
        change(seg, masks)
    save(name, seg, labels)
    return seg


def binaries():
    labels = volume([1, 2])
    frames = all_frames([1, 2])
    binary("binary-plain", [1, 2], frames, labels)
    binary("binary-shuffled", [1, 2], [frames[index] for index in np.random.default_rng(3).permutation(len(frames))], labels)
    binary("binary-implicit", [1, 2], frames, labels, ImplicitVRLittleEndian)
    binary("binary-deflated", [1, 2], frames, labels, DeflatedExplicitVRLittleEndian)
    binary("binary-big-endian-ob", [1, 2], frames, labels, ExplicitVRBigEndian)
    binary("binary-big-endian-ow", [1, 2], frames, labels, ExplicitVRBigEndian, lambda seg, masks: set_pixels(seg, 1, swapped(packed(masks)), "OW"))
    binary("binary-ow", [1, 2], frames, labels, change=lambda seg, masks: set_pixels(seg, 1, packed(masks), "OW"))
    # Many frames: in few, the padding is hidden in that to even length.
    binary("binary-padded-frames", [1, 2, 3, 4, 5], all_frames([1, 2, 3, 4, 5]), volume([1, 2, 3, 4, 5]), change=lambda seg, masks: set_pixels(seg, 1, b"".join(packed([mask]) for mask in masks)))
    binary("binary-twice-the-same-frame", [1, 2], frames + frames[:2], labels)
    binary("binary-numbers-with-gaps", [3, 900], all_frames([3, 900]), volume([3, 900]))

    def without_frame_of_reference(seg, _):
        del seg.FrameOfReferenceUID
    binary("binary-no-frame-of-reference", [1, 2], frames, labels, change=without_frame_of_reference)

    def without_count(seg, _):
        del seg.NumberOfFrames
    binary("binary-no-number-of-frames", [1, 2], frames, labels, change=without_count)

    def shared(seg, _):
        for group in seg.PerFrameFunctionalGroupsSequence:
            del group.SegmentIdentificationSequence
        seg.SharedFunctionalGroupsSequence[0].SegmentIdentificationSequence = Sequence([item(ReferencedSegmentNumber=1)])
    binary("binary-shared-segment", [1], all_frames([1]), volume([1]), change=shared)

    def own(seg, _):
        shared_groups = seg.SharedFunctionalGroupsSequence[0]
        for group in seg.PerFrameFunctionalGroupsSequence:
            group.PlaneOrientationSequence = copy.deepcopy(shared_groups.PlaneOrientationSequence)
            group.PixelMeasuresSequence = copy.deepcopy(shared_groups.PixelMeasuresSequence)
        del seg.SharedFunctionalGroupsSequence
    binary("binary-nothing-shared", [1, 2], frames, labels, change=own)

    def no_spacing(seg, _):
        measures = seg.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0]
        del measures.SpacingBetweenSlices, measures.SliceThickness
    binary("binary-no-slice-spacing", [1, 2], frames, labels, change=no_spacing)

    sparse = labels.copy()
    sparse[2] = 0
    binary("binary-missing-slice", [1, 2], all_frames([1, 2], [0, 1, 3]), sparse)

    seg = base("BINARY", [1], [(1, 0)])
    set_pixels(seg, 1, packed([labels[0] == 1]))
    del seg.NumberOfFrames
    save("binary-single-frame-no-number", seg, np.where(labels[:1] == 1, 1, 0))

    # G.2: one byte for each pixel. Others compress the packed bits of each frame.
    def rle_bytes(seg, masks):
        seg.PixelData = encapsulate([rle_encode_frame(mask.astype(np.uint8)) for mask in masks])

    def rle_bits(seg, masks):
        seg.PixelData = encapsulate([rle_encode_frame(np.frombuffer(packed([mask]), np.uint8).reshape(1, -1)) for mask in masks])

    def rle_no_table(seg, masks):
        seg.PixelData = encapsulate([rle_encode_frame(mask.astype(np.uint8)) for mask in masks], has_bot=False)
    for name, change in (("bytes", rle_bytes), ("bits", rle_bits), ("no-table", rle_no_table)):
        binary("binary-rle-" + name, [1, 2], frames, labels, RLELossless, change)


def fractionals():
    labels = volume([1, 2])
    frames = all_frames([1, 2])
    for name, maximum, whole, syntax in (
            ("claims-255-holds-1", 255, 1, ExplicitVRLittleEndian), ("0-255", 255, 255, ExplicitVRLittleEndian), ("maximum-100", 100, 100, ImplicitVRLittleEndian),
            ("maximum-1", 1, 1, ExplicitVRLittleEndian), ("big-endian-ow", 255, 255, ExplicitVRBigEndian), ("rle", 255, 255, RLELossless)):
        seg = base("FRACTIONAL", [1, 2], frames, syntax)
        seg.SegmentationFractionalType = "PROBABILITY"
        seg.MaximumFractionalValue = maximum
        masks = [np.where(labels[z] == number, whole, 0).astype(np.uint8) for number, z in frames]
        data = b"".join(mask.tobytes() for mask in masks)
        if syntax == ExplicitVRBigEndian:
            set_pixels(seg, 8, swapped(data), "OW")
        elif syntax == RLELossless:
            set_pixels(seg, 8, encapsulate([rle_encode_frame(mask) for mask in masks]))
        else:
            set_pixels(seg, 8, data)
        save("fractional-" + name, seg, labels)


def label_map(name, numbers, bits, labels, syntax=ExplicitVRLittleEndian, order=None, vr=None, change=None):
    order = list(range(len(labels))) if order is None else order
    seg = base("LABELMAP", numbers, [(None, z) for z in order], syntax)
    frames = [labels[z].astype(f"<u{bits // 8}") for z in order]
    data = b"".join(frame.tobytes() for frame in frames)
    if syntax == RLELossless:
        data = encapsulate([rle_encode_frame(frame) for frame in frames])
    elif syntax == ExplicitVRBigEndian and vr != "OB":
        data = swapped(data)
    set_pixels(seg, bits, data, vr or ("OW" if bits == 16 else "OB"))
    if change:
        change(seg)
    save(name, seg, labels)


def label_maps():
    two = volume([1, 2])
    gaps = volume([7, 700])
    label_map("labelmap-no-padding-value", [1, 2], 8, two)
    label_map("labelmap-background-item", [0, 1, 2], 8, two)

    def padding(seg):
        seg.PixelPaddingValue = 0
    label_map("labelmap-padding-value", [1, 2], 8, two, change=padding)
    label_map("labelmap-gaps", [7, 700], 16, gaps)
    label_map("labelmap-shuffled", [7, 700], 16, gaps, order=[2, 0, 3, 1])
    label_map("labelmap-implicit", [7, 700], 16, gaps, ImplicitVRLittleEndian)
    label_map("labelmap-big-endian", [7, 700], 16, gaps, ExplicitVRBigEndian)
    label_map("labelmap-big-endian-8-ow", [1, 2], 8, two, ExplicitVRBigEndian, vr="OW")
    label_map("labelmap-big-endian-8-ob", [1, 2], 8, two, ExplicitVRBigEndian, vr="OB")
    label_map("labelmap-8-ow", [1, 2], 8, two, vr="OW")
    label_map("labelmap-rle-8", [1, 2], 8, two, RLELossless)
    label_map("labelmap-rle-16", [7, 700], 16, gaps, RLELossless)
    label_map("labelmap-numbers-not-described", [1], 8, two)

    def without_count(seg):
        del seg.NumberOfFrames
    label_map("labelmap-no-number-of-frames", [1, 2], 8, two, change=without_count)
    label_map("labelmap-single-frame-no-number", [1, 2], 8, two[:1], change=without_count)


FOLDER = sys.argv[1]
binaries()
fractionals()
label_maps()
