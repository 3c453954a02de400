using Dcmqi.Dicom;

namespace Dcmqi.Analysis;

/// <summary>Measured segments as groups of a report (PS3.16 TID 1411), and drawn diameters (TID 1410).</summary>
internal sealed class MeasuredGroups(SegmentMeasurements measured, UidGenerator uids)
{
    private static readonly CodedConcept Rank = new("PercentileRank", "99DCMQI", "Percentile rank");

    public IEnumerable<MeasurementGroup> All(ReportedDiameters diameters)
    {
        foreach (MeasuredSegment segment in measured.Segments)
        {
            MeasurementGroup group = Of(segment);
            yield return group;
            IEnumerable<PlaneDiameters> planes = diameters switch
            {
                ReportedDiameters.EveryPlane => segment.PlaneDiameters,
                ReportedDiameters.LargestPlane when segment.LargestDiameters is { } largest => [largest],
                _ => [],
            };
            foreach (PlaneDiameters plane in planes)
            {
                foreach (MeasurementGroup drawn in Drawn(group, plane))
                    yield return drawn;
            }
        }
    }

    private MeasurementGroup Of(MeasuredSegment measuredSegment)
    {
        Segment segment = measuredSegment.Segment;
        DataSet header = measured.Segmentation.DataSet;
        return new MeasurementGroup
        {
            TrackingIdentifier = segment.TrackingIdentifier ?? SegmentSites.NameOf(segment),
            TrackingUid = measured.TrackingUidOf(segment, uids),
            FindingCategory = segment.PropertyCategory,
            Finding = segment.PropertyType,
            FindingSites = SegmentSites.Of(segment),
            ReferencedSegments = [new ImageReference { SopInstanceUid = measured.Segmentation.SopInstanceUid, SopClassUid = header.GetString(Tags.SOPClassUID), SegmentNumbers = [segment.Number] }],
            SourceSeriesUid = SourceSeries(header),
            RealWorldValueMapUid = measured.Options.RealWorldValueMapUid,
            Algorithm = Algorithm(Parameters()),
            Measurements = [.. measuredSegment.Features.Select(OfFeature)],
        };
    }

    private string? SourceSeries(DataSet header) =>
        measured.Images?.SeriesInstanceUid ?? header.GetItem(Tags.ReferencedSeriesSequence)?.GetString(Tags.SeriesInstanceUID);

    private static Measurement OfFeature(MeasuredFeature feature) => new()
    {
        Name = feature.Name,
        Value = feature.Value,
        Unit = feature.Unit,
        Qualifier = feature.Qualifier,
        Derivation = feature.Derivation,
        Method = feature.Method,
        Modifiers = feature.Modifiers,
        DerivationParameters = [.. feature.PercentileRank is { } rank ? new[] { new NumericProperty { Name = Rank, Value = rank, Unit = Codes.Ucum.Percent } } : [], .. feature.DerivationParameters],
        Algorithm = feature.Parameter is null ? null : Algorithm([feature.Parameter]),
    };

    private static AlgorithmIdentification Algorithm(IReadOnlyList<string> parameters) =>
        new() { Name = $"{Equipment.Library.ModelName} {nameof(SegmentMeasurements)}", Version = Equipment.Library.SoftwareVersions, Parameters = parameters };

    private List<string> Parameters()
    {
        SegmentMeasurementOptions options = measured.Options;
        var parameters = new List<string> { $"families: {options.Families}" };
        if (options.Features is { } features)
            parameters.Add($"features: {string.Join(", ", features.Order())}");
        if (options.WantsAny(FeatureFamily.Histogram) && measured.Unit is not null)
            parameters.Add($"histogram: {options.Bins}");
        if (options.Resegmentation is { } resegmentation && measured.Unit is not null)
            parameters.Add($"re-segmentation: {resegmentation}");
        if (measured.Quantity is { } quantity)
            parameters.Add($"values: {quantity.Meaning} in {measured.Unit!.Value}");
        return parameters;
    }

    private IEnumerable<MeasurementGroup> Drawn(MeasurementGroup group, PlaneDiameters plane)
    {
        foreach ((SegmentFeature feature, PlaneLine line) in ((SegmentFeature, PlaneLine)[])[(SegmentFeature.LongAxis, plane.LongAxis), (SegmentFeature.ShortAxis, plane.ShortAxis)])
        {
            if (FrameAt(line) is not { } frame)
                continue;
            yield return new MeasurementGroup
            {
                Kind = MeasurementGroupKind.Planar,
                TrackingIdentifier = group.TrackingIdentifier,
                TrackingUid = group.TrackingUid,
                FindingCategory = group.FindingCategory,
                Finding = group.Finding,
                FindingSites = group.FindingSites,
                Algorithm = group.Algorithm,
                ImageRegions = [Region(frame, line)],
                Measurements = [new Measurement { Name = FeatureCatalog.Of(feature).Concept, Value = line.LengthMm, Unit = Codes.Ucum.Millimeter }],
            };
        }
    }

    // A line is drawn in the image whose plane it lies in.
    private SourceFrame? FrameAt(PlaneLine line) => measured.Images?.Frames.FirstOrDefault(frame =>
        frame.Plane is { } plane
        && Math.Abs((line.FirstMm - plane.OriginMm).Dot(plane.Normal)) < 0.01 * measured.Geometry.SpacingMm.Z
        && Math.Abs((line.LastMm - plane.OriginMm).Dot(plane.Normal)) < 0.01 * measured.Geometry.SpacingMm.Z);

    private static ImageRegion Region(SourceFrame frame, PlaneLine line) => new()
    {
        GraphicType = GraphicType.Polyline,
        Points = [Point(frame, line.FirstMm), Point(frame, line.LastMm)],
        Image = new ImageReference { SopInstanceUid = frame.Image.SopInstanceUid, SopClassUid = frame.Image.SopClassUid, FrameNumbers = frame.Image.IsMultiFrame ? [frame.Number] : [] },
    };

    // PS3.3 C.18.6.1.1: the centre of the first pixel is (0.5, 0.5).
    private static ImagePoint Point(SourceFrame frame, Vector3d pointMm)
    {
        Iods.ImagePlane plane = frame.Plane!.Value;
        Vector3d offset = pointMm - plane.OriginMm;
        return new ImagePoint((float)((offset.Dot(plane.RowDirection) / plane.ColumnSpacingMm) + 0.5), (float)((offset.Dot(plane.ColumnDirection) / plane.RowSpacingMm) + 0.5));
    }
}
