using Dcmqi.Dicom;

namespace Dcmqi.Iods.ContentTree;

/// <summary>Checks a content tree: what each value type must have (PS3.3 C.17.3, C.18) and what may stand in what (PS3.3 A.35).</summary>
internal sealed class ContentTreeRules
{
    private const string TreeClause = "PS3.3 C.17.3";

    private readonly FindingList _findings;
    private readonly string _sopClass;
    private readonly HashSet<string> _evidence;

    private ContentTreeRules(FindingList findings, string sopClass, HashSet<string> evidence) =>
        (_findings, _sopClass, _evidence) = (findings, sopClass, evidence);

    public static void Check(DataSet dataSet, ContainerItem root, FindingList findings)
    {
        var evidence = new HashSet<string>(StringComparer.Ordinal);
        foreach (Tag tag in (ReadOnlySpan<Tag>)[Tags.CurrentRequestedProcedureEvidenceSequence, Tags.PertinentOtherEvidenceSequence])
        {
            evidence.UnionWith(dataSet.GetItems(tag)
                .SelectMany(study => study.GetItems(Tags.ReferencedSeriesSequence))
                .SelectMany(series => series.GetItems(Tags.ReferencedSOPSequence))
                .Select(instance => instance.GetString(Tags.ReferencedSOPInstanceUID) ?? ""));
        }

        var rules = new ContentTreeRules(findings, dataSet.GetString(Tags.SOPClassUID) ?? "", evidence);
        if (root.Name is null)
            findings.Add(ValidationSeverity.Error, Tags.ConceptNameCodeSequence, "is absent; the root has the title of the document", TreeClause);
        rules.CheckItem(root);
    }

    // The reader has seen to it that the tree is not deep.
    private void CheckItem(ContentItem item)
    {
        _findings.Clause = TreeClause;
        CheckName(item);
        switch (item)
        {
            case TextItem text:
                CheckValue(TextItem.TagOf(text.ValueType), text.Text);
                break;
            case CodedItem coded:
                CheckCode(Tags.ConceptCodeSequence, coded.Code);
                break;
            case NumericItem number:
                CheckNumber(number);
                break;
            case InstanceItem instance:
                CheckInstance(instance.Reference);
                break;
            case CoordinatesItem coordinates:
                CheckCoordinates(coordinates);
                break;
            case ReferenceItem { Target: null }:
                _findings.Error(Tags.ReferencedContentItemIdentifier, "leads to no content item");
                break;
            case OtherItem { ValueType: ContentValueType.Other } other:
                _findings.Error(Tags.ValueType, $"is {QuotedValue.Of(other.Term)}, which PS3.3 does not have");
                break;
            case OtherItem { ValueType: not ContentValueType.TCoord } other:
                _findings.Error(Tags.ValueType, $"is {other.Term}, but the item has no value");
                break;
        }

        for (int i = 0; i < item.Children.Count; i++)
        {
            _findings.Enter(Tags.ContentSequence, i);
            CheckRelationship(item, item.Children[i]);
            CheckItem(item.Children[i]);
            _findings.Leave();
        }
    }

    private void CheckRelationship(ContentItem parent, ContentItem child)
    {
        _findings.Clause = "PS3.3 A.35";
        if (child.Relationship == ContentRelationship.Other)
        {
            _findings.Error(Tags.RelationshipType, "is absent or none of those that PS3.3 has");
            return;
        }

        ContentValueType type = (child as ReferenceItem)?.Target?.ValueType ?? child.ValueType;
        if (child is ReferenceItem && _sopClass == Uids.EnhancedSRStorage)
            _findings.Error(Tags.ReferencedContentItemIdentifier, $"is present; {Uids.NameOf(_sopClass)} has no relationships by reference");
        if (type == ContentValueType.SCoord3D && _sopClass is Uids.EnhancedSRStorage or Uids.ComprehensiveSRStorage)
            _findings.Error(Tags.ValueType, $"is SCOORD3D, which {Uids.NameOf(_sopClass)} does not have");
        if (type is not (ContentValueType.Other or ContentValueType.Reference) && !ContentRelations.IsAllowed(parent.ValueType, child.Relationship, type, _sopClass == Uids.EnhancedSRStorage))
            _findings.Error(Tags.RelationshipType, $"is {ContentTerms.Of(child.Relationship)} from {ContentTerms.Of(parent.ValueType)} to {ContentTerms.Of(type)}, which {Uids.NameOf(_sopClass)} does not have");
    }

    private void CheckName(ContentItem item)
    {
        if (item.Name is not null)
        {
            CheckCode(Tags.ConceptNameCodeSequence, item.Name);
            return;
        }

        bool isNeeded = item.ValueType is ContentValueType.Text or ContentValueType.Num or ContentValueType.Code or ContentValueType.DateTime
            or ContentValueType.Date or ContentValueType.Time or ContentValueType.UidRef or ContentValueType.PName;
        if (isNeeded)
            _findings.Error(Tags.ConceptNameCodeSequence, $"is absent, but required where {Tags.ValueType.Describe()} is {ContentTerms.Of(item.ValueType)} (Type 1C)");
    }

