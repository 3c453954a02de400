using Dcmqi.Dicom;

namespace Dcmqi.Iods.ContentTree;

/// <summary>Reads the content tree of a document of any writer (PS3.3 C.17.3). What is not understood is kept and told.</summary>
internal sealed class ContentTreeReader
{
    // Templates go some ten levels deep; a file that claims more is hostile, and this keeps it off the stack.
    private const int MostNested = 40;

    private readonly List<string> _warnings;

    private ContentTreeReader(List<string> warnings) => _warnings = warnings;

    /// <summary>Reads the tree.</summary>
    /// <param name="dataSet">The document.</param>
    /// <param name="warnings">Takes what was tolerated.</param>
    /// <exception cref="DicomFormatException">There is no tree, or it is nested too deeply, or a value is rubbish.</exception>
    public static ContainerItem Read(DataSet dataSet, List<string> warnings)
    {
        string? type = dataSet.GetString(Tags.ValueType);
        if (type != "CONTAINER")
            throw new DicomFormatException($"{Tags.ValueType.Describe()} of the root of the content tree is {(type is null ? "missing" : $"'{type}'")}; CONTAINER was expected.", Tags.ValueType.ToString());
        var reader = new ContentTreeReader(warnings);
        var root = (ContainerItem)reader.ReadItem(dataSet, "", 0);
        reader.Resolve(root);
        return root;
    }

    private ContentItem ReadItem(DataSet source, string path, int depth)
    {
        if (depth > MostNested)
            throw new DicomFormatException($"{Tags.ContentSequence.Describe()} is nested more than {MostNested} deep.", source.PathOf(Tags.ContentSequence));
        ContentItem item = ReadValue(source, path);
        IReadOnlyList<DataSet> children = source.GetItems(Tags.ContentSequence);
        for (int i = 0; i < children.Count; i++)
        {
            string? relationship = children[i].GetString(Tags.RelationshipType);
            ContentItem child = ReadItem(children[i], $"{path}{(path.Length == 0 ? "" : "/")}{Tags.ContentSequence}[{i + 1}]", depth + 1);
            item.Add(ContentTerms.Relationship(relationship), child);
            if (child.Relationship == ContentRelationship.Other)
                _warnings.Add($"{child} at {child.Path} has {Tags.RelationshipType.Describe()} {(relationship is null ? "missing" : $"'{relationship}'")}.");
        }

        return item;
    }

    private ContentItem ReadValue(DataSet source, string path)
    {
        CodedConcept? name = source.GetItem(Tags.ConceptNameCodeSequence) is { } code ? CodeItem.Read(code) : null;
        string? term = source.GetString(Tags.ValueType);
        if (term is null && source.HasValue(Tags.ReferencedContentItemIdentifier))
            return new ReferenceItem { Identifier = source.GetInt32s(Tags.ReferencedContentItemIdentifier), Path = path };

        ContentValueType type = ContentTerms.ValueType(term);
        ContentItem? item = type switch
        {
            ContentValueType.Container => ReadContainer(source, name, path),
            ContentValueType.Text or ContentValueType.Date or ContentValueType.Time or ContentValueType.DateTime or ContentValueType.UidRef or ContentValueType.PName =>
                source.GetText(TextItem.TagOf(type)) is { } text ? new TextItem(type, text) { Name = name, Path = path } : null,
            ContentValueType.Code =>
                source.GetItem(Tags.ConceptCodeSequence) is { } value && CodeItem.Read(value) is { } concept ? new CodedItem(concept) { Name = name, Path = path } : null,
            ContentValueType.Num => ReadNumber(source, name, path),
            ContentValueType.Composite or ContentValueType.Image or ContentValueType.Waveform => ReadInstance(source, type, name, path),
            ContentValueType.SCoord or ContentValueType.SCoord3D => ReadCoordinates(source, type, name, path),
            _ => null,
        };
        if (item is not null)
            return item;

        if (type != ContentValueType.TCoord)
        {
            string what = $"The content item {name?.ToString() ?? "without a name"} at {(path.Length == 0 ? "the root" : path)}";
            _warnings.Add(type == ContentValueType.Other
                ? $"{what} has {Tags.ValueType.Describe()} {(term is null ? "missing" : $"'{term}'")}, which is not known; it is kept."
                : $"{what} is of type {term} and has no value; it is kept.");
        }

        return new OtherItem(type, term ?? "?", source) { Name = name, Path = path };
    }

