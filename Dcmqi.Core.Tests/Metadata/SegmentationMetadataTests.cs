using System.Text;
using System.Text.Json.Nodes;

namespace Dcmqi.Tests.Metadata;

public sealed class SegmentationMetadataTests
{
    private static readonly CodedConcept Tissue = new("85756007", "SCT", "Tissue");

    [TestCaseSource(typeof(ExampleDocuments), nameof(ExampleDocuments.SegmentationNames))]
    public void Load_DcmqiExample_WritesTheSameValues(string name)
    {
        string path = ExampleDocuments.PathOf(name);

        string written = SegmentationMetadata.Load(path).ToJson();

        JsonObject expected = WithoutEmptyTexts(JsonNode.Parse(File.ReadAllText(path))!).AsObject();
        expected.TryAdd("BodyPartExamined", "");
        Assert.That(JsonNode.DeepEquals(expected, JsonNode.Parse(written)), Is.True, written);
        Assert.That(SegmentationMetadata.Parse(written).ToJson(), Is.EqualTo(written));
    }

    [Test]
    public void SegmentationNames_CoverTheFolder()
    {
        string folder = Path.GetDirectoryName(ExampleDocuments.PathOf("x"))!;
        Assert.That(
            Directory.GetFiles(folder, "seg-*.json").Concat(Directory.GetFiles(folder, "bmmr*.json")).Select(Path.GetFileName),
            Is.EquivalentTo(ExampleDocuments.SegmentationNames));
    }

    [Test]
    public void Parse_EveryKey_IsHeld()
    {
        SegmentationMetadata metadata = SegmentationMetadata.Parse(ExampleDocuments.EveryKey);
        SegmentAttributes kidney = metadata.SegmentAttributes[0][0];

        Assert.Multiple(() =>
        {
            Assert.That(metadata.ContentCreatorName, Is.EqualTo("Doe^Jane^^Dr=Ideographic^Name"));
            Assert.That(metadata.ClinicalTrialSeriesId, Is.EqualTo("Session1"));
            Assert.That(metadata.ClinicalTrialTimePointId, Is.EqualTo("1"));
            Assert.That(metadata.ClinicalTrialCoordinatingCenterName, Is.EqualTo("BWH"));
            Assert.That(metadata.ContentLabel, Is.EqualTo("ORGANS_2"));
            Assert.That(metadata.ContentDescription, Is.EqualTo("Köpfe & <organs>"));
            Assert.That(metadata.SeriesDescription, Is.EqualTo("Segmentation"));
            Assert.That(metadata.SeriesNumber, Is.EqualTo("300"));
            Assert.That(metadata.InstanceNumber, Is.EqualTo("1"));
            Assert.That(metadata.BodyPartExamined, Is.EqualTo("ABDOMEN"));
            Assert.That(metadata.SegmentAttributesFileMapping, Is.EqualTo(new[] { "a.nrrd", "b.nrrd" }));
            Assert.That(metadata.SegmentAttributes.Select(input => input.Count), Is.EqualTo(new[] { 1, 2 }));
            Assert.That(kidney.LabelId, Is.EqualTo(7));
            Assert.That(kidney.SegmentLabel, Is.EqualTo("Left kidney"));
            Assert.That(kidney.SegmentDescription, Is.EqualTo("drawn on the\nportal-venous phase"));
            Assert.That(kidney.SegmentedPropertyCategory.ToString(), Is.EqualTo("(123037004, SCT, \"Anatomical Structure\")"));
            Assert.That(kidney.SegmentedPropertyType, Is.EqualTo(new CodedConcept("64033007", "SCT", "Kidney", "2026")));
            Assert.That(kidney.SegmentedPropertyTypeModifiers.Select(code => code.Meaning), Is.EqualTo(new[] { "Left", "Upper" }));
            Assert.That(kidney.AnatomicRegion, Is.EqualTo(new CodedConcept("818983003", "SCT", "Abdomen")));
            Assert.That(kidney.AnatomicRegionModifiers, Is.EqualTo(new[] { new CodedConcept("7771000", "SCT", "Left") }));
            Assert.That(kidney.AdditionalAnatomicRegions.Select(region => region.ToString()), Is.EqualTo(new[] { "Pelvis", "Chest, Left" }));
            Assert.That(kidney.PrimaryAnatomicStructures.Select(structure => structure.ToString()), Is.EqualTo(new[] { "Kidney, Left, Upper" }));
            Assert.That(kidney.AlgorithmIdentifications.Select(algorithm => algorithm.ToString()), Is.EqualTo(new[] { "Net 3 3.1", "Closing 1" }));
            Assert.That(kidney.AlgorithmIdentifications[0].Parameters, Is.EqualTo("folds=5\nfast"));
            Assert.That(kidney.AlgorithmType, Is.EqualTo(SegmentAlgorithmType.Automatic));
            Assert.That(kidney.AlgorithmName, Is.EqualTo("Net 3"));
            Assert.That(kidney.RecommendedDisplayRgb, Is.EqualTo(new RgbColor(185, 102, 83)));
            Assert.That(kidney.RecommendedDisplayCieLab, Is.EqualTo(new CieLabColor(33000, 40000, 38000)));
            Assert.That(kidney.TrackingIdentifier, Is.EqualTo("kidney 1"));
            Assert.That(kidney.TrackingUid, Is.EqualTo("1.2.840.99.0.3"));
        });
    }

