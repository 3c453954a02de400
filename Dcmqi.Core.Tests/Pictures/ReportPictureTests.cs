using Dcmqi.Tests.Support;
using SkiaSharp;

namespace Dcmqi.Tests.Pictures;

/// <summary>Reports on their images, and the page of everything.</summary>
public class ReportPictureTests
{
    private static readonly VolumeGeometry Geometry = new(new VolumeSize(40, 30, 5), default, new Vector3d(1, 1, 2), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

    [Test]
    public void LongAndShortAxis_AreDrawnWhereTheyWereMeasured()
    {
        (SourceImages source, Segmentation segmentation) = Bar();
        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, source, new SegmentMeasurementOptions().WithFeatures("LongAxis,ShortAxis,Mean"));
        using MeasurementReport report = new MeasurementReportBuilder(source, new MeasurementReportMetadata()).AddMeasurements(measured, ReportedDiameters.LargestPlane).Build();
        using Picture with = Picture.Of(source, report, null, PicturePixels.Bare with { Size = 400 });
        using Picture without = Picture.OfImages(source, PicturePixels.Bare with { Size = 400, Slice = 3 });
        Assert.That(with.Description, Does.StartWith("Axial slice 3 of 5"));

        // The bar runs from column 5 to 34 in row 12: ten pixels of the picture for one of the image.
        using SKBitmap bitmap = with.ToBitmap();
        using SKBitmap plain = without.ToBitmap();
        (int Column, int Row)[] drawn = [.. from row in Enumerable.Range(0, bitmap.Height) from column in Enumerable.Range(0, bitmap.Width) where bitmap.GetPixel(column, row) != plain.GetPixel(column, row) select (column, row)];
        Assert.That(drawn.Min(pixel => pixel.Column), Is.EqualTo(50).Within(8));
        Assert.That(drawn.Max(pixel => pixel.Column), Is.EqualTo(350).Within(8));
        Assert.That(drawn.Average(pixel => (double)pixel.Row), Is.EqualTo(125).Within(8));
    }