    private void CheckCode(Tag sequence, CodedConcept code)
    {
        _findings.Enter(sequence, 0);
        CheckValue(Tags.CodeMeaning, code.Meaning);
        CheckValue(Tags.CodingSchemeDesignator, code.Scheme);
        if (code.SchemeVersion is not null)
            CheckValue(Tags.CodingSchemeVersion, code.SchemeVersion);
        if (code.Value.Length <= 16)
            CheckValue(Tags.CodeValue, code.Value);
        _findings.Leave();
    }

    private void CheckValue(Tag tag, string value)
    {
        if (value.Length == 0)
            _findings.Error(tag, "is empty; a value is required (Type 1C)");
        else if (ValueRules.Check(DicomDictionary.VrOf(tag), value) is { } fault)
            _findings.Error(tag, $"is {QuotedValue.Of(value)}; {fault.Expected} was expected");
    }

    private void CheckNumber(NumericItem number)
    {
        _findings.Clause = "PS3.3 C.18.1";
        if (number.Value is null)
        {
            if (number.Qualifier is null)
                _findings.Warning(Tags.NumericValueQualifierCodeSequence, "is absent, though there is no number; it can say why");
        }
        else if (number.Unit is null)
        {
            _findings.Error(Tags.MeasurementUnitsCodeSequence, "is absent (Type 1)");
        }
        else
        {
            CheckCode(Tags.MeasurementUnitsCodeSequence, number.Unit);

            // PS3.16 CID 82: units of measurement are those of UCUM.
            if (number.Unit.Scheme != "UCUM")
                _findings.Warning(Tags.MeasurementUnitsCodeSequence, $"is {number.Unit}; a unit of UCUM was expected");
        }

        if (number.Qualifier is not null)
            CheckCode(Tags.NumericValueQualifierCodeSequence, number.Qualifier);
    }

    private void CheckInstance(ImageReference reference)
    {
        _findings.Clause = "PS3.3 C.18.3";
        CheckValue(Tags.ReferencedSOPInstanceUID, reference.SopInstanceUid);
        CheckValue(Tags.ReferencedSOPClassUID, reference.SopClassUid ?? "");
        if (!_evidence.Contains(reference.SopInstanceUid))
        {
            _findings.Add(
                ValidationSeverity.Warning, Tags.ReferencedSOPInstanceUID,
                $"is {reference.SopInstanceUid}, which is in neither {Tags.CurrentRequestedProcedureEvidenceSequence.Describe()} nor {Tags.PertinentOtherEvidenceSequence.Describe()}", "PS3.3 C.17.2.3");
        }
    }

    private void CheckCoordinates(CoordinatesItem item)
    {
        bool isSpatial = item.ValueType == ContentValueType.SCoord3D;
        _findings.Clause = isSpatial ? "PS3.3 C.18.9" : "PS3.3 C.18.6";
        (int least, int most) = item.GraphicType switch
        {
            "POINT" => (1, 1),
            "MULTIPOINT" => (1, int.MaxValue),
            "POLYLINE" => (2, int.MaxValue),
            "CIRCLE" when !isSpatial => (2, 2),
            "ELLIPSE" => (4, 4),
            "POLYGON" when isSpatial => (4, int.MaxValue),
            "ELLIPSOID" when isSpatial => (6, 6),
            _ => (0, -1),
        };
        if (most < 0)
            _findings.Error(Tags.GraphicType, $"is {QuotedValue.Of(item.GraphicType)}, which {ContentTerms.Of(item.ValueType)} does not have");
        else if (item.PointCount < least || item.PointCount > most)
            _findings.Error(Tags.GraphicData, $"has {Counted.Of(item.PointCount, "point")}; {least}{(most == least ? "" : " or more")} were expected of {item.GraphicType}");
        if (isSpatial)
            CheckValue(Tags.ReferencedFrameOfReferenceUID, item.FrameOfReferenceUid ?? "");
        else
            CheckImageOf(item);
    }

    private void CheckImageOf(CoordinatesItem item)
    {
        ContentItem? selected = item.Children.FirstOrDefault(child => child.Relationship == ContentRelationship.SelectedFrom);
        if (selected is null)
            _findings.Error(Tags.ContentSequence, "has no image that the coordinates are selected from");
        ImageReference? image = (selected as InstanceItem ?? (selected as ReferenceItem)?.Target as InstanceItem)?.Reference;
        if (item.PixelOrigin is null && image?.SopClassUid == Uids.VLWholeSlideMicroscopyImageStorage)
            _findings.Error(Tags.PixelOriginInterpretation, "is absent, but required where the image is a whole slide (Type 1C)");
        else if (item.PixelOrigin is not (null or "FRAME" or "VOLUME"))
            _findings.Error(Tags.PixelOriginInterpretation, $"is {QuotedValue.Of(item.PixelOrigin)}; FRAME or VOLUME was expected");
    }
}