    [Test]
    public void ToJson_EveryKey_IsReadableAndStable()
    {
        string written = SegmentationMetadata.Parse(ExampleDocuments.EveryKey).ToJson();

        Assert.That(written, Does.StartWith("{\n  \"@schema\": \"https://example.org/segmentation.json\",\n  \"ContentCreatorName\": "));
        Assert.That(written, Does.Contain("        \"recommendedDisplayRGBValue\": [185, 102, 83],\n"));
        Assert.That(written, Does.Contain("\"Köpfe & <organs>\""), "text is written as it is");
        Assert.That(written, Does.Contain("\"AnatomicRegionModifierSequence\": {"), "one code is an object");
        Assert.That(written, Does.Contain("\"SegmentedPropertyTypeModifierCodeSequence\": ["), "several are a list");
        Assert.That(written, Does.Not.Contain("codeValue"));
        Assert.That(SegmentationMetadata.Parse(written).ToJson(), Is.EqualTo(written));
    }

    [Test]
    public void Parse_EmptyText_IsNotGiven()
    {
        SegmentationMetadata metadata = SegmentationMetadata.Parse(ExampleDocuments.EveryKey.Replace("\"ABDOMEN\"", "\"\"").Replace("\"kidney 1\"", "\"\""));

        Assert.That(metadata.BodyPartExamined, Is.Null);
        Assert.That(metadata.SegmentAttributes[0][0].TrackingIdentifier, Is.Null);
    }

    // dcmqi's converter reads each of these keys by jsoncpp's asString, which takes numbers and null.
    [Test]
    public void Parse_NumbersWhereTextsBelong_AreTakenAsWritten()
    {
        JsonNode document = JsonNode.Parse(ExampleDocuments.EveryKey)!;
        JsonNode segment = document["segmentAttributes"]![0]![0]!;
        document["SeriesNumber"] = 300;
        document["InstanceNumber"] = -1;
        document["ClinicalTrialTimePointID"] = JsonNode.Parse("2.50");
        segment["SegmentDescription"] = JsonNode.Parse("99999999999999999999999");
        segment["SegmentedPropertyTypeCodeSequence"]!["CodeValue"] = 64033007;
        segment["SegmentedPropertyTypeCodeSequence"]!["CodingSchemeVersion"] = 2026;
        segment["TrackingIdentifier"] = 12;

        SegmentationMetadata metadata = SegmentationMetadata.Parse(document.ToJsonString());

        Assert.Multiple(() =>
        {
            Assert.That(metadata.SeriesNumber, Is.EqualTo("300"));
            Assert.That(metadata.InstanceNumber, Is.EqualTo("-1"));
            Assert.That(metadata.ClinicalTrialTimePointId, Is.EqualTo("2.50"));
            Assert.That(metadata.SegmentAttributes[0][0].SegmentDescription, Is.EqualTo("99999999999999999999999"));
            Assert.That(metadata.SegmentAttributes[0][0].SegmentedPropertyType, Is.EqualTo(new CodedConcept("64033007", "SCT", "Kidney", "2026")));
            Assert.That(metadata.SegmentAttributes[0][0].TrackingIdentifier, Is.EqualTo("12"));
            Assert.That(metadata.ToJson(), Does.Contain("\"SeriesNumber\": \"300\","), "written as text");
        });
    }

