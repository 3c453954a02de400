"""The jobs of `samples/Benchmarks -- peers` by highdicom, each as a process of its own.

highdicom_peer.py write-seg CT_FOLDER LABELS METADATA OUTPUT
highdicom_peer.py read-seg DICOM OUTPUT
highdicom_peer.py write-map CT_FOLDER VALUES OUTPUT
highdicom_peer.py read-map DICOM OUTPUT

Volumes are .nrrd, not compressed, in the order of the images (from the lowest slice to the highest).
"""
import json
import os
import sys

import highdicom as hd
import numpy as np
import pydicom
from pydicom.sr.coding import Code

TYPES = {"unsigned char": np.uint8, "uint8": np.uint8, "unsigned short": np.uint16, "uint16": np.uint16, "short": np.int16, "int16": np.int16, "float": np.float32}


def read_nrrd(path):
    with open(path, "rb") as file:
        fields = {}
        while line := file.readline().strip():
            if b":" in line:
                key, value = line.decode().split(":", 1)
                fields[key] = value.strip()
        if fields["encoding"] != "raw":
            sys.exit(f"{path} is compressed")
        sizes = [int(size) for size in fields["sizes"].split()]
        return np.fromfile(file, TYPES[fields["type"]]).reshape(sizes[::-1])


def write_nrrd(path, volume):
    # Spatial directions are left out: what counts is that the values are written.
    names = {np.dtype(np.uint8): "uint8", np.dtype(np.uint16): "uint16", np.dtype(np.float32): "float", np.dtype(np.float64): "double"}
    with open(path, "wb") as file:
        sizes = " ".join(str(size) for size in volume.shape[::-1])
        file.write(f"NRRD0004\ntype: {names[volume.dtype]}\ndimension: 3\nsizes: {sizes}\nendian: little\nencoding: raw\n\n".encode())
        np.ascontiguousarray(volume).tofile(file)


def sources(folder):
    images = [pydicom.dcmread(os.path.join(folder, name), stop_before_pixels=True) for name in os.listdir(folder)]
    for image in images:
        # highdicom asks for the pixels' presence only.
        image.PixelData = b""
    normal = np.cross(*np.reshape(np.asarray(images[0].ImageOrientationPatient, float), (2, 3)))
    return sorted(images, key=lambda image: normal @ np.asarray(image.ImagePositionPatient, float))


def code(item):
    return Code(item["CodeValue"], item["CodingSchemeDesignator"], item["CodeMeaning"])


def equipment():
    return dict(manufacturer="highdicom", manufacturer_model_name="peer", software_versions=hd.__version__, device_serial_number="1")


def write_seg(folder, labels, metadata, output):
    with open(metadata) as file:
        attributes = [segment for group in json.load(file)["segmentAttributes"] for segment in group]
    descriptions = [
        hd.seg.SegmentDescription(
            segment_number=number,
            segment_label=segment.get("SegmentLabel", segment["SegmentedPropertyTypeCodeSequence"]["CodeMeaning"]),
            segmented_property_category=code(segment["SegmentedPropertyCategoryCodeSequence"]),
            segmented_property_type=code(segment["SegmentedPropertyTypeCodeSequence"]),
            algorithm_type="AUTOMATIC",
            algorithm_identification=hd.AlgorithmIdentificationSequence("peer", Code("123109", "DCM", "Manual Processing"), "1"),
        )
        for number, segment in enumerate(sorted(attributes, key=lambda segment: segment["labelID"]), 1)
    ]
    hd.seg.Segmentation(
        source_images=sources(folder),
        pixel_array=read_nrrd(labels),
        segmentation_type="BINARY",
        segment_descriptions=descriptions,
        series_instance_uid=hd.UID(),
        series_number=100,
        sop_instance_uid=hd.UID(),
        instance_number=1,
        **equipment(),
    ).save_as(output)


def read_seg(path, output):
    write_nrrd(output, hd.seg.segread(path).get_volume(combine_segments=True).array)


def write_map(folder, values, output):
    volume = read_nrrd(values)
    mapping = hd.pm.RealWorldValueMapping(
        lut_label="ADC", lut_explanation="ADC", unit=Code("um2/s", "UCUM", "um2/s"), value_range=(-1e9, 1e9), slope=1, intercept=0,
        quantity_definition=Code("113041", "DCM", "Apparent Diffusion Coefficient"))
    hd.pm.ParametricMap(
        source_images=sources(folder),
        pixel_array=volume,
        series_instance_uid=hd.UID(),
        series_number=101,
        sop_instance_uid=hd.UID(),
        instance_number=1,
        contains_recognizable_visual_features=False,
        real_world_value_mappings=[mapping],
        voi_lut_transformations=[hd.VOILUTTransformation(window_center=50, window_width=100)],
        **equipment(),
    ).save_as(output)


def read_map(path, output):
    write_nrrd(output, hd.imread(path).get_volume().array.astype(np.float32))


if __name__ == "__main__":
    jobs = {"write-seg": write_seg, "read-seg": read_seg, "write-map": write_map, "read-map": read_map}
    if len(sys.argv) < 2 or sys.argv[1] not in jobs:
        sys.exit(__doc__)
    jobs[sys.argv[1]](*sys.argv[2:])
