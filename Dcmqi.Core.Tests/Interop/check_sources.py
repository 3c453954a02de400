"""Compares DICOM Segmentations with what they were made from, on the grid of their source images, without the library that wrote them.

Usage: check_sources.py MANIFEST.json
The manifest is a list of {name, segmentation, sources, labels, size: [x, y, z, t]}; labels is a file of 16-bit numbers, x fastest, time slowest,
with z in order of position along the normal (without coordinates: of instance and frame number) and t in order of time.
Every frame must lie where the frames that it refers to lie, to 1e-6 mm, and be of their time. Ends with 0 where all is the same.
"""
import json
import sys

import numpy as np
import pydicom


class Frame:
    def __init__(self, dataset, number, own, shared):
        def group(name):
            for item in (own, shared):
                if item is not None and name in item and len(item[name].value):
                    return item[name].value[0]
            return None

        self.uid, self.number = dataset.SOPInstanceUID, number
        self.instance = int(dataset.InstanceNumber)
        position = group("PlanePositionSequence")
        volume = group("PlanePositionVolumeSequence")
        orientation = group("PlaneOrientationSequence")
        if position is not None:
            self.position = np.array([float(v) for v in position.ImagePositionPatient])
        elif volume is not None:
            self.position = np.array([float(v) for v in volume.ImagePositionVolume])
            orientation = group("PlaneOrientationVolumeSequence")
        elif "ImagePositionPatient" in dataset:
            self.position = np.array([float(v) for v in dataset.ImagePositionPatient])
            orientation = dataset
        else:
            self.position = None
        if self.position is not None:
            cosines = orientation.get("ImageOrientationPatient", orientation.get("ImageOrientationVolume", None))
            row, column = np.array([float(v) for v in cosines]).reshape(2, 3)
            self.normal = np.cross(row, column)
        content = group("FrameContentSequence")
        self.time = content.get("TemporalPositionIndex") if content is not None else dataset.get("TemporalPositionIdentifier")
        self.time = None if self.time is None else int(self.time)


def frames_of(dataset):
    count = int(dataset.get("NumberOfFrames", 1) or 1)
    own = dataset.get("PerFrameFunctionalGroupsSequence", [])
    shared = dataset.get("SharedFunctionalGroupsSequence", [None])
    return [Frame(dataset, i + 1, own[i] if len(own) else None, shared[0]) for i in range(count)]


def check(job):
    x, y, z, t = job["size"]
    expected = np.fromfile(job["labels"], "<u2").reshape(t, z, y, x)
    sources = [pydicom.dcmread(path, stop_before_pixels=True) for path in job["sources"]]
    frames = {(f.uid, f.number): f for source in sources for f in frames_of(source)}
    counts = {source.SOPInstanceUID: int(source.get("NumberOfFrames", 1) or 1) for source in sources}
    seg = pydicom.dcmread(job["segmentation"])
    any_frame = next(iter(frames.values()))
    in_patient = any_frame.position is not None
    if in_patient:
        distances = sorted(float(f.position @ any_frame.normal) for f in frames.values())
        places = [d for i, d in enumerate(distances) if i == 0 or d - distances[i - 1] > 1e-3]
    else:
        places = sorted(frames)
        places.sort(key=lambda key: (frames[key].instance, key[1]))
        if "FrameOfReferenceUID" in seg:
            raise ValueError("there is a Frame of Reference UID, but nothing lies in it")
    times = sorted({f.time for f in frames.values()}) if t > 1 else [None]

    pixels = seg.pixel_array.reshape(int(seg.NumberOfFrames), y, x)
    found = np.zeros_like(expected)
    for index, (groups, own) in enumerate(zip(seg.PerFrameFunctionalGroupsSequence, frames_of(seg))):
        items = [item for derivation in groups.DerivationImageSequence for item in derivation.SourceImageSequence]
        referred = []
        for item in items:
            numbers = item.get("ReferencedFrameNumber", None)
            if numbers is None:
                numbers = range(1, counts[item.ReferencedSOPInstanceUID] + 1)
            elif not hasattr(numbers, "__iter__"):
                numbers = [numbers]
            referred += [frames[(item.ReferencedSOPInstanceUID, int(n))] for n in numbers]
        if not referred:
            raise ValueError(f"frame {index + 1} refers to nothing")
        for source in referred:
            if in_patient and np.abs(source.position - own.position).max() > 1e-6:
                raise ValueError(f"frame {index + 1} lies at {own.position}, but refers to a frame at {source.position}")
            if t > 1 and source.time != own.time:
                raise ValueError(f"frame {index + 1} is of time {own.time}, but refers to a frame of time {source.time}")
        if in_patient:
            place = int(np.argmin(np.abs(np.array(places) - own.position @ own.normal)))
        else:
            place = places.index((referred[0].uid, referred[0].number))
        time = times.index(own.time) if t > 1 else 0
        if seg.SegmentationType == "LABELMAP":
            found[time, place] = pixels[index]
        else:
            number = groups.SegmentIdentificationSequence[0].ReferencedSegmentNumber
            found[time, place][pixels[index] > 0] = number
    if (found != expected).any():
        raise ValueError(f"{int((found != expected).sum())} voxels differ")


def main():
    failed = 0
    jobs = json.load(open(sys.argv[1]))
    for job in jobs:
        try:
            check(job)
        except Exception as fault:
            failed += 1
            print(f"{job['name']}: {type(fault).__name__}: {fault}")
    print(f"{len(jobs) - failed} of {len(jobs)} are the same")
    sys.exit(1 if failed else 0)


main()
