using System.Text;
using System.Text.Json.Nodes;

namespace Dcmqi.Tests.Metadata;

public sealed class SegmentationMetadataViolationTests
{
    private const string Segment = "/segmentAttributes/0/0";

    // Each rule broken once: the place, the JSON put there (none: the key is taken away), where and what is told.
    [TestCase("/SeriesNumber", "300.5", "/SeriesNumber", "is '300.5'; expected a whole number from -2147483648 to 2147483647 (IS).")]
    [TestCase("/SeriesNumber", "1e2", "/SeriesNumber", "is '1e2'; expected a whole number")]
    [TestCase("/SeriesNumber", "1234567890123", "/SeriesNumber", "is '1234567890123' of 13 characters; at most 12 are allowed (IS).")]
    [TestCase("/SeriesNumber", "99999999999999999999", "/SeriesNumber", "of 20 characters; at most 12 are allowed (IS)")]
    [TestCase("/InstanceNumber", "false", "/InstanceNumber", "is false; expected a text of at most 12 characters (IS).")]
    [TestCase("/SeriesNumber", "\"1234567890123\"", "/SeriesNumber", "is '1234567890123' of 13 characters; at most 12 are allowed (IS).")]
    [TestCase("/SeriesNumber", "\"3000000000\"", "/SeriesNumber", "is '3000000000'; expected a whole number from -2147483648 to 2147483647 (IS).")]
    [TestCase("/InstanceNumber", "\"1.5\"", "/InstanceNumber", "expected a whole number")]
    [TestCase("/ContentLabel", "1.5", "/ContentLabel", "holds '.'; CS takes A-Z, 0-9, space and underscore.")]
    [TestCase("/SeriesDescription", "\"a\\\\b\"", "/SeriesDescription", "holds '\\'")]
    [TestCase("/SeriesDescription", "\"a\\nb\"", "/SeriesDescription", "holds the control character U+000A")]
    [TestCase("/SeriesDescription", "\"\\ud800\"", "/SeriesDescription", "is not Unicode text")]
    [TestCase("/ContentLabel", "\"SEVENTEEN_LETTERS\"", "/ContentLabel", "of 17 characters; at most 16 are allowed (CS)")]
    [TestCase("/ContentLabel", "\"A-B\"", "/ContentLabel", "holds '-'; CS takes A-Z, 0-9, space and underscore")]
    [TestCase("/BodyPartExamined", "\"TÊTE\"", "/BodyPartExamined", "holds 'Ê'")]
    [TestCase("/ContentCreatorName", "\"a=b=c=d\"", "/ContentCreatorName", "has 4 groups")]
    [TestCase("/ContentCreatorName", "\"a^b^c^d^e^f\"", "/ContentCreatorName", "with 6 components")]
    [TestCase("/ClinicalTrialSeriesID", "[\"1\"]", "/ClinicalTrialSeriesID", "is a list of 1; expected a text")]
    [TestCase("/ClinicalTrialTimePointID", "true", "/ClinicalTrialTimePointID", "is true; expected a text")]
    [TestCase("/SeriesDescripton", "\"x\"", "/SeriesDescripton", "(did you mean 'SeriesDescription'?). Known keys: @schema, ContentCreatorName,")]
    [TestCase("/a~b~1c", "1", "/a~0b~01c", "is not a key that belongs here. Known keys:")]
    [TestCase("/segmentAttributesFileMapping", "[]", "/segmentAttributesFileMapping", "is an empty list; expected a list of texts.")]
    [TestCase("/segmentAttributesFileMapping", "[\"a\"]", "/segmentAttributesFileMapping", "names 1 file; segmentAttributes has 2 lists.")]
    [TestCase("/segmentAttributesFileMapping", "[\"a\", \"\"]", "/segmentAttributesFileMapping/1", "is empty; expected a text.")]
    [TestCase("/segmentAttributesFileMapping", "[\"a\", 2]", "/segmentAttributesFileMapping/1", "is the number 2; expected a text.")]
    [TestCase("/segmentAttributes", null, "/segmentAttributes", "is missing; expected a list with one list of segments for each input.")]
    [TestCase("/segmentAttributes", "{}", "/segmentAttributes", "is an object; expected a list")]
    [TestCase("/segmentAttributes/0", "[]", "/segmentAttributes/0", "is an empty list; expected a list of at least one segment.")]
    [TestCase("/segmentAttributes/0/0", "7", "/segmentAttributes/0/0", "is the number 7; expected a segment")]
    [TestCase(Segment + "/labelID", null, Segment + "/labelID", "is missing; expected a whole number from 1 to 65535.")]
    [TestCase(Segment + "/labelID", "0", Segment + "/labelID", "is the number 0; expected a whole number from 1 to 65535.")]
    [TestCase(Segment + "/labelID", "65536", Segment + "/labelID", "is the number 65536")]
    [TestCase(Segment + "/labelID", "null", Segment + "/labelID", "is null; expected a whole number from 1 to 65535.")]
    [TestCase(Segment + "/labelID", "\"1\"", Segment + "/labelID", "is the text '1'; expected a whole number")]
    [TestCase(Segment + "/labelID", "1.5", Segment + "/labelID", "is the number 1.5")]
    [TestCase(Segment + "/labelID", "99999999999999999999", Segment + "/labelID", "is the number 99999999999999999999")]
    [TestCase("/segmentAttributes/1/1/labelID", "65535", "/segmentAttributes/1/1/labelID", "is 65535, as /segmentAttributes/1/0/labelID already is")]
    [TestCase(Segment + "/LabelId", "1", Segment + "/LabelId", "(did you mean 'labelID'?)")]
    [TestCase(Segment + "/SegmentedPropertyCategoryCodeSequence", null, Segment + "/SegmentedPropertyCategoryCodeSequence", "is missing; expected a code")]
    [TestCase(Segment + "/SegmentedPropertyTypeCodeSequence", "[]", Segment + "/SegmentedPropertyTypeCodeSequence", "is an empty list; expected a code")]
    [TestCase(Segment + "/SegmentedPropertyTypeCodeSequence/CodeMeaning", null, Segment + "/SegmentedPropertyTypeCodeSequence/CodeMeaning", "is missing; expected a text of at most 64 characters (LO).")]
    [TestCase(Segment + "/SegmentedPropertyTypeCodeSequence", "null", Segment + "/SegmentedPropertyTypeCodeSequence", "is null; expected a code")]
    [TestCase(Segment + "/SegmentedPropertyTypeCodeSequence/CodeValue", "null", Segment + "/SegmentedPropertyTypeCodeSequence/CodeValue", "is null; expected a text of at most 64 characters (UC).")]
    [TestCase(Segment + "/SegmentedPropertyTypeModifierCodeSequence/1", "null", Segment + "/SegmentedPropertyTypeModifierCodeSequence/1", "is null; expected a code")]
    [TestCase(Segment + "/SegmentedPropertyTypeCodeSequence/CodeValue", "\"\"", Segment + "/SegmentedPropertyTypeCodeSequence/CodeValue", "is empty")]
    [TestCase(Segment + "/SegmentedPropertyTypeCodeSequence/CodeValue", "\"  \"", Segment + "/SegmentedPropertyTypeCodeSequence/CodeValue", "is blank")]
    [TestCase(Segment + "/SegmentedPropertyTypeCodeSequence/CodingSchemeDesignator", "\"99_SEVENTEEN_CHAR\"", Segment + "/SegmentedPropertyTypeCodeSequence/CodingSchemeDesignator", "of 17 characters; at most 16 are allowed (SH)")]
    [TestCase(Segment + "/SegmentedPropertyTypeCodeSequence/codeValue", "\"1\"", Segment + "/SegmentedPropertyTypeCodeSequence/codeValue", "is given twice in one object (before as 'CodeValue'); expected one 'CodeValue'.")]
    [TestCase(Segment + "/SegmentedPropertyTypeCodeSequence/CODEVALUE", "\"1\"", Segment + "/SegmentedPropertyTypeCodeSequence/CODEVALUE", "(did you mean 'CodeValue'?)")]
    [TestCase(Segment + "/SegmentedPropertyTypeModifierCodeSequence/1", "\"Left\"", Segment + "/SegmentedPropertyTypeModifierCodeSequence/1", "is the text 'Left'; expected a code")]
    [TestCase(Segment + "/SegmentedPropertyTypeModifierCodeSequence", "[]", Segment + "/SegmentedPropertyTypeModifierCodeSequence", "is an empty list; expected a code: an object with CodeValue, CodingSchemeDesignator and CodeMeaning, or a list of such objects.")]
    [TestCase(Segment + "/SegmentAlgorithmType", "\"SEMI\"", Segment + "/SegmentAlgorithmType", "is the text 'SEMI'; expected one of AUTOMATIC, MANUAL, SEMIAUTOMATIC.")]
    [TestCase(Segment + "/SegmentAlgorithmType", "\"manual\"", Segment + "/SegmentAlgorithmType", "(did you mean 'MANUAL'?)")]
    [TestCase(Segment + "/SegmentAlgorithmName", null, Segment + "/SegmentAlgorithmName", "is missing; expected a text of at most 64 characters (LO), because SegmentAlgorithmType is AUTOMATIC.")]
    [TestCase(Segment + "/segmentAlgorithmIdentifications/0/AlgorithmVersion", null, Segment + "/segmentAlgorithmIdentifications/0/AlgorithmVersion", "is missing; expected a text of at most 64 characters (LO).")]
    [TestCase(Segment + "/AnatomicRegionSequence", null, Segment + "/additionalAnatomicRegions", "stands without AnatomicRegionSequence")]
    [TestCase(Segment + "/primaryAnatomicStructures/0/PrimaryAnatomicStructureSequence", null, Segment + "/primaryAnatomicStructures/0/PrimaryAnatomicStructureSequence", "is missing; expected a code")]
    [TestCase(Segment + "/SegmentAlgorithmName", "null", Segment + "/SegmentAlgorithmName", "because SegmentAlgorithmType is AUTOMATIC.")]
    [TestCase(Segment + "/SegmentAlgorithmName", "\"\"", Segment + "/SegmentAlgorithmName", "because SegmentAlgorithmType is AUTOMATIC.")]
    [TestCase(Segment + "/recommendedDisplayRGBValue", "[1, 2]", Segment + "/recommendedDisplayRGBValue", "is a list of 2; expected a list of 3 whole numbers from 0 to 255.")]
    [TestCase(Segment + "/recommendedDisplayRGBValue/2", "256", Segment + "/recommendedDisplayRGBValue/2", "is the number 256; expected a whole number from 0 to 255.")]
    [TestCase(Segment + "/recommendedDisplayRGBValue/2", "\"25\"", Segment + "/recommendedDisplayRGBValue/2", "is the text '25'; expected a whole number from 0 to 255.")]
    [TestCase(Segment + "/recommendedDisplayRGBValue/2", "null", Segment + "/recommendedDisplayRGBValue/2", "is null; expected a whole number from 0 to 255.")]
    [TestCase(Segment + "/RecommendedDisplayCIELabValue/0", "65536", Segment + "/RecommendedDisplayCIELabValue/0", "expected a whole number from 0 to 65535.")]
    [TestCase(Segment + "/TrackingIdentifier", "\"a\\u0000\"", Segment + "/TrackingIdentifier", "holds the control character U+0000")]
    [TestCase(Segment + "/TrackingUniqueIdentifier", "\"1.02\"", Segment + "/TrackingUniqueIdentifier", "expected a UID")]
    [TestCase(Segment + "/TrackingUniqueIdentifier", "\"1..2\"", Segment + "/TrackingUniqueIdentifier", "expected a UID")]
    public void Parse_RuleBroken_NamesPlaceAndExpectation(string place, string? json, string pointer, string message)
    {
        MetadataException? fault = Assert.Throws<MetadataException>(() => SegmentationMetadata.Parse(Change(place, json), new MetadataReadOptions { UnknownKeys = UnknownKeys.Reject }));

        Assert.That(fault!.Violations, Has.Count.EqualTo(1), fault.Message);
        Assert.That(fault.Violations[0].Pointer, Is.EqualTo(pointer));
        Assert.That(fault.Violations[0].Message, Does.Contain(message));
        Assert.That(fault.Violations[0].Message, Does.EndWith("."));
    }

