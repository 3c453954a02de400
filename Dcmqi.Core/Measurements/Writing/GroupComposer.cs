using Dcmqi.Dicom;
using Dcmqi.Iods.ContentTree;

namespace Dcmqi.Measurements;

/// <summary>Makes Measurement Group containers (PS3.16 TID 1410, 1411, 1501).</summary>
internal sealed class GroupComposer(ReportEvidence evidence, MeasurementComposer measurements, UidGenerator uids)
{
    /// <summary>The templates of the kinds of groups.</summary>
    public static string TemplateOf(MeasurementGroupKind kind) => kind switch
    {
        MeasurementGroupKind.Planar => "1410",
        MeasurementGroupKind.Image => "1501",
        _ => "1411",
    };

    public void Add(ContentItem parent, MeasurementGroup group)
    {
        ContainerItem item = parent.Add(
            ContentRelationship.Contains, new ContainerItem { Name = ReportCodes.MeasurementGroup, TemplateIdentifier = TemplateOf(group.Kind) });
        MeasurementComposer.AddText(item, ContentRelationship.HasObsContext, ReportCodes.ActivitySession, group.ActivitySession);
        MeasurementComposer.AddText(item, ContentRelationship.HasObsContext, ReportCodes.TrackingIdentifier, group.TrackingIdentifier);

        // PS3.16 TID 1411: receivers look for the first UIDREF; it stands before any other.
        item.Add(ContentRelationship.HasObsContext, TextItem.Of(ContentValueType.UidRef, ReportCodes.TrackingUniqueIdentifier, group.TrackingUid ?? uids.Next()));
        AddTimePoint(item, group.TimePoint);
        MeasurementComposer.AddCode(item, ContentRelationship.Contains, ReportCodes.FindingCategory, group.FindingCategory);
        MeasurementComposer.AddCode(item, ContentRelationship.Contains, ReportCodes.Finding, group.Finding);
        if (group.Kind == MeasurementGroupKind.Image)
        {
            AddMethodAndSites(item, group);
            measurements.AddRealWorldValueMap(item, ContentRelationship.Contains, group.RealWorldValueMapUid);
            MeasurementComposer.AddAlgorithm(item, group.Algorithm);
        }
        else
        {
            AddRegion(item, group);
            measurements.AddRealWorldValueMap(item, ContentRelationship.Contains, group.RealWorldValueMapUid);
            MeasurementComposer.AddAlgorithm(item, group.Algorithm);
            AddMethodAndSites(item, group);
        }

        foreach (Measurement measurement in group.Measurements)
            measurements.Add(item, measurement);
        foreach (QualitativeEvaluation evaluation in group.QualitativeEvaluations)
            AddEvaluation(item, evaluation);
        if (group.Kind == MeasurementGroupKind.Image)
        {
            foreach (ImageReference image in group.SourceImages)
                AddImage(item, ContentRelationship.Contains, ReportCodes.SourceOfMeasurement, evidence.Resolve(image));
            AddShapes(item, group);
        }
    }

    public static void AddEvaluation(ContentItem parent, QualitativeEvaluation evaluation)
    {
        ContentItem item = evaluation.Code is not null
            ? parent.Add<ContentItem>(ContentRelationship.Contains, CodedItem.Of(evaluation.Name, evaluation.Code))
            : parent.Add(ContentRelationship.Contains, TextItem.Of(evaluation.Name, evaluation.Text ?? ""));
        foreach (MeasurementModifier modifier in evaluation.Modifiers)
            item.Add(ContentRelationship.HasConceptMod, CodedItem.Of(modifier.Name, modifier.Value));
    }

