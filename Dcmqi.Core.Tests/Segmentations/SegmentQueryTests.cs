using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

public class SegmentQueryTests
{
    private static readonly VolumeGeometry Geometry = Grids.Axial(5, 3, 3);

    private static IEnumerable<TestCaseData> Queries()
    {
        yield return new TestCaseData(new SegmentQuery(), new[] { 1, 2, 3 });
        yield return new TestCaseData(new SegmentQuery { PropertyType = new CodedConcept("T-62000", "SRT", "Liver") }, new[] { 1, 3 });
        yield return new TestCaseData(new SegmentQuery { PropertyType = new CodedConcept("10200004", "99LOCAL", "Liver") }, Array.Empty<int>());
        yield return new TestCaseData(new SegmentQuery { PropertyTypeModifier = new CodedConcept("7771000", "SCT", "Left") }, new[] { 2 });
        yield return new TestCaseData(new SegmentQuery { AnatomicRegion = new CodedConcept("T-71000", "SRT", "Kidney") }, new[] { 2 });
        yield return new TestCaseData(new SegmentQuery { PropertyCategory = new CodedConcept("123037004", "SCT", "Anatomical Structure"), Label = "SEGMENT 3" }, new[] { 3 });
        yield return new TestCaseData(new SegmentQuery { AlgorithmName = "net", AlgorithmType = SegmentAlgorithmType.Automatic }, new[] { 2 });
        yield return new TestCaseData(new SegmentQuery { AlgorithmName = "net", AlgorithmType = SegmentAlgorithmType.Manual }, Array.Empty<int>());
        yield return new TestCaseData(new SegmentQuery { TrackingUid = "1.2.3" }, new[] { 2 });
        yield return new TestCaseData(new SegmentQuery { TrackingIdentifier = "lesion" }, new[] { 2 });
    }

    [TestCaseSource(nameof(Queries))]
    public void FindSegments_Query_FindsThoseThatMatchInAll(SegmentQuery query, int[] expected)
    {
        var kidney = new SegmentAttributes
        {
            LabelId = 2,
            SegmentLabel = "Left kidney",
            SegmentedPropertyCategory = new CodedConcept("49755003", "SCT", "Morphologically Abnormal Structure"),
            SegmentedPropertyType = new CodedConcept("4147007", "SCT", "Mass"),
            SegmentedPropertyTypeModifiers = [new CodedConcept("7771000", "SCT", "Left")],
            AnatomicRegion = new CodedConcept("64033007", "SCT", "Kidney"),
            AlgorithmType = SegmentAlgorithmType.Automatic,
            AlgorithmName = "Net",
            TrackingIdentifier = "Lesion",
            TrackingUid = "1.2.3",
        };
        var metadata = new SegmentationMetadata { SegmentAttributes = [[Labels.Segment(1), kidney, Labels.Segment(3)]] };
        Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(Geometry), metadata) { Options = new() { Encoding = SegmentationEncoding.LabelMap } }.AddLabelMap(Labels.Random(Geometry, 3, 1)).Build();

        Assert.That(segmentation.FindSegments(query).Select(segment => segment.Number), Is.EqualTo(expected));
    }
}