    // dcmqi passes over keys that it does not know.
    [TestCase("/SeriesDescripton", "/SeriesDescripton (line 1) is not a key that belongs here (did you mean 'SeriesDescription'?). Known keys: @schema, ContentCreatorName,")]
    [TestCase(Segment + "/LabelId", "(did you mean 'labelID'?)")]
    [TestCase(Segment + "/SegmentedPropertyTypeCodeSequence/CODEVALUE", "(did you mean 'CodeValue'?)")]
    public void Parse_UnknownKey_IsAWarningThatReachesWhatIsBuilt(string place, string warning)
    {
        SegmentationMetadata metadata = SegmentationMetadata.Parse(Change(place, "1"));

        Assert.That(metadata.Warnings, Has.Count.EqualTo(1));
        Assert.That(metadata.Warnings[0], Does.Contain(warning));
        Assert.That(metadata, Is.EqualTo(SegmentationMetadata.Parse(ExampleDocuments.EveryKey)), "it says the same");
        Assert.That((metadata with { SeriesNumber = "7" }).Warnings, Is.EqualTo(metadata.Warnings));
    }

    [TestCase("/$schema")]
    [TestCase("/@context")]
    [TestCase(Segment + "/@note")]
    public void Parse_KeyAboutTheDocument_IsPassedOver(string place) =>
        Assert.That(SegmentationMetadata.Parse(Change(place, "\"x\""), new MetadataReadOptions { UnknownKeys = UnknownKeys.Reject }).Warnings, Is.Empty);