    [Test]
    public void Page_HoldsEverything_AndNothingFromOutside()
    {
        (SourceImages source, Segmentation segmentation) = Bar("Bar <b>&\"x\"</b>");
        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, source, new SegmentMeasurementOptions().WithFeatures("VoxelVolume,Mean"));
        string page = PicturePage.Of(source, segmentation, measured).ToHtml();
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.StartWith("<!DOCTYPE html>"));
            Assert.That(page, Does.Contain("Bar &lt;b&gt;&amp;&quot;x&quot;&lt;/b&gt;"));
            Assert.That(page, Does.Not.Contain("<b>"));
            Assert.That(page, Does.Not.Contain("<script").And.Not.Contain("http:").And.Not.Contain("https:").And.Not.Contain("url("));
            Assert.That(page, Does.Not.Contain("Phantom"), "the patient's name and identifier");
            Assert.That(page.Split("data:image/png;base64,"), Has.Length.EqualTo(3), "overview and montage");
            Assert.That(page, Does.Contain("<th>Volume (mm3)</th><th>Mean (Hounsfield unit)</th>").And.Contain(">60<"), "30 voxels of 2 mm3");
        });
        foreach (string part in page.Split("base64,")[1..])
            Assert.That(Convert.FromBase64String(part[..part.IndexOf('"')])[1..4], Is.EqualTo("PNG"u8.ToArray()));

        // Written as XML it would be well-formed but for the two empty elements that HTML has.
        string xml = page["<!DOCTYPE html>".Length..].Replace("<meta charset=\"utf-8\">", "").Replace("<br>", "");
        Assert.DoesNotThrow(() => System.Xml.Linq.XDocument.Parse(System.Text.RegularExpressions.Regex.Replace(xml, "(<img [^>]*)>", "$1/>")));
    }

    [Test]
    public void Page_OfAReport_HasItsGroups_AndThePatientWhenAskedFor()
    {
        (SourceImages source, Segmentation segmentation) = Bar();
        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, source, new SegmentMeasurementOptions().WithFeatures("Mean,Maximum"));
        using MeasurementReport report = new MeasurementReportBuilder(source, new MeasurementReportMetadata()).AddMeasurements(measured).Build();
        string page = PicturePage.Of(source, segmentation, report, new() { ShowPatient = true }).ToHtml();
        Assert.That(page, Does.Contain("Mean").And.Contain("Phantom^Paula"));
        Assert.That(PicturePage.Of(null, segmentation).ToHtml(), Does.Not.Contain("<h2>Measurements"));
    }

    [Test]
    public void Commands_WriteThePictureAndThePage()
    {
        using var folder = new TemporaryFolder();
        (SourceImages source, Segmentation segmentation) = Bar();
        new PhantomSeries(Geometry) { Pixels = Pixels }.Write(folder["ct"]);
        segmentation.Save(folder["seg.dcm"]);
        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, source);
        using (MeasurementReport report = new MeasurementReportBuilder(source, new MeasurementReportMetadata()).AddMeasurements(measured).Build())
            report.Save(folder["sr.dcm"]);
        Assert.That(CommandRun.Succeed("picture", "--inputDICOM", folder["seg.dcm"], "--inputDICOMDirectory", folder["ct"], "--output", folder["a.png"], "--plane", "coronal", "--window", "40,400", "--style", "outline"), Does.Contain("Coronal slice 12 of 30"));
        Assert.That(CommandRun.Succeed("picture", "--inputDICOM", folder["sr.dcm"], "--inputDICOMDirectory", folder["ct"], "--inputSegmentation", folder["seg.dcm"], "--output", folder["b.jpg"]), Does.Contain("Axial slice"));
        CommandRun.Succeed("picture", "--inputDICOMDirectory", folder["ct"], "--output", folder["c.png"], "--mip");
        CommandRun.Succeed("picture", "--inputDICOM", folder["seg.dcm"], "--output", folder["d.png"], "--montage", "2");
        Assert.That(CommandRun.Succeed("picture", "--inputDICOM", folder["seg.dcm"], "--output", folder["f.png"], "--surfaces", "--plane", "axial"), Does.Contain("1 surface seen from the feet"));
        Assert.That(CommandRun.Fail("picture", "--inputDICOM", folder["seg.dcm"], "--output", folder["e.png"], "--surfaces", "--mip", "--slice", "1"), Does.Contain("--mip and --surfaces").And.Contain("leave --slice out"));
        CommandRun.Succeed("report", "--inputDICOM", folder["seg.dcm"], "--inputDICOMDirectory", folder["ct"], "--output", folder["page.html"]);
        Assert.That(File.ReadAllText(folder["page.html"]), Does.Contain("Sphericity"));
        string fault = CommandRun.Fail("picture", "--inputDICOM", folder["seg.dcm"], "--output", folder["e.gif"], "--slice", "1", "--position", "3");
        Assert.That(fault, Does.Contain("--slice and --position").And.Contain(".png"));
        Assert.That(CommandRun.Fail("picture", "--inputDICOM", folder["seg.dcm"], "--output", folder["e.png"], "--slice", "99"), Does.Contain("--slice is 99. There is 1 slice,"));
        Assert.That(CommandRun.Fail("picture", "--output", folder["e.png"]), Does.Contain("Neither --inputDICOM nor --inputDICOMDirectory"));
        Assert.That(folder.FileNames().Where(name => name.StartsWith('e')), Is.Empty);
    }

    private static short[] Pixels(int slice) => [.. Enumerable.Range(0, 40 * 30).Select(pixel => (short)(pixel % 40))];

    private static (SourceImages Source, Segmentation Segmentation) Bar(string name = "Bar")
    {
        SourceImages source = SourceImages.Load(new PhantomSeries(Geometry) { Pixels = Pixels }.Streams());
        var labels = new Volume<byte>(Geometry);
        labels.Slice(3).Slice(12 * 40 + 5, 30).Fill(1);
        return (source, new SegmentationBuilder(source).AddLabelMap(labels, [PicturePixels.Segment(1) with { SegmentLabel = name }]).Build());
    }
}
