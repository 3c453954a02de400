using System.Text.Json.Nodes;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>terms and metadata, and itkimage2segimage without JSON.</summary>
public class TermsCommandTests
{
    // The phantom's organs in the order of its labels, as TotalSegmentator numbers them: heart, aorta, spine (sacrum here), liver, spleen, kidneys, stomach, lungs (upper lobes here).
    private static readonly byte[] ClassOfLabel = [0, 51, 52, 25, 5, 1, 2, 3, 6, 12, 10];

    private readonly VolumeGeometry _geometry = ObliqueGrid.Of(24, 18, 6);
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeInputs()
    {
        _folder = new TemporaryFolder();
        var torso = new PhantomTorso(_geometry);
        new PhantomSeries(_geometry) { Pixels = torso.Slice }.Write(_folder["ct"]);
        VolumeFile.Write(_folder["seg.nii.gz"], new Volume<byte>(_geometry, [.. torso.Labels().Select(label => ClassOfLabel[label])]));
    }

    [TearDown]
    public void RemoveInputs() => _folder.Dispose();

    [Test]
    public void ItkImageToSegImage_Preset_NeedsNoJson()
    {
        CommandRun.Succeed(
            "itkimage2segimage", "--preset", "totalsegmentator", "--inputImageList", _folder["seg.nii.gz"], "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", _folder["seg.dcm"]);

        using Segmentation segmentation = Segmentation.Open(_folder["seg.dcm"]);
        LabelTable table = SegmentPresets.TotalSegmentator;
        LabelTableEntry[] expected = [.. ClassOfLabel.Skip(1).Order().Select(label => table.Find(label)!)];
        Assert.That(segmentation.Segments.Select(segment => segment.Label), Is.EqualTo(expected.Select(entry => entry.Name)));
        SegmentAttributes[] segments = [.. segmentation.Metadata.SegmentAttributes.SelectMany(list => list)];
        Assert.That(segments.Select(segment => segment.SegmentedPropertyType), Is.EqualTo(expected.Select(entry => entry.Term!.Type)));
        Assert.That(segments.Select(segment => segment.RecommendedDisplayRgb), Is.EqualTo(expected.Select(entry => entry.Color)));
        Assert.That(segments.Select(segment => segment.AlgorithmName), Is.All.EqualTo("TotalSegmentator"));
        CommandRun.Succeed("validate", _folder["seg.dcm"]);
        DicomJudges.AssertSound(_folder["seg.dcm"]);
    }

    [Test]
    public void Metadata_ThenConversion_GivesTheSameSegments()
    {
        CommandRun.Succeed("metadata", "--preset", "totalsegmentator", "--inputImageList", _folder["seg.nii.gz"], "--outputMetadata", _folder["seg.json"]);
        SegmentationMetadata metadata = SegmentationMetadata.Load(_folder["seg.json"]);
        Assert.That(metadata.SegmentAttributes.Single().Select(segment => segment.LabelId), Is.EqualTo(ClassOfLabel.Skip(1).Order()));
        CommandRun.Succeed("itkimage2segimage", "--inputMetadata", _folder["seg.json"], "--inputImageList", _folder["seg.nii.gz"], "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", _folder["seg.dcm"]);

        CommandRun.Succeed("metadata", "--preset", "BraTS", "--outputMetadata", _folder["brats.json"]);
        Assert.That(SegmentationMetadata.Load(_folder["brats.json"]).SegmentAttributes.Single(), Has.Count.EqualTo(3));
    }

