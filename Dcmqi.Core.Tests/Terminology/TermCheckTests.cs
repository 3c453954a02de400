using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Terminology;

/// <summary>Suggestions on descriptions of segments.</summary>
public class TermCheckTests
{
    private static readonly SegmentAttributes Liver = SegmentAttributes.Of(Terms.Search("liver")[0]) with { SegmentLabel = "x" };
    private static readonly CodedConcept Tissue = new("85756007", "SCT", "Tissue");

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("retired", Liver with { SegmentedPropertyType = new CodedConcept("T-62000", "SRT", "Liver") }, "a retired code; (10200004, SCT, \"Liver\") took its place");
        yield return Case("replaced", Liver with { SegmentedPropertyType = new CodedConcept("113345001", "SCT", "Abdomen") }, "which PS3.16 (2026b) has no longer; (818981001, SCT, \"Abdomen\") took its place");
        yield return Case("category", Liver with { SegmentedPropertyCategory = Tissue }, "not among those of the category Tissue (CID 7191); it is (123037004, SCT, \"Anatomical Structure\") (CID 7192)");
        yield return Case("no category", Liver with { SegmentedPropertyCategory = new CodedConcept("10200004", "SCT", "Liver") }, "none of CID 7150");
        yield return Case("side", Liver with { SegmentedPropertyType = new CodedConcept("64033007", "SCT", "Kidney") }, "not said to be left or right: Kidney is found on both sides");
        yield return Case("meaning", Liver with { SegmentedPropertyType = new CodedConcept("10200004", "SCT", "Spleen") }, "10200004 is \"Liver\"; \"Spleen\" is 78961009");
    }

    [TestCaseSource(nameof(Cases))]
    public void Check_OneSegment_SaysWhatCouldBeBetter(SegmentAttributes segment, string told)
    {
        TermSuggestion suggestion = Terms.Check(new SegmentationMetadata { SegmentAttributes = [[segment]] }).Single();
        Assert.That(suggestion.Message, Does.Contain(told).And.StartWith("(x)"));
        Assert.That(suggestion.Pointer, Is.EqualTo("/segmentAttributes/0/0"));
    }

    [Test]
    public void Check_WellDescribed_SaysNothing()
    {
        string[] words = ["left kidney", "right kidney", "liver", "left atrium", "cyst of left kidney", "L4", "catheter"];
        SegmentationMetadata metadata = new()
        {
            SegmentAttributes = [[.. words.Select((word, index) => SegmentAttributes.Of(Terms.Search(word)[0], index + 1) with { RecommendedDisplayRgb = new RgbColor((byte)(index * 36), (byte)(255 - (index * 30)), 0) })]],
        };
        Assert.That(Terms.Check(metadata), Is.Empty);
    }

    [Test]
    public void Check_SegmentsAlike_AreTold()
    {
        SegmentAttributes other = Liver with { LabelId = 2, RecommendedDisplayRgb = new RgbColor(0, 0, 255) };
        SegmentationMetadata alike = new() { SegmentAttributes = [[Liver, other]] };
        Assert.That(Terms.Check(alike).Single().ToString(), Is.EqualTo("/segmentAttributes/0/1 (x) is described as /segmentAttributes/0/0 is; a modifier, an anatomic region or a tracking identifier tells them apart."));
        Assert.That(Terms.Check(alike with { SegmentAttributes = [[Liver, other with { TrackingIdentifier = "second" }]] }), Is.Empty);

        SegmentAttributes sameColor = SegmentAttributes.Of(Terms.Search("spleen")[0], 2) with { RecommendedDisplayRgb = new RgbColor(222, 130, 102) };
        Assert.That(Terms.Check(new SegmentationMetadata { SegmentAttributes = [[Liver, sameColor]] }).Single().Message, Does.Contain("(#DE8266) that can hardly be told from that of /segmentAttributes/0/0 (#DD8265)"));
    }

    [Test]
    public void Validate_TellsSuggestions_NotAsErrors()
    {
        using var folder = new TemporaryFolder();
        VolumeGeometry geometry = ObliqueGrid.Of(9, 7, 3);
        var labels = new Volume<byte>(geometry);
        labels.Voxels[0] = 1;
        using Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(geometry)).AddLabelMap(labels, [Liver with { SegmentedPropertyType = new CodedConcept("64033007", "SCT", "Kidney") }]).Build();
        segmentation.Save(folder["seg.dcm"]);
        Assert.That(CommandRun.Succeed("validate", folder["seg.dcm"]), Does.Contain("Suggestion: segment (x) is not said to be left or right").And.Contain("0 errors"));
        Assert.That(CommandRun.Succeed("validate", "--json", folder["seg.dcm"]), Does.Contain("\"suggestions\": ["));
    }

    private static TestCaseData Case(string name, SegmentAttributes segment, string told) => new TestCaseData(segment, told).SetArgDisplayNames(name);
}
