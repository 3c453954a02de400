"""Makes small parametric maps as other programs write them, each with the real-world values it holds.

Usage: make_foreign_maps.py FOLDER
Writes NAME.dcm and NAME.nrrd (64-bit real numbers) for each.
"""
import copy
import os
import sys

import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.pixel_data_handlers.rle_handler import rle_encode_frame
from pydicom.sequence import Sequence
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian, RLELossless, generate_uid

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


def mapping(label="ADC", slope=None, intercept=None, table=None, span=(0.0, 1.0), quantity=True, unit="um2/s"):
    dataset = item(LUTLabel=label, LUTExplanation=f"{label} explained", MeasurementUnitsCodeSequence=code(unit, "UCUM", unit))
    if isinstance(span[0], float):
        dataset.DoubleFloatRealWorldValueFirstValueMapped, dataset.DoubleFloatRealWorldValueLastValueMapped = span
    else:
        vr = "SS" if span[0] < 0 else "US"
        dataset.add_new(0x00409216, vr, span[0])
        dataset.add_new(0x00409211, vr, span[1])
    if table is not None:
        dataset.RealWorldValueLUTData = [float(value) for value in table]
    else:
        dataset.RealWorldValueSlope = float(1 if slope is None else slope)
        dataset.RealWorldValueIntercept = float(0 if intercept is None else intercept)
    if quantity:
        # With codes of the retired SNOMED, as older writers have them.
        dataset.QuantityDefinitionSequence = Sequence([item(
            ValueType="CODE", ConceptNameCodeSequence=code("G-C1C6", "SRT", "Quantity"), ConceptCodeSequence=code("113041", "DCM", "Apparent Diffusion Coefficient"))])
    return dataset


def position(z):
    return [f"{value:.10g}" for value in ORIGIN + z * SPACING[2] * NORMAL]


def base(pixels, mappings, per_frame=False):
    """One volume; frames in order of slices."""
    pm = Dataset()
    pm.SOPClassUID = "1.2.840.10008.5.1.4.1.1.30"
    pm.SOPInstanceUID = generate_uid()
    pm.StudyInstanceUID, pm.SeriesInstanceUID, pm.FrameOfReferenceUID = generate_uid(), generate_uid(), generate_uid()
    pm.PatientName, pm.PatientID, pm.Modality, pm.SeriesNumber = "Foreign", "F", "MR", 7
    pm.ImageType = ["DERIVED", "PRIMARY", "VOLUME", "NONE"]
    pm.SamplesPerPixel, pm.PhotometricInterpretation = 1, "MONOCHROME2"
    pm.Rows, pm.Columns, pm.NumberOfFrames = ROWS, COLUMNS, len(pixels)
    shared = item(
        PixelMeasuresSequence=Sequence([item(PixelSpacing=[SPACING[0], SPACING[1]], SliceThickness=SPACING[2], SpacingBetweenSlices=SPACING[2])]),
        PlaneOrientationSequence=Sequence([item(ImageOrientationPatient=[f"{value:.10g}" for value in (*ROW, *COLUMN)])]))
    if not per_frame:
        shared.RealWorldValueMappingSequence = Sequence(mappings)
    pm.SharedFunctionalGroupsSequence = Sequence([shared])
    pm.DimensionOrganizationSequence = Sequence([item(DimensionOrganizationUID=generate_uid())])
    pm.DimensionIndexSequence = Sequence([item(
        DimensionIndexPointer=0x00200032, FunctionalGroupPointer=0x00209113, DimensionOrganizationUID=pm.DimensionOrganizationSequence[0].DimensionOrganizationUID)])
    frames = []
    for z in range(len(pixels)):
        frame = item(
            PlanePositionSequence=Sequence([item(ImagePositionPatient=position(z))]), FrameContentSequence=Sequence([item(DimensionIndexValues=[z + 1])]))
        if per_frame:
            frame.RealWorldValueMappingSequence = Sequence([mappings[z]])
        frames.append(frame)
    pm.PerFrameFunctionalGroupsSequence = Sequence(frames)
    set_pixels(pm, pixels)
    return pm


def set_pixels(pm, pixels):
    kind = pixels.dtype
    pm.BitsAllocated = kind.itemsize * 8
    if kind == np.float32:
        pm.FloatPixelData = pixels.tobytes()
    elif kind == np.float64:
        pm.DoubleFloatPixelData = pixels.tobytes()
    else:
        pm.BitsStored, pm.HighBit, pm.PixelRepresentation = kind.itemsize * 8, kind.itemsize * 8 - 1, int(kind.kind == "i")
        data = pixels.tobytes()
        pm.PixelData = data + b"\0" * (len(data) % 2)
        pm["PixelData"].VR = "OW" if kind.itemsize > 1 else "OB"