    [Test]
    public void Faults_AreToldInOptions()
    {
        string[] conversion = ["itkimage2segimage", "--inputImageList", _folder["seg.nii.gz"], "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", _folder["seg.dcm"]];
        Assert.That(CommandRun.Fail(conversion), Does.Contain("'--inputMetadata' is required, or '--preset'"));
        Assert.That(CommandRun.Fail([.. conversion, "--preset", "totalsegmentor"]), Does.Contain("is 'totalsegmentator' meant?"));
        Assert.That(CommandRun.Fail([.. conversion, "--preset", "brats", "--inputMetadata", _folder["none.json"]]), Does.Contain("give one"));
        Assert.That(CommandRun.Fail([.. conversion, "--preset", "brats", "--segmentationType", "fractional"]), Does.Contain("fractions need --inputMetadata"));
        Assert.That(CommandRun.Fail("metadata", "--outputMetadata", _folder["seg.json"]), Does.Contain("--preset"));
        Assert.That(CommandRun.Fail("terms"), Does.Contain("--cid"));
        Assert.That(CommandRun.Fail("terms", "liver", "--limit", "0"), Does.Contain("--limit"));
        Assert.That(CommandRun.Fail("terms", "--cid", "7181"), Does.Contain("CID 7181"));
    }

    // What is said of a label that nothing describes can be pasted.
    [Test]
    public void LabelWithoutMetadata_ShowsSuggestionsAndJson()
    {
        SegmentationMetadata whole = SegmentationMetadata.FromPreset(SegmentPresets.TotalSegmentator, VolumeFile.Read(_folder["seg.nii.gz"]));
        SegmentationMetadata partial = whole with { SegmentAttributes = [[.. whole.SegmentAttributes[0].Where(segment => segment.LabelId != 5)]] };
        partial.Save(_folder["seg.json"]);
        string error = CommandRun.Fail("itkimage2segimage", "--inputMetadata", _folder["seg.json"], "--inputImageList", _folder["seg.nii.gz"], "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", _folder["seg.dcm"]);

        Assert.That(error, Does.Contain("label 5 (").And.Contain("TotalSegmentator total: liver"));
        string json = error[error.IndexOf("\n{", StringComparison.Ordinal)..(error.IndexOf("\n}", StringComparison.Ordinal) + 2)];
        var pasted = new JsonArray(new JsonArray([.. JsonNode.Parse(partial.ToJson())!["segmentAttributes"]![0]!.AsArray().Append(JsonNode.Parse(json)).Select(node => node!.DeepClone())]));
        SegmentationMetadata mended = SegmentationMetadata.Parse(new JsonObject { ["segmentAttributes"] = pasted }.ToJsonString());
        Assert.That(mended.SegmentAttributes[0].Single(segment => segment.LabelId == 5).SegmentedPropertyType.Meaning, Is.EqualTo("Liver"));
    }

    [Test]
    public void Terms_PrintsTextAndJson()
    {
        Assert.That(CommandRun.Succeed("terms", "kidney", "left"), Does.StartWith("Left kidney").And.Contain("(64033007, SCT, \"Kidney\") (7771000, SCT, \"Left\")").And.Contain("#B96653"));
        JsonNode json = JsonNode.Parse(CommandRun.Succeed("terms", "liver", "--json", "--limit", "2"))!;
        Assert.That(json.AsArray(), Has.Count.EqualTo(2));
        Assert.That((string?)json[0]!["SegmentedPropertyTypeCodeSequence"]!["CodeValue"], Is.EqualTo("10200004"));
        Assert.That(CommandRun.Succeed("terms", "--cid", "7166").Split('\n').Length, Is.GreaterThan(20));
        Assert.That(CommandRun.Succeed("terms", "--cid", "7166", "musc"), Does.StartWith("Muscle"));
        Assert.That(CommandRun.Succeed("terms", "--quantity", "adc"), Does.StartWith("(113041, DCM, \"Apparent Diffusion Coefficient\") in mm2/s or um2/s"));
        Assert.That((string?)JsonNode.Parse(CommandRun.Succeed("terms", "--quantity", "adc", "--json"))![0]!["MeasurementUnitsCode"]!["CodeValue"], Is.EqualTo("mm2/s"));
        Assert.That(CommandRun.Succeed("terms", "xqzzwv"), Does.Contain("Nothing was found"));
    }
}
