using System.Globalization;
using System.Text.Json;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>What <c>measure</c> writes, and JSON of the commands that tell of files.</summary>
public class MeasureCommandTests : TorsoCommandTests
{
    private string[] Measure => ["measure", "--inputDICOM", Folder["seg.dcm"], "--inputDICOMDirectory", Folder["ct"], "--features", "Volume,mean,Maximum 3D diameter"];

    [SetUp]
    public void MakeSegmentation() => CommandRun.Succeed(Conversion("seg.dcm"));

    [Test]
    public void Measure_WithoutAReport_WritesTables()
    {
        string printed = CommandRun.Succeed([.. Measure, "--csv", Folder["long.csv"], "--wideCsv", Folder["wide.csv"]]);
        Assert.That(printed, Does.Contain("Maximum 3D diameter").And.Contain("wide.csv"));

        MeasurementTable table = MeasurementTable.Load(Folder["long.csv"]);
        string[][] wide = [.. File.ReadAllLines(Folder["wide.csv"]).Select(line => line.Split(','))];
        int segments = table.Rows.Max(row => row.Group);
        Assert.That(segments, Is.GreaterThan(6));
        Assert.That(wide, Has.Length.EqualTo(1 + segments));
        Assert.That(wide[0], Is.EqualTo(new[] { "SegmentNumber", "SegmentLabel", "TrackingIdentifier", "TrackingUniqueIdentifier", "VoxelCount", "Volume (mm3)", "Maximum 3D diameter (mm)", "Mean ([hnsf'U])" }));
        for (int segment = 1; segment <= segments; segment++)
        {
            MeasurementRow[] rows = [.. table.Rows.Where(row => row.Group == segment)];
            Assert.That(wide[segment][5..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)), Is.EqualTo(rows.Select(row => row.Value!.Value)));
            Assert.That(wide[segment][2..4], Is.EqualTo(new[] { rows[0].TrackingIdentifier, rows[0].TrackingUid }));
        }
    }

    [Test]
    public void Measure_TrackingUids_AreTheSameInEveryOutput()
    {
        CommandRun.Succeed([.. Measure, "--csv", Folder["long.csv"], "--wideCsv", Folder["wide.csv"], "--outputDICOM", Folder["report.dcm"]]);
        string?[] report = [.. MeasurementReport.Open(Folder["report.dcm"]).Groups.Select(group => group.TrackingUid)];
        Assert.That(Segmentation.Open(Folder["seg.dcm"]).Segments[0].TrackingUid, Is.Null, "an identifier has to be made");
        Assert.That(report, Is.Unique);
        Assert.That(MeasurementTable.Load(Folder["long.csv"]).Rows.Select(row => row.TrackingUid).Distinct(), Is.EqualTo(report));
        Assert.That(File.ReadLines(Folder["wide.csv"]).Skip(1).Select(line => line.Split(',')[3]), Is.EqualTo(report));
        ReportJudges.AssertSound(Folder["report.dcm"]);
    }

    [Test]
    public void Measure_Json_IsAllThatStandsOnStandardOutput()
    {
        string printed = CommandRun.Succeed([.. Measure, "--json", "--outputDICOM", Folder["report.dcm"]]);
        JsonElement root = JsonDocument.Parse(printed).RootElement;
        JsonElement segment = root.GetProperty("segments")[1];
        Assert.That(segment.GetProperty("number").GetInt32(), Is.EqualTo(2));
        Measurement[] reported = [.. MeasurementReport.Open(Folder["report.dcm"]).Groups[1].Measurements];
        Assert.That(segment.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("value").GetDouble()), Is.EqualTo(reported.Select(measurement => measurement.Value!.Value)));
        Assert.That(segment.GetProperty("features")[2].GetProperty("derivation").GetProperty("CodeValue").GetString(), Is.EqualTo("373098007"));
    }

    [Test]
    public void Measure_SeveralSegmentations_AreInOneReport()
    {
        File.Copy(Folder["seg.dcm"], Folder["first.dcm"]);
        CommandRun.Succeed(Conversion("second.dcm"));
        string[] files = [.. Directory.GetFiles(Folder["ct"])];
        string printed = CommandRun.Succeed(
            "measure", "--inputDICOM", $"{Folder["first.dcm"]},{Folder["second.dcm"]}", "--inputDICOMList", string.Join(',', files), "--features", "Volume,mean", "--json", "--outputDICOM", Folder["report.dcm"], "--csv", Folder["long.csv"]);

        JsonElement[] segmentations = [.. JsonDocument.Parse(printed).RootElement.EnumerateArray()];
        string[] uids = [Segmentation.Open(Folder["first.dcm"]).SopInstanceUid, Segmentation.Open(Folder["second.dcm"]).SopInstanceUid];
        Assert.That(segmentations.Select(segmentation => segmentation.GetProperty("segmentationInstanceUid").GetString()), Is.EqualTo(uids));
        using MeasurementReport report = MeasurementReport.Open(Folder["report.dcm"]);
        int segments = segmentations[0].GetProperty("segments").GetArrayLength();
        Assert.That(report.Groups.Select(group => group.ReferencedSegments.Single().SopInstanceUid), Is.EqualTo(Enumerable.Repeat(uids[0], segments).Concat(Enumerable.Repeat(uids[1], segments))));
        Assert.That(MeasurementTable.Load(Folder["long.csv"]).Rows, Has.Count.EqualTo(2 * 2 * segments));
        Assert.That(report.Groups.Take(segments).Select(group => group.Measurements[1].Value), Is.EqualTo(report.Groups.Skip(segments).Select(group => group.Measurements[1].Value)));
        Assert.That(report.Metadata.ImageLibrary.Count, Is.LessThanOrEqualTo(files.Length));
        ReportJudges.AssertSound(Folder["report.dcm"]);
        Assert.That(CommandRun.Fail([.. Measure, "--inputDICOM", Folder["second.dcm"], "--wideCsv", Folder["wide.csv"]]), Does.Contain("--wideCsv: its rows are the segments of one segmentation"));
    }

    // What a research program made of the images, as a NIfTI file.
    [Test]
    public void Measure_Volume_BesideTheImagesThatItWasMadeFrom()
    {
        SourceImages images = SourceImages.Load(Folder["ct"]);
        var values = (Volume<float>)images.ToVolume();
        for (int voxel = 0; voxel < values.Voxels.Length; voxel++)
            values.Voxels[voxel] = (2 * values.Voxels[voxel]) + 1;
        VolumeFile.Write(Folder["values.nii.gz"], values);
        CommandRun.Succeed([.. Measure, "--csv", Folder["plain.csv"]]);
        string[] onVolume = [.. Measure, "--inputImage", Folder["values.nii.gz"], "--valueUnit", "mm2/s", "--valueQuantity", "113041|DCM|Apparent Diffusion Coefficient", "--csv", Folder["volume.csv"], "--outputDICOM", Folder["report.dcm"]];
        CommandRun.Succeed(onVolume);

        MeasurementRow[] plain = [.. MeasurementTable.Load(Folder["plain.csv"]).Rows], volume = [.. MeasurementTable.Load(Folder["volume.csv"]).Rows];
        Assert.That(volume[2].Value, Is.EqualTo((2 * plain[2].Value) + 1).Within(1e-3));
        Assert.That(volume[2].Quantity!.Value, Is.EqualTo("113041"));
        Assert.That(volume[2].Unit!.Value, Is.EqualTo("mm2/s"));
        Assert.That(volume[0].SourceSeriesUid, Is.EqualTo(images.SeriesInstanceUid));
        ReportJudges.AssertSound(Folder["report.dcm"]);

        string[] alone = ["measure", "--inputDICOM", Folder["seg.dcm"], "--sourceVolume", Folder["values.nii.gz"], "--features", "mean", "--csv", Folder["alone.csv"]];
        CommandRun.Succeed(alone);
        Assert.That(MeasurementTable.Load(Folder["alone.csv"]).Rows[0].Value, Is.EqualTo(volume[2].Value));
    }

    [Test]
    public void Measure_WrongInputs_AreRefused()
    {
        File.WriteAllText(Folder["headers.json"], "[]");
        Assert.That(CommandRun.Fail("measure", "--inputDICOM", Folder["seg.dcm"]), Does.Contain("What is measured is missing"));
        Assert.That(CommandRun.Fail("measure", "--inputDICOM", Folder["seg.dcm"], "--inputDICOMList", Folder["headers.json"]), Does.Contain("have no pixels to measure; give --inputImage"));
        Assert.That(CommandRun.Fail([.. Measure, "--valueUnit", "mm"]), Does.Contain("need --inputImage"));
        Assert.That(CommandRun.Fail("measure", "--inputDICOM", $"{Folder["no.dcm"]},{Folder["seg.dcm"]}", "--inputImage", Folder["no.nii"]), Does.Contain("no.dcm").And.Contain("--inputImage: there is no file"));
    }

    [Test]
    public void Measure_WrongOutputs_AreRefused()
    {
        Assert.That(CommandRun.Fail([.. Measure, "--drawAxes", "--csv", Folder["no/long.csv"]]), Does.Contain("--drawAxes").And.Contain("--csv: there is no folder"));
        Assert.That(CommandRun.Fail([.. Measure, "--wideCsv", Folder["a.csv"], "--csv", Folder["a.csv"]]), Does.Contain("name the same file"));
    }

    [Test]
    public void Validate_Json_HasEveryFile()
    {
        File.WriteAllText(Folder["no.dcm"], "no DICOM");
        (int exitCode, string output, _) = CommandRun.Run("validate", "--json", Folder["seg.dcm"], Folder["no.dcm"]);
        Assert.That(exitCode, Is.EqualTo(1));
        JsonElement[] files = [.. JsonDocument.Parse(output).RootElement.EnumerateArray()];
        Assert.That(files.Select(file => file.GetProperty("errors").GetInt32()), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(files[1].GetProperty("refusal").GetString(), Does.Contain("no.dcm"));
    }

    [Test]
    public void SrDump_Json_IsTheDocumentOfEachFile()
    {
        foreach (string name in (string[])["a.dcm", "b.dcm"])
            CommandRun.Succeed([.. Measure, "--outputDICOM", Folder[name]]);
        int segments = Segmentation.Open(Folder["seg.dcm"]).Segments.Count;
        JsonElement[] documents = [.. JsonDocument.Parse(CommandRun.Succeed("srdump", "--json", Folder["a.dcm"], Folder["b.dcm"])).RootElement.EnumerateArray()];
        Assert.That(documents.Select(document => document.GetProperty("Measurements").GetArrayLength()), Is.EqualTo(new[] { segments, segments }));
        Assert.That(CommandRun.Fail("srdump", "--json", "--html", Folder["a.dcm"]), Does.Contain("cannot both"));
    }
}