    [TestCase(null)]
    [TestCase("null")]
    public void Parse_NoAlgorithmType_IsSemiAutomaticWithAWarning(string? json)
    {
        SegmentationMetadata metadata = SegmentationMetadata.Parse(Change(Segment + "/SegmentAlgorithmType", json));

        Assert.That(metadata.SegmentAttributes[0][0].AlgorithmType, Is.EqualTo(SegmentAlgorithmType.SemiAutomatic));
        Assert.That(metadata.Warnings, Is.EqualTo(new[] { Segment + "/SegmentAlgorithmType (line 1) is missing; expected one of AUTOMATIC, MANUAL, SEMIAUTOMATIC. SEMIAUTOMATIC was taken." }));
    }

    [Test]
    public void Parse_NoAlgorithmTypeAndNoName_IsRefused() =>
        Assert.That(
            Assert.Throws<MetadataException>(() => SegmentationMetadata.Parse(ExampleDocuments.EveryKey.Replace("\"SegmentAlgorithmType\": \"MANUAL\"", "\"@x\": 1")))!.Message,
            Does.Contain("/segmentAttributes/1/0/SegmentAlgorithmName").And.Contain("because SegmentAlgorithmType is missing, which means SEMIAUTOMATIC."));

    [TestCase("7.0")]
    [TestCase("70e-1")]
    [TestCase("0.7e1")]
    public void Parse_WholeNumberWrittenAsReal_IsTaken(string number) =>
        Assert.That(SegmentationMetadata.Parse(Change(Segment + "/labelID", number)).SegmentAttributes[0][0].LabelId, Is.EqualTo(7));