    [Test]
    public void Parse_NullForAnythingThatMayBeLeftOut_IsNotGiven()
    {
        JsonObject document = JsonNode.Parse(ExampleDocuments.EveryKey)!.AsObject();
        JsonObject segment = document["segmentAttributes"]![1]![0]!.AsObject();
        foreach (string key in document.Select(member => member.Key).Where(key => key != "segmentAttributes").ToArray())
            document[key] = null;
        string[] required = ["labelID", "SegmentedPropertyCategoryCodeSequence", "SegmentedPropertyTypeCodeSequence", "SegmentAlgorithmType"];
        foreach (string key in document["segmentAttributes"]![0]![0]!.AsObject().Select(member => member.Key).Except(required))
            segment[key] = null;
        segment["SegmentedPropertyTypeCodeSequence"]!["CodingSchemeVersion"] = null;

        SegmentationMetadata metadata = SegmentationMetadata.Parse(document.ToJsonString());

        JsonObject written = JsonNode.Parse(metadata.ToJson())!.AsObject();
        Assert.That(written.Select(member => member.Key), Is.EqualTo(new[] { "BodyPartExamined", "segmentAttributes" }));
        Assert.That(written["segmentAttributes"]![1]![0]!.AsObject().Select(member => member.Key), Is.EqualTo(required));
        Assert.That(metadata.SegmentAttributes[1][0].SegmentedPropertyType, Is.EqualTo(Tissue));
    }

    [TestCase("TrackingIdentifier")]
    [TestCase("TrackingUniqueIdentifier")]
    public void Parse_OneTrackingKeyWithoutTheOther_IsAccepted(string left)
    {
        JsonNode document = JsonNode.Parse(ExampleDocuments.EveryKey)!;
        string other = left == "TrackingIdentifier" ? "TrackingUniqueIdentifier" : "TrackingIdentifier";
        document["segmentAttributes"]![0]![0]!.AsObject().Remove(other);

        SegmentAttributes kidney = SegmentationMetadata.Parse(document.ToJsonString()).SegmentAttributes[0][0];

        Assert.That(kidney.TrackingIdentifier, Is.EqualTo(left == "TrackingIdentifier" ? "kidney 1" : null));
        Assert.That(kidney.TrackingUid, Is.EqualTo(left == "TrackingIdentifier" ? null : "1.2.840.99.0.3"));
    }

    // Alone in its list it must not be written as null, which would mean that no code is given.
    [Test]
    public void Validate_NullAmongCodes_IsRefused()
    {
        var metadata = new SegmentationMetadata
        {
            SegmentAttributes = [[new SegmentAttributes { SegmentedPropertyCategory = Tissue, SegmentedPropertyType = Tissue, SegmentedPropertyTypeModifiers = [null!], AlgorithmType = SegmentAlgorithmType.Manual }]],
        };

        Assert.That(metadata.Validate().Select(violation => violation.Pointer), Is.EqualTo(new[] { "/segmentAttributes/0/0/SegmentedPropertyTypeModifierCodeSequence/0" }));
    }

    // dcmqi's pm-example_no_modifier.json has "Prostate": CS takes capitals only, and dcmqi takes the document.
    [Test]
    public void Parse_CodeStringInSmallLetters_IsMadeCapital() =>
        Assert.That(SegmentationMetadata.Parse(ExampleDocuments.EveryKey.Replace("ABDOMEN", "Abdomen")).BodyPartExamined, Is.EqualTo("ABDOMEN"));

    [Test]
    public void Parse_CommentsAndByteOrderMark_ArePassedOver()
    {
        byte[] document = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("// made by hand\n" + ExampleDocuments.EveryKey.Replace("\"300\",", "\"300\", /* series */"))];

