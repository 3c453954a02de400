using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>The keys of a measurement group, in the order in which they are written.</summary>
internal static class GroupKeys
{
    public static JsonRule<IReadOnlyList<MeasurementGroup>> List { get; } = Rules.List(
        new JsonShape<MeasurementGroup>("measurementGroup", "a measurement group: an object with TrackingIdentifier", () => new MeasurementGroup())
            .Optional("measurementGroupType", new WordRule<MeasurementGroupKind>(), it => it.Kind, (it, value) => it with { Kind = value!.Value }, kind => kind == MeasurementGroupKind.Volumetric)
            .Optional("TrackingIdentifier", Rules.Text(TextRule.UnlimitedText), it => it.TrackingIdentifier, (it, value) => it with { TrackingIdentifier = value })
            .Optional("TrackingUniqueIdentifier", Rules.Uid, it => it.TrackingUid, (it, value) => it with { TrackingUid = value })
            .Optional("activitySession", Rules.Text(TextRule.UnlimitedText), it => it.ActivitySession, (it, value) => it with { ActivitySession = value })
            .Optional("timePoint", ContextKeys.TimePoint, it => it.TimePoint, (it, value) => it with { TimePoint = value })
            .Add(new SegmentsMember())
            .Optional("imageRegions", RegionKeys.ImageRegions, it => it.ImageRegions, (it, value) => it with { ImageRegions = value })
            .Optional("spatialRegions", RegionKeys.SpatialRegions, it => it.SpatialRegions, (it, value) => it with { SpatialRegions = value })
            .Optional("volumeSurface", RegionKeys.SpatialRegions, it => it.VolumeSurface, (it, value) => it with { VolumeSurface = value })
            .Optional("sourceImages", RegionKeys.References, it => it.SourceImages, (it, value) => it with { SourceImages = value })
            .Optional("SourceSeriesForImageSegmentation", Rules.Uid, it => it.SourceSeriesUid, (it, value) => it with { SourceSeriesUid = value })
            .Optional("rwvmMapUsedForMeasurement", Rules.Uid, it => it.RealWorldValueMapUid, (it, value) => it with { RealWorldValueMapUid = value })
            .Add(new MethodMember())
            .Optional("FindingCategory", Rules.Code, it => it.FindingCategory, (it, value) => it with { FindingCategory = value })
            .Optional("Finding", Rules.Code, it => it.Finding, (it, value) => it with { Finding = value })
            .Add(new SitesMember<MeasurementGroup>(it => it.FindingSites, (it, value) => it with { FindingSites = value }))
            .Optional("measurementAlgorithmIdentification", MeasurementKeys.Algorithm, it => it.Algorithm, (it, value) => it with { Algorithm = value })
            .Optional("measurementItems", MeasurementKeys.List, it => it.Measurements, (it, value) => it with { Measurements = value })
            .Optional("qualitativeEvaluations", MeasurementKeys.Evaluations, it => it.QualitativeEvaluations, (it, value) => it with { QualitativeEvaluations = value }),
        "a list of measurement groups");
}
