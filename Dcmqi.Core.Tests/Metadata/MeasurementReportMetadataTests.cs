using System.Text.Json.Nodes;
using Dcmqi.Metadata;

namespace Dcmqi.Tests.Metadata;

public sealed class MeasurementReportMetadataTests
{
    private static readonly CodedConcept Volume = new("118565006", "SCT", "Volume");

    [TestCaseSource(typeof(ReportDocuments), nameof(ReportDocuments.Names))]
    public void Load_DcmqiExample_WritesTheSameDocument(string name)
    {
        string path = ExampleDocuments.PathOf(name);
        JsonNode expected = JsonNode.Parse(File.ReadAllText(path))!;
        expected["procedureReported"] ??= JsonNode.Parse("""{ "CodeValue": "363679005", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Imaging procedure" }""");
        foreach (JsonNode? group in expected["Measurements"]!.AsArray())
        {
            if (group!["MeasurementMethod"] is { } method)
                group["measurementMethod"] = method.DeepClone();
        }

        string written = MeasurementReportMetadata.Load(path).ToJson();

        Assert.That(JsonNode.DeepEquals(expected, JsonNode.Parse(written)), Is.True, written);
    }

    [Test]
    public void Names_CoverTheFolder() => Assert.That(
        Directory.GetFiles(Path.GetDirectoryName(ExampleDocuments.PathOf("x"))!, "sr-*.json").Select(Path.GetFileName),
        Is.EquivalentTo(ReportDocuments.Names));

