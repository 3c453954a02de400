using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>The keys of references to images, of regions drawn in them or in space, and of places in the body.</summary>
internal static class RegionKeys
{
    private static readonly JsonRule<string> GivenUid = Rules.GivenText(TextRule.UniqueIdentifier);

    private static readonly JsonShape<ImageReference> Reference =
        new JsonShape<ImageReference>("reference", "a reference: an object with ReferencedSOPInstanceUID", () => new ImageReference { SopInstanceUid = null! })
            .Required("ReferencedSOPInstanceUID", GivenUid, it => it.SopInstanceUid, (it, value) => it with { SopInstanceUid = value })
            .Optional("ReferencedSOPClassUID", Rules.Uid, it => it.SopClassUid, (it, value) => it with { SopClassUid = value })
            .Optional("ReferencedFrameNumber", Numbers(int.MaxValue, oneAsList: true), it => it.FrameNumbers, (it, value) => it with { FrameNumbers = value })
            .Optional("ReferencedSegmentNumber", Numbers(ushort.MaxValue, oneAsList: true), it => it.SegmentNumbers, (it, value) => it with { SegmentNumbers = value });

    public static JsonRule<IReadOnlyList<ImageReference>> References { get; } = Rules.List(Reference, "a list of references");

    public static JsonRule<IReadOnlyList<ImageRegion>> ImageRegions { get; } = Rules.List(
        new JsonShape<ImageRegion>("imageRegion", "a region in an image: an object with GraphicType and GraphicData", () => new ImageRegion { GraphicType = default, Points = [], Image = null! })
            .Required("GraphicType", new WordRule<GraphicType>(), it => it.GraphicType, (it, value) => it with { GraphicType = value!.Value })
            .Required("GraphicData", GraphicDataRule.OfImage, it => it.Points, (it, value) => it with { Points = value })
            .Add(new InlineMember<ImageRegion, ImageReference>(Reference, it => it.Image, (it, value) => it with { Image = value }))
            .Optional("PixelOriginInterpretation", new WordRule<PixelOriginInterpretation>(), it => it.PixelOrigin, (it, value) => it with { PixelOrigin = value })
            .Optional("FiducialUID", Rules.Uid, it => it.FiducialUid, (it, value) => it with { FiducialUid = value }),
        "a list of regions in images");

    public static JsonRule<IReadOnlyList<SpatialRegion>> SpatialRegions { get; } = Rules.List(
        new JsonShape<SpatialRegion>("spatialRegion", "a region in space: an object with GraphicType and GraphicData", () => new SpatialRegion { GraphicType = default, Points = [], FrameOfReferenceUid = null! })
            .Required("GraphicType", new WordRule<GraphicType3D>(), it => it.GraphicType, (it, value) => it with { GraphicType = value!.Value })
            .Required("GraphicData", GraphicDataRule.OfSpace, it => it.Points, (it, value) => it with { Points = value })
            .Required("ReferencedFrameOfReferenceUID", GivenUid, it => it.FrameOfReferenceUid, (it, value) => it with { FrameOfReferenceUid = value })
            .Optional("FiducialUID", Rules.Uid, it => it.FiducialUid, (it, value) => it with { FiducialUid = value }),
        "a list of regions in space");

    public static JsonShape<FindingSite> Site { get; } =
        new JsonShape<FindingSite>("findingSite", "a place in the body: an object with FindingSite", () => new FindingSite { Site = null! })
            .Required("FindingSite", Rules.Code, it => it.Site, (it, value) => it with { Site = value })
            .Optional("Laterality", Rules.Code, it => it.Laterality, (it, value) => it with { Laterality = value })
            .Optional("TopographicalModifier", Rules.Code, it => it.TopographicalModifier, (it, value) => it with { TopographicalModifier = value });

    /// <summary>One whole number from 1, or a list of them.</summary>
    public static JsonRule<IReadOnlyList<int>> Numbers(int maximum, bool oneAsList = false)
    {
        var number = new IntegerRule(1, maximum);
        return new OneOrListRule<int>(number, new ListRule<int>(number, number.Expectation, inOneLine: true), oneAsList);
    }
}