    private static ContainerItem ReadContainer(DataSet source, CodedConcept? name, string path)
    {
        DataSet? template = source.GetItem(Tags.ContentTemplateSequence);
        return new ContainerItem
        {
            Name = name,
            Path = path,
            TemplateIdentifier = template?.GetString(Tags.TemplateIdentifier),
            MappingResource = template?.GetString(Tags.MappingResource) ?? "DCMR",
            IsContinuous = source.GetString(Tags.ContinuityOfContent) == "CONTINUOUS",
        };
    }

    private NumericItem ReadNumber(DataSet source, CodedConcept? name, string path)
    {
        DataSet? measured = source.GetItem(Tags.MeasuredValueSequence);
        DataSet? unit = measured?.GetItem(Tags.MeasurementUnitsCodeSequence);
        DataSet? qualifier = source.GetItem(Tags.NumericValueQualifierCodeSequence);
        return new NumericItem
        {
            Name = name,
            Path = path,
            Value = measured is null ? null : ReadMeasured(measured),
            Unit = unit is null ? null : CodeItem.Read(unit),
            Qualifier = qualifier is null ? null : CodeItem.Read(qualifier),
        };
    }

    // What is more precise speaks; a text that is no number is told, since the rest of the report can still be read.
    private double? ReadMeasured(DataSet measured)
    {
        try
        {
            double? value = measured.GetDouble(Tags.FloatingPointValue) ?? measured.GetDouble(Tags.NumericValue);
            if (value is null || double.IsFinite(value.Value))
                return value;
            _warnings.Add($"{measured.Describe(Tags.FloatingPointValue)} is {value}, which is no number; it is read as no value.");
        }
        catch (DicomFormatException exception)
        {
            _warnings.Add($"{exception.Message} It is read as no value.");
        }

        return null;
    }

    private static InstanceItem? ReadInstance(DataSet source, ContentValueType type, CodedConcept? name, string path)
    {
        if (source.GetItem(Tags.ReferencedSOPSequence) is not { } instance || instance.GetString(Tags.ReferencedSOPInstanceUID) is not { } uid)
            return null;
        var reference = new ImageReference
        {
            SopInstanceUid = uid,
            SopClassUid = instance.GetString(Tags.ReferencedSOPClassUID),
            FrameNumbers = instance.GetInt32s(Tags.ReferencedFrameNumber),
            SegmentNumbers = instance.GetInt32s(Tags.ReferencedSegmentNumber),
        };
        return new InstanceItem(type, reference) { Name = name, Path = path };
    }

    private static CoordinatesItem? ReadCoordinates(DataSet source, ContentValueType type, CodedConcept? name, string path)
    {
        if (source.GetString(Tags.GraphicType) is not { } graphicType)
            return null;
        float[] data = Array.ConvertAll(source.GetDoubles(Tags.GraphicData), value => (float)value);
        int perPoint = type == ContentValueType.SCoord3D ? 3 : 2;
        if (data.Length % perPoint != 0)
            throw new DicomFormatException($"{source.Describe(Tags.GraphicData)} has {Counted.Of(data.Length, "number")}; {perPoint} for each point were expected.", source.PathOf(Tags.GraphicData));
        return new CoordinatesItem(type, graphicType, data)
        {
            Name = name,
            Path = path,
            FrameOfReferenceUid = source.GetString(Tags.ReferencedFrameOfReferenceUID),
            FiducialUid = source.GetString(Tags.FiducialUID),
            PixelOrigin = source.GetString(Tags.PixelOriginInterpretation),
        };
    }

    private void Resolve(ContainerItem root)
    {
        foreach (ReferenceItem reference in root.All().OfType<ReferenceItem>())
        {
            ContentItem? target = reference.Identifier is [1, ..] ? root : null;
            foreach (int place in reference.Identifier.Skip(1))
                target = target is not null && place >= 1 && place <= target.Children.Count ? target.Children[place - 1] : null;
            reference.Target = target is ReferenceItem ? null : target;
            if (reference.Target is null)
                _warnings.Add($"{Tags.ReferencedContentItemIdentifier.Describe()} {string.Join('\\', reference.Identifier)} at {reference.Path} leads to no content item.");
        }
    }
}
