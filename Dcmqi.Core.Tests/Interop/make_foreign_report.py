"""Writes a TID 1500 report with pydicom, as another writer would: no template identifiers below the root, measurements before the region, a region
whose image is named by reference to the image library, a nested comment, implicit VR, and text in Latin-1."""
import sys

import pydicom
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import ImplicitVRLittleEndian


def code(value, scheme, meaning):
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, scheme, meaning
    return item


def node(relationship, kind, name, children=(), **values):
    item = Dataset()
    if relationship:
        item.RelationshipType = relationship
    item.ValueType = kind
    if name:
        item.ConceptNameCodeSequence = Sequence([code(*name)])
    for key, value in values.items():
        setattr(item, key, value)
    if children:
        item.ContentSequence = Sequence(children)
    return item


def image(relationship, name, uid):
    reference = Dataset()
    reference.ReferencedSOPClassUID, reference.ReferencedSOPInstanceUID = "1.2.840.10008.5.1.4.1.1.2", uid
    return node(relationship, "IMAGE", name, ReferencedSOPSequence=Sequence([reference]))


def number(relationship, name, value, unit, children=()):
    measured = Dataset()
    measured.NumericValue = value
    measured.MeasurementUnitsCodeSequence = Sequence([code(*unit)])
    return node(relationship, "NUM", name, children, MeasuredValueSequence=Sequence([measured]))


def by_reference(relationship, *identifier):
    item = Dataset()
    item.RelationshipType = relationship
    item.ReferencedContentItemIdentifier = list(identifier)
    return item


group = node(
    "CONTAINS", "CONTAINER", ("125007", "DCM", "Measurement Group"),
    [
        number("CONTAINS", ("410668003", "SCT", "Length"), "12.5", ("mm", "UCUM", "mm"),
               [node("CONTAINS", "TEXT", ("121106", "DCM", "Comment"), TextValue="schön")]),
        node("HAS OBS CONTEXT", "UIDREF", ("112040", "DCM", "Tracking Unique Identifier"), UID="1.2.3.4"),
        node("CONTAINS", "SCOORD", ("111030", "DCM", "Image Region"), [by_reference("SELECTED FROM", 1, 2, 1, 1)],
             GraphicType="ELLIPSE", GraphicData=[1.0, 2.0, 5.0, 2.0, 3.0, 1.0, 3.0, 3.0]),
        node("HAS OBS CONTEXT", "TEXT", ("112039", "DCM", "Tracking Identifier"), TextValue="Größe"),
    ],
    ContinuityOfContent="SEPARATE")
library = node("CONTAINS", "CONTAINER", ("111028", "DCM", "Image Library"),
               [node("CONTAINS", "CONTAINER", ("126200", "DCM", "Image Library Group"), [image("CONTAINS", None, "1.2.3.5")], ContinuityOfContent="SEPARATE")],
               ContinuityOfContent="SEPARATE")
tree = [
    node("HAS OBS CONTEXT", "PNAME", ("121008", "DCM", "Person Observer Name"), PersonName="Bär^Ute"),
    library,
    node("CONTAINS", "CONTAINER", ("126010", "DCM", "Imaging Measurements"), [group], ContinuityOfContent="SEPARATE"),
    node("CONTAINS", "CONTAINER", ("C0034375", "UMLS", "Qualitative Evaluations"),
         [node("CONTAINS", "CODE", ("1", "99X", "Response"), ConceptCodeSequence=Sequence([code("2", "99X", "Stable")]))], ContinuityOfContent="SEPARATE"),
]
meta = FileMetaDataset()
meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.88.33"
meta.MediaStorageSOPInstanceUID = "1.2.3.6"
meta.TransferSyntaxUID = ImplicitVRLittleEndian
report = FileDataset(sys.argv[1], {}, file_meta=meta, preamble=b"\0" * 128)
report.is_little_endian, report.is_implicit_VR = True, True
report.SpecificCharacterSet = "ISO_IR 100"
report.SOPClassUID, report.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
report.PatientName, report.PatientID, report.StudyInstanceUID, report.SeriesInstanceUID = "Bär^Ute", "7", "1.2.3.7", "1.2.3.8"
report.Modality, report.InstanceNumber, report.SeriesNumber = "SR", 1, 1
report.ValueType, report.ContinuityOfContent = "CONTAINER", "SEPARATE"
report.ConceptNameCodeSequence = Sequence([code("126000", "DCM", "Imaging Measurement Report")])
template = Dataset()
template.MappingResource, template.TemplateIdentifier = "DCMR", "1500"
report.ContentTemplateSequence = Sequence([template])
report.ContentSequence = Sequence(tree)
report.CompletionFlag, report.VerificationFlag = "COMPLETE", "UNVERIFIED"
report.save_as(sys.argv[1], write_like_original=False)