def floats(seed=1, kind=np.float32, count=SLICES):
    return np.random.default_rng(seed).normal(100, 50, (count, ROWS, COLUMNS)).astype(kind)


def wholes(low, high, kind, seed=2):
    return np.random.default_rng(seed).integers(low, high, (SLICES, ROWS, COLUMNS)).astype(kind)


class Maker:
    def __init__(self, folder):
        self.folder = folder

    def save(self, name, pm, real, syntax=ExplicitVRLittleEndian):
        """real: values as [z, y, x], or [component, z, y, x]."""
        meta = FileMetaDataset()
        meta.TransferSyntaxUID = syntax
        meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = pm.SOPClassUID, pm.SOPInstanceUID
        pm.file_meta = meta
        pm.is_little_endian = syntax != ExplicitVRBigEndian
        pm.is_implicit_VR = syntax == ImplicitVRLittleEndian
        pm.save_as(os.path.join(self.folder, name + ".dcm"), write_like_original=False)
        real = np.ascontiguousarray(real, "<f8")
        steps = (ROW * SPACING[1], COLUMN * SPACING[0], NORMAL * SPACING[2])
        vectors = " ".join("(" + ",".join(f"{value:.12g}" for value in step) + ")" for step in steps)
        header = ["NRRD0004", "type: double", f"dimension: {real.ndim}", "space: left-posterior-superior", "sizes: " + " ".join(str(size) for size in real.shape[::-1]),
                  f"space directions: {vectors}{' none' if real.ndim == 4 else ''}", "kinds: domain domain domain" + (" list" if real.ndim == 4 else ""), "endian: little", "encoding: raw",
                  "space origin: (" + ",".join(f"{value:.12g}" for value in ORIGIN) + ")"]
        with open(os.path.join(self.folder, name + ".nrrd"), "wb") as file:
            file.write(("\n".join(header) + "\n\n").encode() + real.tobytes())


def reorder(pm, order, pixels):
    pm.PerFrameFunctionalGroupsSequence = Sequence([pm.PerFrameFunctionalGroupsSequence[index] for index in order])
    set_pixels(pm, pixels[order])


