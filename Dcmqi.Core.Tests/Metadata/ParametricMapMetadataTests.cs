using System.Text.Json.Nodes;

namespace Dcmqi.Tests.Metadata;

public sealed class ParametricMapMetadataTests
{
    public const string EveryKey = """
        {
          "@schema": "https://example.org/pm.json",
          "SeriesDescription": "ADC",
          "SeriesNumber": "701",
          "InstanceNumber": "1",
          "BodyPartExamined": "PROSTATE",
          "QuantityValueCode": { "CodeValue": "113041", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Apparent Diffusion Coefficient" },
          "MeasurementUnitsCode": { "CodeValue": "um2/s", "CodingSchemeDesignator": "UCUM", "CodeMeaning": "um2/s" },
          "MeasurementMethodCode": { "CodeValue": "113250", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Mono-exponential diffusion model" },
          "ModelFittingMethodCode": { "CodeValue": "113260", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Log of ratio of two samples" },
          "DerivationCode": { "CodeValue": "113041", "CodingSchemeDesignator": "DCM", "CodeMeaning": "Apparent Diffusion Coefficient" },
          "DerivationDescription": "two b-values",
          "SourceImageDiffusionBValues": ["0", "1400.5"],
          "AnatomicRegionSequence": { "CodeValue": "41216001", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Prostate" },
          "FrameLaterality": "U",
          "RealWorldValueSlope": "0.001",
          "RealWorldValueIntercept": "-1",
          "DerivedPixelContrast": "ADC"
        }
        """;

    [TestCase("pm-example.json")]
    [TestCase("pm-example-float.json")]
    [TestCase("pm-example_no_modifier.json")]
    public void Load_DcmqiExample_WritesTheSameValues(string name)
    {
        string path = ExampleDocuments.PathOf(name);
        JsonObject expected = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        expected["BodyPartExamined"] = ((string)expected["BodyPartExamined"]!).ToUpperInvariant();
        expected["DerivationDescription"] ??= "";

        string written = ParametricMapMetadata.Load(path).ToJson();

        Assert.That(JsonNode.DeepEquals(expected, JsonNode.Parse(written)), Is.True, written);
    }

    [Test]
    public void Parse_EveryKey_IsHeldAndWritten()
    {
        ParametricMapMetadata metadata = ParametricMapMetadata.Parse(EveryKey);

        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(EveryKey), JsonNode.Parse(metadata.ToJson())), Is.True, metadata.ToJson());
        Assert.Multiple(() =>
        {
            Assert.That(metadata.Quantity!.Value, Is.EqualTo("113041"));
            Assert.That(metadata.Unit!.Value, Is.EqualTo("um2/s"));
            Assert.That(metadata.MeasurementMethod!.Value, Is.EqualTo("113250"));
            Assert.That(metadata.ModelFittingMethod!.Value, Is.EqualTo("113260"));
            Assert.That(metadata.Derivation!.Value, Is.EqualTo("113041"));
            Assert.That(metadata.SourceImageDiffusionBValues, Is.EqualTo(new[] { 0, 1400.5 }));
            Assert.That(metadata.AnatomicRegion!.Value, Is.EqualTo("41216001"));
            Assert.That(metadata.FrameLaterality, Is.EqualTo(FrameLaterality.Unpaired));
            Assert.That(metadata.RealWorldValueSlope, Is.EqualTo(0.001));
            Assert.That(metadata.RealWorldValueIntercept, Is.EqualTo(-1));
            Assert.That(metadata.ToString(), Is.EqualTo("ParametricMapMetadata: Apparent Diffusion Coefficient in um2/s"));
            Assert.That(metadata.Validate(), Is.Empty);
        });
    }

    [TestCase("\"0.001\"", "\"small\"", "/RealWorldValueSlope", "is 'small'; expected a decimal number (DS).")]
    [TestCase("\"0.001\"", "\"1e999\"", "/RealWorldValueSlope", "expected a decimal number")]
    [TestCase("\"0.001\"", "\"NaN\"", "/RealWorldValueSlope", "expected a decimal number")]
    [TestCase("\"0.001\"", "true", "/RealWorldValueSlope", "is true; expected a text")]
    [TestCase("\"1400.5\"", "1400.5", "/SourceImageDiffusionBValues/1", "is the number 1400.5; expected a text")]
    [TestCase("\"FrameLaterality\": \"U\"", "\"FrameLaterality\": 1", "/FrameLaterality", "is '1'; expected one of R, L, U, B.")]
    [TestCase("\"1400.5\"", "\"\"", "/SourceImageDiffusionBValues/1", "is empty")]
    [TestCase("\"FrameLaterality\": \"U\"", "\"FrameLaterality\": \"X\"", "/FrameLaterality", "is 'X'; expected one of R, L, U, B.")]
    [TestCase("\"QuantityValueCode\"", "\"QuantityCode\"", "/QuantityValueCode", "is missing; expected a code")]
    public void Parse_RuleBroken_NamesPlaceAndExpectation(string old, string changed, string pointer, string message)
    {
        MetadataException? fault = Assert.Throws<MetadataException>(() => ParametricMapMetadata.Parse(EveryKey.Replace(old, changed)));

        Assert.That(fault!.Violations[0].Pointer, Is.EqualTo(pointer));
        Assert.That(fault.Violations[0].Message, Does.Contain(message));
    }

    [Test]
    public void Parse_NumbersAndNullWhereTextsBelong_AreTaken()
    {
        string json = EveryKey.Replace("\"0.001\"", "2.5e-3").Replace("\"701\"", "701").Replace("[\"0\", \"1400.5\"]", "null")
            .Replace("\"U\"", "null").Replace("\"-1\"", "null");

        ParametricMapMetadata metadata = ParametricMapMetadata.Parse(json);

        Assert.Multiple(() =>
        {
            Assert.That(metadata.RealWorldValueSlope, Is.EqualTo(0.0025));
            Assert.That(metadata.SeriesNumber, Is.EqualTo("701"));
            Assert.That(metadata.SourceImageDiffusionBValues, Is.Empty);
            Assert.That(metadata.FrameLaterality, Is.Null);
            Assert.That(metadata.RealWorldValueIntercept, Is.Null);
        });
    }

    [Test]
    public void Validate_NotANumber_IsRefused()
    {
        ParametricMapMetadata metadata = ParametricMapMetadata.Parse(EveryKey);
        var changed = new ParametricMapMetadata
        {
            Quantity = metadata.Quantity,
            Unit = null!,
            Derivation = metadata.Derivation,
            RealWorldValueSlope = double.NaN,
            FrameLaterality = (FrameLaterality)9,
        };

        Assert.That(changed.Validate().Select(violation => violation.Pointer), Is.EqualTo(new[] { "/MeasurementUnitsCode", "/FrameLaterality", "/RealWorldValueSlope" }));
    }
}