    // TID 1502.
    private static void AddTimePoint(ContainerItem item, TimePointContext? context)
    {
        if (context is null)
            return;
        const ContentRelationship Context = ContentRelationship.HasObsContext;
        MeasurementComposer.AddText(item, Context, ReportCodes.SubjectTimePointIdentifier, context.SubjectIdentifier);
        MeasurementComposer.AddText(item, Context, ReportCodes.ProtocolTimePointIdentifier, context.ProtocolIdentifier);
        MeasurementComposer.AddText(item, Context, ReportCodes.TimePoint, context.TimePoint);
        MeasurementComposer.AddCode(item, Context, ReportCodes.TimePointType, context.Type);
        if (context.Order is not null)
            NumericItems.Add(item, Context, ReportCodes.TimePointOrder, context.Order, Codes.Ucum.NoUnits, null);
        if (context.OffsetFromEvent is { } offset)
        {
            NumericItem number = NumericItems.Add(item, Context, ReportCodes.LongitudinalTemporalOffset, offset.Value, offset.Unit, offset.Qualifier);
            MeasurementComposer.AddCode(number, ContentRelationship.HasConceptMod, ReportCodes.LongitudinalTemporalEventType, context.EventType);
        }
    }

    private static void AddMethodAndSites(ContainerItem item, MeasurementGroup group)
    {
        MeasurementComposer.AddCode(item, ContentRelationship.HasConceptMod, ReportCodes.MeasurementMethod, group.Method);
        foreach (FindingSite site in group.FindingSites)
            MeasurementComposer.AddSite(item, site);
    }

    private void AddRegion(ContainerItem item, MeasurementGroup group)
    {
        AddShapes(item, group);
        bool isPlanar = group.Kind == MeasurementGroupKind.Planar;
        foreach (ImageReference segment in group.ReferencedSegments)
        {
            AddImage(
                item, ContentRelationship.Contains, isPlanar ? ReportCodes.ReferencedSegmentationFrame : ReportCodes.ReferencedSegment,
                evidence.Resolve(segment, Uids.SegmentationStorage));
        }

        foreach (SpatialRegion surface in group.VolumeSurface)
            AddSpatial(item, ReportCodes.VolumeSurface, surface);
        foreach (ImageReference image in group.SourceImages)
            AddImage(item, ContentRelationship.Contains, ReportCodes.SourceImageForSegmentation, evidence.Resolve(image));
        if (group.SourceSeriesUid is not null)
            item.Add(ContentRelationship.Contains, TextItem.Of(ContentValueType.UidRef, ReportCodes.SourceSeriesForSegmentation, group.SourceSeriesUid));
    }

    private void AddShapes(ContainerItem item, MeasurementGroup group)
    {
        foreach (ImageRegion region in group.ImageRegions)
        {
            float[] data = [.. region.Points.SelectMany(point => new[] { point.Column, point.Row })];
            ImageReference image = evidence.Resolve(region.Image);
            CoordinatesItem shape = item.Add(ContentRelationship.Contains, new CoordinatesItem(ContentValueType.SCoord, GraphicTerms.Of(region.GraphicType), data)
            {
                Name = ReportCodes.ImageRegion,
                FiducialUid = region.FiducialUid,
                PixelOrigin = GraphicTerms.Of(region.PixelOrigin, image),
            });
            AddImage(shape, ContentRelationship.SelectedFrom, null, image);
        }

        foreach (SpatialRegion region in group.SpatialRegions)
            AddSpatial(item, ReportCodes.ImageRegion, region);
    }

    private static void AddSpatial(ContainerItem item, CodedConcept name, SpatialRegion region)
    {
        float[] data = [.. region.Points.SelectMany(point => new[] { (float)point.X, (float)point.Y, (float)point.Z })];
        item.Add(ContentRelationship.Contains, new CoordinatesItem(ContentValueType.SCoord3D, GraphicTerms.Of(region.GraphicType), data)
        {
            Name = name,
            FrameOfReferenceUid = region.FrameOfReferenceUid,
            FiducialUid = region.FiducialUid,
        });
    }

    private static void AddImage(ContentItem parent, ContentRelationship relationship, CodedConcept? name, ImageReference reference) =>
        parent.Add(relationship, new InstanceItem(ContentValueType.Image, reference) { Name = name });
}