def main():
    maker = Maker(sys.argv[1])
    span = (0.0, 400.0)

    values = floats()
    for name, syntax in (("float-explicit", ExplicitVRLittleEndian), ("float-implicit", ImplicitVRLittleEndian), ("float-deflated", DeflatedExplicitVRLittleEndian)):
        maker.save(name, base(values, [mapping(span=span)]), values, syntax)
    big = base(values, [mapping(span=span)])
    big.FloatPixelData = values.astype(">f4").tobytes()
    maker.save("float-big-endian", big, values, ExplicitVRBigEndian)
    maker.save("float-slope", base(values, [mapping(slope=0.25, intercept=-3, span=span)]), values.astype(float) * 0.25 - 3)
    holes = values.copy()
    holes[0, 0, 0], holes[1, 2, 4] = np.nan, np.inf
    maker.save("float-not-finite", base(holes, [mapping(span=span)]), holes)
    doubles = floats(3, np.float64)
    maker.save("double", base(doubles, [mapping(span=span)]), doubles)

    shuffled = base(values, [mapping(span=span)])
    reorder(shuffled, [3, 0, 2, 1], values)
    maker.save("float-shuffled", shuffled, values)
    slopes = [mapping(slope=z + 1, span=span) for z in range(SLICES)]
    maker.save("float-slope-of-each-frame", base(values, slopes, per_frame=True), values.astype(float) * np.arange(1, SLICES + 1)[:, None, None])
    padded = base(values, [mapping(span=span)])
    padded.FloatPixelPaddingValue = float(values[2, 1, 1])
    expected = values.copy()
    expected[2, 1, 1] = np.nan
    maker.save("float-padding", padded, expected)

    # As dcmqi 1.x writes them: spacing in the order of x and y, the range as whole numbers, the dimension in a group it is not of.
    dcmqi = base(values, [mapping(span=(0, 0))])
    dcmqi.DimensionIndexSequence[0].FunctionalGroupPointer = 0x00409096
    shared = dcmqi.SharedFunctionalGroupsSequence[0]
    shared.FrameAnatomySequence = Sequence([item(FrameLaterality="U", AnatomicRegionSequence=code("85756007", "SCT", "Tissue"))])
    shared.PixelValueTransformationSequence = Sequence([item(RescaleSlope=1, RescaleIntercept=0, RescaleType="US")])
    maker.save("float-as-dcmqi", dcmqi, values)

    whole = wholes(0, 4096, np.uint16)
    maker.save("uint16-slope", base(whole, [mapping(slope=0.5, intercept=-100, span=(0, 4095))]), whole.astype(float) * 0.5 - 100)
    maker.save("uint16-implicit", base(whole, [mapping(slope=0.5, span=(0, 4095))]), whole.astype(float) * 0.5, ImplicitVRLittleEndian)
    big = base(whole, [mapping(slope=2, span=(0, 4095))])
    big.PixelData = whole.astype(">u2").tobytes()
    maker.save("uint16-big-endian", big, whole.astype(float) * 2, ExplicitVRBigEndian)
    rle = base(whole, [mapping(slope=2, span=(0, 4095))])
    rle.PixelData = encapsulate([rle_encode_frame(frame) for frame in whole])
    rle["PixelData"].is_undefined_length = True
    maker.save("uint16-rle", rle, whole.astype(float) * 2, RLELossless)
    few = wholes(10, 20, np.uint16)
    table = np.arange(10) ** 3 - 0.5
    maker.save("uint16-table", base(few, [mapping(table=table, span=(10, 19))]), table[few - 10])
    outside = few.copy()
    outside[0, 0, 0], outside[3, 2, 4] = 9, 20
    real = table[np.clip(outside, 10, 19) - 10]
    real[(outside < 10) | (outside > 19)] = np.nan
    maker.save("uint16-table-too-short", base(outside, [mapping(table=table, span=(10, 19))]), real)
    padding = base(whole, [mapping(slope=2, span=(0, 4095))])
    padding.add_new(0x00280120, "US", int(whole[1, 1, 1]))
    real = whole.astype(float) * 2
    real[whole == whole[1, 1, 1]] = np.nan
    maker.save("uint16-padding", padding, real)
    signed = wholes(-2000, 2000, np.int16)
    maker.save("int16", base(signed, [mapping(slope=0.1, span=(-2000, 1999))]), signed.astype(float) * 0.1)
    maker.save("int16-implicit", base(signed, [mapping(slope=0.1, span=(-2000, 1999))]), signed.astype(float) * 0.1, ImplicitVRLittleEndian)
    bytes8 = wholes(0, 256, np.uint8)
    maker.save("uint8", base(bytes8, [mapping(slope=4, span=(0, 255))]), bytes8.astype(float) * 4)
    maker.save("int8", base(bytes8.astype(np.int8), [mapping(slope=4, span=(-128, 127))]), bytes8.astype(np.int8).astype(float) * 4)

    # As highdicom writes channels: labels alone tell them apart; all channels of a plane stand together.
    channels = np.stack([floats(5), floats(6)])
    both = np.stack([channels[:, z] for z in range(SLICES)]).reshape(-1, ROWS, COLUMNS)
    pm = base(both, [mapping(span=span)] * len(both), per_frame=True)
    for index, frame in enumerate(pm.PerFrameFunctionalGroupsSequence):
        z, channel = divmod(index, 2)
        frame.PlanePositionSequence[0].ImagePositionPatient = position(z)
        frame.RealWorldValueMappingSequence = Sequence([mapping(f"channel {channel}", span=span, quantity=False, unit="1")])
        frame.FrameContentSequence[0].DimensionIndexValues = [channel + 1, z + 1]
    dimension = copy.deepcopy(pm.DimensionIndexSequence[0])
    dimension.DimensionIndexPointer, dimension.FunctionalGroupPointer = 0x00409210, 0x00409096
    pm.DimensionIndexSequence.insert(0, dimension)
    maker.save("channels", pm, channels)

    # A series in time: the same mapping, told apart by an index and by Temporal Position Index.
    series = np.stack([floats(7), floats(8), floats(9)])
    pm = base(series.reshape(-1, ROWS, COLUMNS), [mapping(span=span)])
    for index, frame in enumerate(pm.PerFrameFunctionalGroupsSequence):
        time, z = divmod(index, SLICES)
        frame.PlanePositionSequence[0].ImagePositionPatient = position(z)
        content = frame.FrameContentSequence[0]
        content.DimensionIndexValues, content.TemporalPositionIndex = [z + 1], time + 1
    maker.save("times", pm, series)


if __name__ == "__main__":
    main()
