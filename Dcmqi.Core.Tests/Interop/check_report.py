"""Reads a measurement report with pydicom and prints its content tree, one item a line: path of identifiers, relationship, type, name, value."""
import sys

import pydicom


def code(item):
    value = getattr(item, "CodeValue", None) or getattr(item, "LongCodeValue", None) or item.URNCodeValue
    return f"({value}, {item.CodingSchemeDesignator}, {item.CodeMeaning})"


def value(item):
    kind = item.ValueType
    if kind in ("TEXT", "UIDREF", "PNAME", "DATE", "TIME", "DATETIME"):
        return str(item[{"TEXT": "TextValue", "UIDREF": "UID", "PNAME": "PersonName", "DATE": "Date", "TIME": "Time", "DATETIME": "DateTime"}[kind]].value)
    if kind == "CODE":
        return code(item.ConceptCodeSequence[0])
    if kind == "NUM":
        if not item.MeasuredValueSequence:
            return "none " + code(item.NumericValueQualifierCodeSequence[0])
        measured = item.MeasuredValueSequence[0]
        number = measured.FloatingPointValue if "FloatingPointValue" in measured else float(measured.NumericValue)
        return f"{number!r} {measured.MeasurementUnitsCodeSequence[0].CodeValue}"
    if kind in ("IMAGE", "COMPOSITE"):
        reference = item.ReferencedSOPSequence[0]
        parts = [reference.ReferencedSOPInstanceUID]
        for name in ("ReferencedFrameNumber", "ReferencedSegmentNumber"):
            if name in reference:
                parts.append(f"{name} {reference[name].value}")
        return " ".join(parts)
    if kind in ("SCOORD", "SCOORD3D"):
        return f"{item.GraphicType} {[float(number) for number in item.GraphicData]}"
    return ""


def walk(item, path):
    if "ReferencedContentItemIdentifier" in item:
        print(path, item.RelationshipType, "->", ".".join(str(number) for number in item.ReferencedContentItemIdentifier))
        return
    name = code(item.ConceptNameCodeSequence[0]) if "ConceptNameCodeSequence" in item else "-"
    print(path, getattr(item, "RelationshipType", "-"), item.ValueType, name, value(item))
    for number, child in enumerate(getattr(item, "ContentSequence", []), 1):
        walk(child, f"{path}.{number}")


sys.stdout.reconfigure(encoding="utf-8")
dataset = pydicom.dcmread(sys.argv[1])
print("patient", dataset.PatientName)
walk(dataset, "1")
