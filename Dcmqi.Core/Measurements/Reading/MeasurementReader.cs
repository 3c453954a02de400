using Dcmqi.Iods.ContentTree;

namespace Dcmqi.Measurements;

/// <summary>Reads NUM items as measurements (PS3.16 TID 300, 1419, 1420).</summary>
internal sealed class MeasurementReader(ContentReading reading, HashSet<NumericItem> placed)
{
    // A file may chain references as long as it likes; no report does so.
    private const int LongestChain = 100;

    private readonly Dictionary<NumericItem, Measurement?> _measurements = new(ReferenceEqualityComparer.Instance);

    /// <summary>The measurement of an item; the same object each time, so that those that refer to it hold it.</summary>
    /// <param name="item">A NUM item.</param>
    /// <param name="depth">How many references led here.</param>
    /// <returns><see langword="null"/> where it has no name, or refers back to itself.</returns>
    public Measurement? Read(NumericItem item, int depth = 0)
    {
        if (_measurements.TryGetValue(item, out Measurement? known))
            return known;
        if (item.Name is not { } name || depth > LongestChain)
            return null;
        reading.Take(item);
        _measurements[item] = null;
        CodedConcept? unit = NumericItems.UnitOf(item);
        if (item.Unit is null)
            reading.Code(item, ReportCodes.Units);
        CodedConcept? rangeUnit = null, uncertaintyUnit = null;
        double? lowerLimit = reading.Number(item, ReportCodes.NormalRangeLowerLimit, ref rangeUnit);
        double? upperLimit = reading.Number(item, ReportCodes.NormalRangeUpperLimit, ref rangeUnit);
        string? rangeDescription = reading.Text(item, ReportCodes.NormalRangeDescription);
        string? rangeAuthority = reading.Text(item, ReportCodes.NormalRangeAuthority);
        double? lower = reading.Number(item, ReportCodes.LowerUncertainty, ref uncertaintyUnit);
        double? upper = reading.Number(item, ReportCodes.UpperUncertainty, ref uncertaintyUnit);
        var measurement = new Measurement
        {
            Name = name,
            Value = item.Value,
            Unit = unit,
            Qualifier = item.Qualifier,
            Derivation = reading.Code(item, ReportCodes.Derivation),
            Method = reading.Code(item, ReportCodes.MeasurementMethod),
            FindingSites = reading.Sites(item),
            PopulationDescription = reading.Text(item, ReportCodes.PopulationDescription),
            ReferenceRange = lowerLimit is null && upperLimit is null && rangeDescription is null && rangeAuthority is null
                ? null
                : new ReferenceRange { Lower = lowerLimit, Upper = upperLimit, Unit = Unless(unit, rangeUnit), Description = rangeDescription, Authority = rangeAuthority },
            Uncertainty = lower is null && upper is null ? null : new MeasurementUncertainty { Lower = lower, Upper = upper, Unit = Unless(unit, uncertaintyUnit) },
            Normality = reading.Code(item, ReportCodes.Normality),
            LevelOfSignificance = reading.Code(item, ReportCodes.LevelOfSignificance),
            SelectionStatus = reading.Code(item, ReportCodes.SelectionStatus),
            TrackingIdentifier = reading.Text(item, ReportCodes.TrackingIdentifier),
            TrackingUid = reading.Text(item, ReportCodes.TrackingUniqueIdentifier),
            Algorithm = reading.Algorithm(item),
            RealWorldValueMapUid = reading.Take<InstanceItem>(item, ReportCodes.RealWorldValueMap)?.Reference.SopInstanceUid,
            NumericProperties = Numbers(item, ContentRelationship.HasProperties),
            DerivationParameters = Numbers(item, ContentRelationship.InferredFrom),
            InferredFromImages = Images(item),
            InferredFrom = Sources(item, depth),

            // All other codes that modify the name; so it comes last.
            Modifiers = reading.Modifiers(item),
        };
        _measurements[item] = measurement;
        return measurement;
    }

    private static CodedConcept? Unless(CodedConcept? common, CodedConcept? unit) => unit == common ? null : unit;

    private List<NumericProperty> Numbers(NumericItem item, ContentRelationship relationship)
    {
        var properties = new List<NumericProperty>();
        foreach (NumericItem child in item.Children.OfType<NumericItem>())
        {
            if (child.Relationship != relationship || child.Name is null || reading.IsTaken(child))
                continue;
            reading.Take(child);
            if (child.Unit is null)
                reading.Code(child, ReportCodes.Units);
            properties.Add(NumericItems.Read(child, child.Name));
        }

        return properties;
    }

    private List<ImageReference> Images(NumericItem item)
    {
        var images = new List<ImageReference>();
        foreach (ContentItem child in item.Children)
        {
            InstanceItem? image = child as InstanceItem ?? (child as ReferenceItem)?.Target as InstanceItem;
            if (child.Relationship != ContentRelationship.InferredFrom || image is not { ValueType: ContentValueType.Image } || reading.IsTaken(child))
                continue;
            reading.Take(child);
            images.Add(image.Reference);
        }

        return images;
    }

    private List<Measurement> Sources(NumericItem item, int depth)
    {
        var sources = new List<Measurement>();
        foreach (ReferenceItem child in item.Children.OfType<ReferenceItem>())
        {
            if (child.Relationship != ContentRelationship.InferredFrom || child.Target is not NumericItem target || !placed.Contains(target))
                continue;
            reading.Take(child);
            if (Read(target, depth + 1) is { } source)
                sources.Add(source);
            else
                reading.Warnings.Add($"{item} at {item.Path} is inferred from {target} at {target.Path}, which has no name or is inferred from it in turn; the reference is left out.");
        }

        return sources;
    }
}