    [Test]
    public void Parse_EveryKey_IsWrittenAsItWas()
    {
        MeasurementReportMetadata metadata = MeasurementReportMetadata.Parse(ReportDocuments.EveryKey);

        string written = metadata.ToJson();

        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(ReportDocuments.EveryKey), JsonNode.Parse(written)), Is.True, written);
        Assert.That(MeasurementReportMetadata.Parse(written), Is.EqualTo(metadata));
        Assert.That(written, Does.Contain("\"GraphicData\": [10.5, 20, 12.25, 20],\n"), "numbers stand in one line");
    }

    // A property that no key sets would be lost without a word.
    [Test]
    public void Parse_EveryKey_GivesEveryPropertyAValue()
    {
        var seen = new Dictionary<string, bool>();
        Visit(MeasurementReportMetadata.Parse(ReportDocuments.EveryKey), seen);

        // Warnings come from the reading, not from a key.
        Assert.That(seen.Where(pair => !pair.Value).Select(pair => pair.Key), Is.EqualTo(new[] { "MeasurementReportMetadata.Warnings" }));
        Assert.That(seen, Has.Count.GreaterThan(80));
    }

    // The document has to use every key that the schema knows.
    [Test]
    public void EveryKey_HoldsEveryKeyOfTheSchema()
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        CollectProperties(MeasurementReportDocument.Format.Schema(UnknownKeys.Reject), keys);

        // The keys of a code are read in other spellings too.
        Assert.That(keys.Where(key => !key.StartsWith("cod", StringComparison.Ordinal) && !ReportDocuments.EveryKey.Contains($"\"{key}\"")), Is.Empty);
        Assert.That(keys, Has.Count.GreaterThan(90));
    }

    [Test]
    public void Parse_EveryKey_IsHeld()
    {
        MeasurementReportMetadata metadata = MeasurementReportMetadata.Parse(ReportDocuments.EveryKey);
        MeasurementGroup lesion = metadata.Groups[0];
        Measurement density = lesion.Measurements[0];

        Assert.Multiple(() =>
        {
            Assert.That(metadata.Observers.Select(observer => observer.ToString()), Is.EqualTo(new[] { "Doe^Jane, BWH", "Generator" }));
            Assert.That(metadata.VerifyingObservers[0].DateTime, Is.EqualTo(new DicomDateTime(new DateTime(2026, 11, 22, 9, 30, 15), TimeSpan.FromHours(1))));
            Assert.That(metadata.TimePoint!.OffsetFromEvent!.Value, Is.EqualTo(28));
            Assert.That(metadata.Groups.Select(group => group.Kind), Is.EqualTo(new[]
            {
                MeasurementGroupKind.Volumetric, MeasurementGroupKind.Planar, MeasurementGroupKind.Volumetric, MeasurementGroupKind.Image, MeasurementGroupKind.Volumetric,
            }));
            Assert.That(lesion.ReferencedSegments, Is.EqualTo(new[] { new ImageReference { SopInstanceUid = "1.2.4", SopClassUid = "1.2.840.10008.5.1.4.1.1.66.7", SegmentNumbers = [3] } }));
            Assert.That(metadata.Groups[4].ReferencedSegments[0].SegmentNumbers, Is.EqualTo(new[] { 1, 5 }));
            Assert.That(metadata.Groups[1].ImageRegions[0].Points, Is.EqualTo(new[] { new ImagePoint(10.5f, 20), new ImagePoint(12.25f, 20) }));
            Assert.That(metadata.Groups[1].SpatialRegions[0].Points, Is.EqualTo(new[] { new Vector3d(-1.5, 0.1, 1e20) }));
            Assert.That(metadata.Groups[1].FindingSites.Select(site => site.ToString()), Is.EqualTo(new[] { "Left Kidney, Upper", "Liver" }));
            Assert.That(density.Value, Is.EqualTo(37.3289));
            Assert.That(density.InferredFrom[0].Value, Is.Null);
            Assert.That(density.InferredFrom[0].Qualifier, Is.EqualTo(new CodedConcept("114001", "DCM", "Negative Infinity")));
            Assert.That(density.ReferenceRange!.Lower, Is.EqualTo(1.5));
            Assert.That(lesion.Measurements[1].Qualifier!.Meaning, Is.EqualTo("Measurement failure"));
        });
    }

    [TestCase("\"nan\"", "nan", "114000")]
    [TestCase("\"NaN\"", "nan", "114000")]
    [TestCase("\"-nan\"", "nan", "114000")]
    [TestCase("\"inf\"", "inf", "114002")]
    [TestCase("\"+Infinity\"", "inf", "114002")]
    [TestCase("\"-Infinity\"", "-inf", "114001")]
    [TestCase("\"\"", null, null)]
    [TestCase("null", null, null)]
    public void Parse_NoNumber_IsAQualifier(string json, string? written, string? qualifier)
    {
        MeasurementReportMetadata metadata = WithValue(json);

        Assert.That(metadata.Groups[0].Measurements[0].Value, Is.Null);
        Assert.That(metadata.Groups[0].Measurements[0].Qualifier?.Value, Is.EqualTo(qualifier));
        Assert.That((string?)JsonNode.Parse(metadata.ToJson())!["Measurements"]![0]!["measurementItems"]![0]!["value"], Is.EqualTo(written));
        Assert.That(MeasurementReportMetadata.Parse(metadata.ToJson()), Is.EqualTo(metadata));
    }

    [TestCase("\"37.3289\"", 37.3289)]
    [TestCase("\" 1.50E+02 \"", 150)]
    [TestCase("-778", -778)]
    [TestCase("\"0.1234567890123456789012345678\"", 0.12345678901234568)]
    public void Parse_Number_IsHeldInFull(string json, double value) => Assert.That(WithValue(json).Groups[0].Measurements[0].Value, Is.EqualTo(value));

    [Test]
    public void ToJson_NotANumberMadeInCode_IsWrittenAsAWord()
    {
        var metadata = new MeasurementReportMetadata
        {
            Groups =
            [
                new MeasurementGroup
                {
                    TrackingIdentifier = "a",
                    Measurements =
                    [
                        new Measurement { Name = Volume, Value = double.NaN, Unit = Codes.Ucum.CubicMillimeter },
                        new Measurement { Name = Volume, Value = double.PositiveInfinity, Unit = Codes.Ucum.CubicMillimeter, Qualifier = new CodedConcept("114005", "DCM", "Overflow") },
                    ],
                },
            ],
        };

        Assert.That(metadata.Validate(), Is.Empty);
        IReadOnlyList<Measurement> read = MeasurementReportMetadata.Parse(metadata.ToJson()).Groups[0].Measurements;
        Assert.That(read.Select(measurement => (measurement.Value, measurement.Qualifier!.Meaning)), Is.EqualTo(new (double?, string)[] { (null, "Not a number"), (null, "Overflow") }));
    }

    // tid1500reader writes these: a group's own session and time point, measurementMethod, empty lists, no observer.
    [Test]
    public void Parse_WhatDcmqisReaderWrites_IsTaken()
    {
        MeasurementReportMetadata metadata = MeasurementReportMetadata.Parse("""
            {
              "CompletionFlag": "PARTIAL",
              "InstanceNumber": "1",
              "Measurements": [
                {
                  "Finding": { "CodeMeaning": "Organ", "CodeValue": "113343008", "CodingSchemeDesignator": "SCT" },
                  "ReferencedSegment": 1,
                  "TrackingIdentifier": "Measurements group 1",
                  "TrackingUniqueIdentifier": "1.2.3",
                  "activitySession": "1",
                  "measurementItems": [],
                  "measurementMethod": { "CodeMeaning": "SUVbw", "CodeValue": "126401", "CodingSchemeDesignator": "DCM" },
                  "segmentationSOPInstanceUID": "1.2.4",
                  "timePoint": "1"
                }
              ],
              "SeriesDescription": "",
              "VerificationFlag": "UNVERIFIED",
              "observerContext": null
            }
            """);

        Assert.That(metadata.Groups[0].Method!.Value, Is.EqualTo("126401"));
        Assert.That(metadata.Groups[0].TimePoint, Is.EqualTo(new TimePointContext { TimePoint = "1" }));
        Assert.That(metadata.ToJson(), Does.Contain("\"MeasurementMethod\"").And.Contain("\"measurementMethod\"").And.Not.Contain("measurementItems"));
    }

    [Test]
    public void Parse_EmptyDocument_IsWhatIsSoUnlessGiven()
    {
        MeasurementReportMetadata metadata = MeasurementReportMetadata.Parse("{}");

        Assert.That(metadata, Is.EqualTo(new MeasurementReportMetadata()));
        Assert.That(metadata.ProceduresReported.Single().ToString(), Is.EqualTo("(363679005, SCT, \"Imaging procedure\")"));
        Assert.That(metadata.ToJson(), Is.EqualTo("{\n  \"procedureReported\": {\n    \"CodeValue\": \"363679005\",\n    \"CodingSchemeDesignator\": \"SCT\",\n    \"CodeMeaning\": \"Imaging procedure\"\n  },\n  \"VerificationFlag\": \"UNVERIFIED\",\n  \"CompletionFlag\": \"PARTIAL\"\n}\n"));
    }

    // Its file names the class among the composite context; dcmqi's keys take it for Segmentation Storage.
    [Test]
    public void ToJson_SegmentOfASegmentation_HasDcmqisKeys()
    {
        var metadata = new MeasurementReportMetadata
        {
            Groups = [new MeasurementGroup { ReferencedSegments = [new ImageReference { SopInstanceUid = "1.2.4", SopClassUid = "1.2.840.10008.5.1.4.1.1.66.4", SegmentNumbers = [2] }] }],
        };

        JsonObject group = JsonNode.Parse(metadata.ToJson())!["Measurements"]![0]!.AsObject();

        Assert.That(group.ToJsonString(), Is.EqualTo("""{"ReferencedSegment":2,"segmentationSOPInstanceUID":"1.2.4"}"""));
    }

    [Test]
    public void Equals_DocumentsThatNameAnotherSchema_AreEqual() => Assert.That(
        MeasurementReportMetadata.Parse(ReportDocuments.EveryKey.Replace("https://example.org/report.json", "elsewhere")),
        Is.EqualTo(MeasurementReportMetadata.Parse(ReportDocuments.EveryKey)));

    [Test]
    public void Save_ThenLoad_IsEqual()
    {
        using var folder = new Support.TemporaryFolder();
        string path = folder["report.json"];
        MeasurementReportMetadata metadata = MeasurementReportMetadata.Parse(ReportDocuments.EveryKey);
        using var stream = new MemoryStream();

        metadata.Save(path);
        metadata.Save(stream);

        Assert.That(MeasurementReportMetadata.Load(path), Is.EqualTo(metadata));
        Assert.That(MeasurementReportMetadata.Load(new MemoryStream(stream.ToArray())), Is.EqualTo(metadata));
    }

    private static MeasurementReportMetadata WithValue(string json) => MeasurementReportMetadata.Parse($$"""
        {
          "Measurements": [
            {
              "measurementItems": [
                {
                  "value": {{json}},
                  "quantity": { "CodeValue": "118565006", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Volume" },
                  "units": { "CodeValue": "mm3", "CodingSchemeDesignator": "UCUM", "CodeMeaning": "cubic millimeter" }
                }
              ]
            }
          ]
        }
        """);

    // Notes for each property of each type whether it ever differs from nothing.
    private static void Visit(object value, Dictionary<string, bool> seen)
    {
        foreach (System.Reflection.PropertyInfo property in value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            string name = $"{value.GetType().Name}.{property.Name}";
            object? held = property.GetValue(value);
            bool isGiven = held is not null and not System.Collections.ICollection { Count: 0 };
            if (held is System.Collections.IEnumerable list and not string)
            {
                isGiven = false;
                foreach (object item in list)
                {
                    isGiven = true;
                    if (IsPart(item))
                        Visit(item, seen);
                }
            }
            else if (held is not null && IsPart(held))
            {
                Visit(held, seen);
            }

            seen[name] = seen.GetValueOrDefault(name) || isGiven;
        }
    }

    private static bool IsPart(object value) =>
        value.GetType().Namespace == "Dcmqi" && value is not CodedConcept and not Vector3d and not ImagePoint && !value.GetType().IsEnum;

    private static void CollectProperties(JsonNode? node, SortedSet<string> keys)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list)
                CollectProperties(item, keys);
        }
        else if (node is JsonObject members)
        {
            if (members["properties"] is JsonObject properties)
                keys.UnionWith(properties.Select(member => member.Key));
            foreach ((_, JsonNode? value) in members)
                CollectProperties(value, keys);
        }
    }
}
