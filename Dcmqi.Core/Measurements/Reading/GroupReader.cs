using Dcmqi.Iods.ContentTree;

namespace Dcmqi.Measurements;

/// <summary>Reads Measurement Group containers of any writer (PS3.16 TID 1410, 1411, 1501).</summary>
internal sealed class GroupReader(ContentReading reading, MeasurementReader measurements)
{
    public MeasurementGroup Read(ContainerItem item)
    {
        List<InstanceItem> segments = reading.TakeAll<InstanceItem>(item, ReportCodes.ReferencedSegment);
        List<InstanceItem> segmentationFrames = reading.TakeAll<InstanceItem>(item, ReportCodes.ReferencedSegmentationFrame);
        List<SpatialRegion> surface = Spatial(item, isSurface: true);
        List<ImageRegion> regions = Regions(item);
        MeasurementGroupKind kind = KindOf(item, segments, segmentationFrames, surface, regions);
        var group = new MeasurementGroup
        {
            Kind = kind,
            TrackingIdentifier = reading.Text(item, ReportCodes.TrackingIdentifier),
            TrackingUid = reading.Text(item, ReportCodes.TrackingUniqueIdentifier),
            ActivitySession = reading.Text(item, ReportCodes.ActivitySession),
            TimePoint = TimePoint(item),
            FindingCategory = reading.Code(item, ReportCodes.FindingCategory),
            Finding = reading.Code(item, ReportCodes.Finding),
            FindingSites = reading.Sites(item),
            Method = reading.Code(item, ReportCodes.MeasurementMethod),
            Algorithm = reading.Algorithm(item),
            RealWorldValueMapUid = reading.Take<InstanceItem>(item, ReportCodes.RealWorldValueMap)?.Reference.SopInstanceUid,
            ReferencedSegments = [.. segments.Concat(segmentationFrames).Select(segment => segment.Reference)],
            ImageRegions = regions,
            SpatialRegions = Spatial(item, isSurface: false),
            VolumeSurface = surface,
            SourceImages = Sources(item, kind),
            SourceSeriesUid = reading.Text(item, ReportCodes.SourceSeriesForSegmentation),
        };
        return group with { Measurements = Measurements(item), QualitativeEvaluations = Evaluations(item) };
    }

    /// <summary>Codes and texts that nothing else has taken: what was seen.</summary>
    public List<QualitativeEvaluation> Evaluations(ContentItem parent)
    {
        var evaluations = new List<QualitativeEvaluation>();
        foreach (ContentItem child in parent.Children)
        {
            if (child.Name is not { } name || child.Relationship != ContentRelationship.Contains || reading.IsTaken(child))
                continue;
            CodedConcept? code = (child as CodedItem)?.Code;
            string? text = child is TextItem { ValueType: ContentValueType.Text } item ? item.Text : null;
            if (code is null && text is null)
                continue;
            reading.Take(child);
            evaluations.Add(new QualitativeEvaluation { Name = name, Code = code, Text = text, Modifiers = reading.Modifiers(child) });
        }

        return evaluations;
    }

    public List<Measurement> Measurements(ContentItem parent) =>
        [.. parent.Children.OfType<NumericItem>().Where(item => item.Relationship == ContentRelationship.Contains).Select(item => measurements.Read(item)).OfType<Measurement>()];

    // The template tells it, where the writer gave it; else what the group holds.
    private static MeasurementGroupKind KindOf(
        ContainerItem item, List<InstanceItem> segments, List<InstanceItem> segmentationFrames, List<SpatialRegion> surface, List<ImageRegion> regions)
    {
        switch (item.TemplateIdentifier)
        {
            case "1410":
                return MeasurementGroupKind.Planar;
            case "1411":
                return MeasurementGroupKind.Volumetric;
            case "1501":
                return MeasurementGroupKind.Image;
        }

        if (segments.Count > 0 || surface.Count > 0 || regions.Count > 1)
            return MeasurementGroupKind.Volumetric;
        bool hasSpatial = item.Children.Any(child => child.ValueType == ContentValueType.SCoord3D);
        if (segmentationFrames.Count > 0 || regions.Count == 1 || hasSpatial)
            return MeasurementGroupKind.Planar;
        bool isSegmented = item.Children.Any(child => child.IsNamed(ReportCodes.SourceImageForSegmentation) || child.IsNamed(ReportCodes.SourceSeriesForSegmentation));
        return isSegmented ? MeasurementGroupKind.Volumetric : MeasurementGroupKind.Image;
    }

