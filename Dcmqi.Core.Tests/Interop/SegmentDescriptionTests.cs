using System.Text.Json.Nodes;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>What is said of a segment beside dcmqi's keys: algorithms, several regions, primary structures (PS3.3 10.16, 10.5), read by other people's programs and back.</summary>
public class SegmentDescriptionTests
{
    private const string Read = """
        import json, sys, pydicom
        segment = pydicom.dcmread(sys.argv[1]).SegmentSequence[0]
        code = lambda item: item.CodeValue + " " + item.CodeMeaning
        print(json.dumps({
            "regions": [[code(one)] + [code(it) for it in one.get("AnatomicRegionModifierSequence", [])] for one in segment.AnatomicRegionSequence],
            "structures": [[code(one)] + [code(it) for it in one.get("PrimaryAnatomicStructureModifierSequence", [])] for one in segment.PrimaryAnatomicStructureSequence],
            "algorithms": [[code(one.AlgorithmFamilyCodeSequence[0]), one.AlgorithmName, one.AlgorithmVersion, one.get("AlgorithmSource", "")] for one in segment.SegmentationAlgorithmIdentificationSequence]}))
        """;

    private static SegmentAttributes Described => Labels.Segment(1, "Left kidney") with
    {
        AnatomicRegion = new CodedConcept("818983003", "SCT", "Abdomen"),
        AnatomicRegionModifiers = [new CodedConcept("7771000", "SCT", "Left")],
        AdditionalAnatomicRegions = [new AnatomicStructure { Code = new CodedConcept("12921003", "SCT", "Pelvis"), Modifiers = [new CodedConcept("24028007", "SCT", "Right")] }],
        PrimaryAnatomicStructures = [new AnatomicStructure { Code = new CodedConcept("64033007", "SCT", "Kidney"), Modifiers = [new CodedConcept("7771000", "SCT", "Left")] }],
        AlgorithmIdentifications =
        [
            new SegmentAlgorithmIdentification { Family = new CodedConcept("123110", "DCM", "Artificial Intelligence"), Name = "Net", Version = "3.1", Parameters = "folds=5", Source = "Lab" },
            new SegmentAlgorithmIdentification { Family = new CodedConcept("123104", "DCM", "Morphological Operations"), Name = "Closing", Version = "1" },
        ],
    };

    [Test]
    public void Segment_WithAllThatIsSaid_IsReadByOthersAndBack()
    {
        ExternalProgram python = ExternalProgram.Python("pydicom");
        using var folder = new TemporaryFolder();
        VolumeGeometry geometry = ObliqueGrid.Of(7, 5, 3);
        new SegmentationBuilder(SourceImages.Load(new PhantomSeries(geometry).Streams())).AddMask(Labels.Random(geometry, 1, 5), Described).Build().Save(folder["seg.dcm"]);

        DicomJudges.AssertSound(folder["seg.dcm"]);
        JsonNode read = JsonNode.Parse(python.RunScript(Read, folder["seg.dcm"]))!;
        JsonNode expected = JsonNode.Parse("""
            {
              "regions": [["818983003 Abdomen", "7771000 Left"], ["12921003 Pelvis", "24028007 Right"]],
              "structures": [["64033007 Kidney", "7771000 Left"]],
              "algorithms": [["123110 Artificial Intelligence", "Net", "3.1", "Lab"], ["123104 Morphological Operations", "Closing", "1", ""]]
            }
            """)!;
        Assert.That(JsonNode.DeepEquals(read, expected), Is.True, read.ToJsonString());

        Segmentation back = Segmentation.Open(folder["seg.dcm"]);
        Assert.That(back.Validate(), Is.Empty);
        SegmentAttributes attributes = back.Metadata.SegmentAttributes[0][0];
        Assert.That(attributes.AdditionalAnatomicRegions, Is.EqualTo(Described.AdditionalAnatomicRegions));
        Assert.That(attributes.PrimaryAnatomicStructures, Is.EqualTo(Described.PrimaryAnatomicStructures));
        Assert.That(attributes.AlgorithmIdentifications, Is.EqualTo(Described.AlgorithmIdentifications));
        Assert.That(SegmentationMetadata.Parse(back.Metadata.ToJson()), Is.EqualTo(back.Metadata));

        string info = CommandRun.Succeed("seginfo", folder["seg.dcm"]);
        Assert.That(info, Does.Contain("Net 3.1").And.Contain("Artificial Intelligence").And.Contain("Pelvis").And.Contain("folds=5"));
    }
}