    [Test]
    public void Parse_DescriptionTooLong_IsRefused() =>
        Assert.That(
            Assert.Throws<MetadataException>(() => SegmentationMetadata.Parse(Change(Segment + "/SegmentDescription", $"\"{new string('x', 1025)}\"")))!.Message,
            Does.Contain("of 1025 characters; at most 1024 are allowed (ST)"));

    [Test]
    public void Parse_CodeValueOfManyCharacters_IsAccepted() =>
        Assert.DoesNotThrow(() => SegmentationMetadata.Parse(Change(Segment + "/SegmentedPropertyTypeCodeSequence/CodeValue", $"\"{new string('1', 64)}\"")));

    [Test]
    public void Load_SeveralFaults_AreAllToldInTheOrderOfTheDocument()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "faulty.json");
        File.WriteAllText(path, """
            {
              "SeriesNumber": 300.5,
              "segmentAttributes": [[
                {
                  "labelID": 1,
                  "SegmentLable": "Liver",
                  "SegmentedPropertyCategoryCodeSequence": { "CodeValue": "85756007", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Tissue" },
                  "SegmentAlgorithmType": "MANUAL",
                  "recommendedDisplayRGBValue": [1, 2, 300]
                }
              ]]
            }
            """);
        try
        {
            MetadataException? fault = Assert.Throws<MetadataException>(() => SegmentationMetadata.Load(path));

            Assert.That(fault!.FileName, Is.EqualTo(path));
            Assert.That(fault.Message, Does.StartWith("faulty.json: The metadata does not follow its schema (4 faults):"));
            Assert.That(fault.Violations.Select(violation => (violation.Line, violation.Pointer)), Is.EqualTo(new[]
            {
                (2, "/SeriesNumber"),
                (4, "/segmentAttributes/0/0/SegmentedPropertyTypeCodeSequence"),
                (6, "/segmentAttributes/0/0/SegmentLable"),
                (9, "/segmentAttributes/0/0/recommendedDisplayRGBValue/2"),
            }));
            Assert.That(fault.Violations[2].ToString(), Does.StartWith("/segmentAttributes/0/0/SegmentLable (line 6) is not a key that belongs here (did you mean 'SegmentLabel'?). Known keys: labelID,"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void Parse_KeyGivenTwice_IsRefused() =>
        Assert.That(
            Assert.Throws<MetadataException>(() => SegmentationMetadata.Parse(ExampleDocuments.EveryKey.Replace("\"InstanceNumber\"", "\"SeriesNumber\"")))!.Violations,
            Is.EqualTo(new[] { new MetadataViolation { Pointer = "/SeriesNumber", Line = 11, Message = "is given twice in one object; expected one 'SeriesNumber'." } }));

    [TestCase("{\n  \"é\": [1, 2,}\n", 2, "is not JSON at column 14: ")]
    [TestCase("", 1, "is not JSON at column 1: ")]
    [TestCase("{\"a\": 1} x", 1, "is not JSON at column 10: ")]
    [TestCase("{\"a\": 1", 1, "is not JSON at column 8: ")]
    public void Parse_NotJson_NamesLineAndColumn(string json, int line, string message)
    {
        MetadataException? fault = Assert.Throws<MetadataException>(() => SegmentationMetadata.Parse(json));

        Assert.That(fault!.Violations, Has.Count.EqualTo(1));
        Assert.That(fault.Violations[0].Pointer, Is.Empty);
        Assert.That(fault.Violations[0].Line, Is.EqualTo(line));
        Assert.That(fault.Violations[0].Message, Does.StartWith(message));
    }

    [TestCase("[]", "is an empty list; expected an object with segmentAttributes.")]
    [TestCase("\"x\"", "is the text 'x'; expected an object with segmentAttributes.")]
    [TestCase("null", "is null; expected an object with segmentAttributes.")]
    public void Parse_NoObject_IsRefused(string json, string message) =>
        Assert.That(Assert.Throws<MetadataException>(() => SegmentationMetadata.Parse(json))!.Violations, Is.EqualTo(new[] { new MetadataViolation { Pointer = "", Line = 1, Message = message } }));

    [Test]
    public void Load_Utf16_SaysHowToConvert() =>
        Assert.That(
            Assert.Throws<MetadataException>(() => SegmentationMetadata.Load(new MemoryStream([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("{}")])))!.Message,
            Does.Contain("UTF-16").And.Contain("Save it as UTF-8"));

    [Test]
    public void Load_Latin1_NamesThePlace()
    {
        byte[] latin1 = Encoding.Latin1.GetBytes(ExampleDocuments.EveryKey);

        MetadataException? fault = Assert.Throws<MetadataException>(() => SegmentationMetadata.Load(new MemoryStream(latin1)));

        Assert.That(fault!.Message, Does.Contain("/ContentDescription (line 8) is not Unicode text; expected UTF-8"));
    }

    [Test]
    public void Parse_DeepNesting_IsRefused() =>
        Assert.Throws<MetadataException>(() => SegmentationMetadata.Parse(new string('[', 100_000)));

    [Test]
    [CancelAfter(20_000)]
    public void Parse_FaultsWithoutEnd_TellsTheFirstThousand()
    {
        string segments = string.Join(",\n", Enumerable.Repeat("{\"labelID\":0,\"abcdefghijklmnop\":1}", 50_000));
        string keys = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"\"SeriesDescriptin{i}\":1,"));

        MetadataException? fault = Assert.Throws<MetadataException>(() => SegmentationMetadata.Parse($"{{{keys}\"segmentAttributes\":[[{segments}]]}}"));

        Assert.That(fault!.Violations, Has.Count.EqualTo(1001));
        Assert.That(fault.Violations[^1].ToString(), Does.Match("^The document has [0-9]{6} more faults"));
    }

    private static string Change(string place, string? json)
    {
        JsonNode root = JsonNode.Parse(ExampleDocuments.EveryKey)!;
        string[] steps = place.Split('/')[1..];
        JsonNode parent = root;
        foreach (string step in steps[..^1])
            parent = parent is JsonArray ? parent[int.Parse(step)]! : parent[step]!;

        // The text is put in by a placeholder: some of the values are none that JsonNode would write.
        if (parent is JsonArray list)
            list[int.Parse(steps[^1])] = "@@";
        else if (json is null)
            parent.AsObject().Remove(steps[^1]);
        else
            parent[steps[^1]] = "@@";
        return root.ToJsonString().Replace("\"@@\"", json);
    }
}