    private TimePointContext? TimePoint(ContainerItem item)
    {
        string? timePoint = reading.Text(item, ReportCodes.TimePoint);
        string? subject = reading.Text(item, ReportCodes.SubjectTimePointIdentifier);
        string? protocol = reading.Text(item, ReportCodes.ProtocolTimePointIdentifier);
        CodedConcept? type = reading.Code(item, ReportCodes.TimePointType);
        CodedConcept? unit = null;
        double? order = reading.Number(item, ReportCodes.TimePointOrder, ref unit);
        NumericItem? offset = reading.Take<NumericItem>(item, ReportCodes.LongitudinalTemporalOffset);
        if (timePoint is null && subject is null && protocol is null && type is null && order is null && offset is null)
            return null;
        return new TimePointContext
        {
            TimePoint = timePoint ?? "",
            SubjectIdentifier = subject,
            ProtocolIdentifier = protocol,
            Type = type,
            Order = order,
            OffsetFromEvent = offset is null ? null : NumericItems.Read(offset, ReportCodes.LongitudinalTemporalOffset),
            EventType = offset is null ? null : reading.Code(offset, ReportCodes.LongitudinalTemporalEventType),
        };
    }

    private List<ImageReference> Sources(ContainerItem item, MeasurementGroupKind kind)
    {
        var sources = new List<ImageReference>();
        foreach (ContentItem child in item.Children)
        {
            InstanceItem? image = child as InstanceItem ?? (child as ReferenceItem)?.Target as InstanceItem;
            if (image is not { ValueType: ContentValueType.Image } || child.Relationship != ContentRelationship.Contains || reading.IsTaken(child))
                continue;
            bool isSource = child.IsNamed(ReportCodes.SourceImageForSegmentation) || child.IsNamed(ReportCodes.SourceOfMeasurement) || child.IsNamed(ReportCodes.Source)
                || (kind == MeasurementGroupKind.Image && child.Name is null) || child is ReferenceItem;
            if (!isSource)
                continue;
            reading.Take(child);
            sources.Add(image.Reference);
        }

        return sources;
    }

    private List<ImageRegion> Regions(ContainerItem item)
    {
        var regions = new List<ImageRegion>();
        foreach (CoordinatesItem shape in item.Children.OfType<CoordinatesItem>().Where(shape => shape.ValueType == ContentValueType.SCoord))
        {
            ContentItem? selected = shape.Children.FirstOrDefault(child => child.Relationship == ContentRelationship.SelectedFrom);
            InstanceItem? image = selected as InstanceItem ?? (selected as ReferenceItem)?.Target as InstanceItem;
            if (image is null || !GraphicTerms.TryRead(shape.GraphicType, out GraphicType type))
                continue;
            reading.Take(shape);
            reading.Take(selected!);
            regions.Add(new ImageRegion
            {
                GraphicType = type,
                Points = [.. shape.GraphicData.Chunk(2).Select(point => new ImagePoint(point[0], point[1]))],
                Image = image.Reference,
                PixelOrigin = GraphicTerms.ReadOrigin(shape.PixelOrigin),
                FiducialUid = shape.FiducialUid,
            });
        }

        return regions;
    }

    private List<SpatialRegion> Spatial(ContainerItem item, bool isSurface)
    {
        var regions = new List<SpatialRegion>();
        foreach (CoordinatesItem shape in item.Children.OfType<CoordinatesItem>().Where(shape => shape.ValueType == ContentValueType.SCoord3D))
        {
            if (shape.IsNamed(ReportCodes.VolumeSurface) != isSurface || shape.FrameOfReferenceUid is null || !GraphicTerms.TryRead(shape.GraphicType, out GraphicType3D type))
                continue;
            reading.Take(shape);
            regions.Add(new SpatialRegion
            {
                GraphicType = type,
                Points = [.. shape.GraphicData.Chunk(3).Select(point => new Vector3d(point[0], point[1], point[2]))],
                FrameOfReferenceUid = shape.FrameOfReferenceUid,
                FiducialUid = shape.FiducialUid,
            });
        }

        return regions;
    }
}
