using System.Globalization;
using Dcmqi.Tests.Support;

namespace Dcmqi.Benchmarks;

/// <summary>Reports of many measurements, in groups of 20 or all in one.</summary>
internal static class ReportCurves
{
    public static void Print()
    {
        PrintGroups("Reports, 20 measurements in each group", _ => 20);
        PrintGroups("Reports, all measurements in one group", measurements => measurements);
    }

    private static void PrintGroups(string title, Func<int, int> perGroup)
    {
        var curve = new Curve(title, "measurements", runs: 2);
        foreach (int measurements in new[] { 1_000, 10_000, 100_000 })
            Measure(curve, measurements, perGroup(measurements));
        curve.Print();
    }

    private static void Measure(Curve curve, int measurements, int perGroup)
    {
        var geometry = new VolumeGeometry(new VolumeSize(16, 12, 40), default, new Vector3d(1, 1, 2), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
        SourceImages images = SourceImages.Load(new PhantomSeries(geometry).Streams());
        var metadata = new MeasurementReportMetadata { Groups = [.. Enumerable.Range(0, measurements / perGroup).Select(index => Group(images, index, perGroup))] };
        curve.Row(measurements, () =>
        {
            using var file = new MemoryStream();
            using MeasurementReport built = curve.Time("build", () => new MeasurementReportBuilder(images, metadata).Build());
            curve.Time("save", () => built.Save(file));
            file.Position = 0;
            using MeasurementReport opened = curve.Time("open", () => MeasurementReport.Open(file));
            curve.Time("validate", () => opened.Validate());
            string json = curve.Time("JSON", () => opened.Metadata.ToJson());
            curve.Time("parse JSON", () => MeasurementReportMetadata.Parse(json));
            curve.Time("text", () => opened.ToText());
            curve.Time("HTML", () => opened.ToHtml());
        });
    }

    private static MeasurementGroup Group(SourceImages images, int index, int measurements) => new()
    {
        Kind = MeasurementGroupKind.Planar,
        TrackingIdentifier = string.Create(CultureInfo.InvariantCulture, $"Lesion {index}"),
        TrackingUid = PhantomUid.Of(string.Create(CultureInfo.InvariantCulture, $"lesion {index}")),
        Finding = new CodedConcept("52988006", "SCT", "Lesion"),
        ImageRegions = [Region(images, index)],
        Measurements = [.. Enumerable.Range(0, measurements).Select(number => new Measurement { Name = new CodedConcept("410668003", "SCT", "Length"), Value = 1 + (number / 8.0), Unit = new CodedConcept("mm", "UCUM", "millimeter") })],
    };

    private static ImageRegion Region(SourceImages images, int index) => new()
    {
        GraphicType = GraphicType.Polyline,
        Points = [new(2, 3), new(9, 3), new(9, 8), new(2, 3)],
        Image = new ImageReference { SopClassUid = "1.2.840.10008.5.1.4.1.1.2", SopInstanceUid = images.Images[index % images.Images.Count].SopInstanceUid },
    };
}