        Assert.That(SegmentationMetadata.Load(new MemoryStream(document)).SeriesNumber, Is.EqualTo("300"));
    }

    [Test]
    public void Save_ThenLoad_IsEqual()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string path = Path.Combine(folder, "seg.json");
            SegmentationMetadata metadata = SegmentationMetadata.Parse(ExampleDocuments.EveryKey);
            using var stream = new MemoryStream();

            metadata.Save(path);
            metadata.Save(stream);

            Assert.That(SegmentationMetadata.Load(path).ToJson(), Is.EqualTo(metadata.ToJson()));
            Assert.That(stream.ToArray(), Is.EqualTo(File.ReadAllBytes(path)));
            Assert.That(Directory.GetFiles(folder), Is.EqualTo(new[] { path }), "nothing temporary is left");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Load_MissingFile_ThrowsFileNotFound() =>
        Assert.Throws<FileNotFoundException>(() => SegmentationMetadata.Load("/nowhere-at-all.json"));

    [Test]
    public void Validate_MadeInCode_ListsWhatLoadWouldRefuse()
    {
        var metadata = new SegmentationMetadata
        {
            SeriesNumber = "three",
            SegmentAttributes =
            [
                [
                    new SegmentAttributes { LabelId = 0, SegmentedPropertyCategory = Tissue, SegmentedPropertyType = Tissue, AlgorithmType = SegmentAlgorithmType.Automatic },
                    new SegmentAttributes { LabelId = 2, SegmentedPropertyCategory = null!, SegmentedPropertyType = Tissue, AlgorithmType = (SegmentAlgorithmType)9 },
                ],
            ],
        };

        IReadOnlyList<MetadataViolation> violations = metadata.Validate();

        Assert.That(violations.Select(violation => violation.Pointer), Is.EqualTo(new[]
        {
            "/SeriesNumber",
            "/segmentAttributes/0/0/SegmentAlgorithmName",
            "/segmentAttributes/0/0/labelID",
            "/segmentAttributes/0/1/SegmentedPropertyCategoryCodeSequence",
            "/segmentAttributes/0/1/SegmentAlgorithmType",
        }));
        Assert.That(violations.Select(violation => violation.Line), Is.All.Zero);
    }

    [Test]
    public void Validate_SoundMetadata_IsEmpty()
    {
        var metadata = new SegmentationMetadata
        {
            SegmentAttributes = [[new SegmentAttributes { SegmentedPropertyCategory = Tissue, SegmentedPropertyType = Tissue, AlgorithmType = SegmentAlgorithmType.Manual }]],
        };

        Assert.That(metadata.Validate(), Is.Empty);
        Assert.That(SegmentationMetadata.Parse(metadata.ToJson()).SegmentAttributes[0][0].LabelId, Is.EqualTo(1));
    }

    [Test]
    public void Validate_HalfASurrogatePair_DoesNotThrow() =>
        Assert.DoesNotThrow(() => new SegmentationMetadata { SeriesDescription = "a\ud800", SegmentAttributes = [] }.Validate());

    [Test]
    public void ToString_Counts()
    {
        SegmentationMetadata metadata = SegmentationMetadata.Parse(ExampleDocuments.EveryKey);

        Assert.That(metadata.ToString(), Is.EqualTo("SegmentationMetadata: 3 segments in 2 inputs"));
        Assert.That(new SegmentationMetadata { SegmentAttributes = [metadata.SegmentAttributes[0]] }.ToString(), Is.EqualTo("SegmentationMetadata: 1 segment in 1 input"));
        Assert.That(metadata.SegmentAttributes[0][0].ToString(), Is.EqualTo("SegmentAttributes: label 7, Left kidney (64033007, SCT, \"Kidney\")"));
    }

    private static JsonNode WithoutEmptyTexts(JsonNode document)
    {
        foreach (string key in document.AsObject().Where(member => member.Value is JsonValue value && value.TryGetValue(out string? text) && text.Length == 0).Select(member => member.Key).ToArray())
            document.AsObject().Remove(key);
        return document;
    }
}
