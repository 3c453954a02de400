using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

/// <summary>Fractions of other writers whose pixels are above Maximum Fractional Value (PS3.3 C.8.20.2).</summary>
public class FractionsAboveMaximumTests
{
    private static readonly VolumeGeometry Geometry = ObliqueGrid.Of(7, 5, 3);

    [Test]
    public void ToFractions_AboveTheMaximum_IsTheWholeAndTold()
    {
        Segmentation segmentation = Stated(64);

        Volume<float> fractions = segmentation.ToFractions(1);

        Assert.That(fractions[2, 1, 0], Is.EqualTo(1f));
        Assert.That(fractions[3, 1, 0], Is.EqualTo(0.5f));
        Assert.That(fractions.Warnings, Has.One.EqualTo("Maximum Fractional Value (0062,000E) is 64, but pixels are up to 255; these are taken as the whole."));
        Assert.That(segmentation.Validate().Where(finding => finding.Severity == ValidationSeverity.Error).Select(finding => finding.Message), Has.One.Contains("has values up to 255; Maximum Fractional Value (0062,000E) is 64"));
        Assert.That(segmentation.ConvertTo(new() { Encoding = SegmentationEncoding.Fractional }).ToFractions(1).Voxels.ToArray(), Is.EqualTo(fractions.Voxels.ToArray()));
    }

    [Test]
    public void ToFractions_UpToTheMaximum_IsAsItIs()
    {
        Segmentation segmentation = Stated(255);

        Assert.That(segmentation.ToFractions(1)[3, 1, 0], Is.EqualTo(32 / 255f));
        Assert.That(segmentation.ToFractions(1).Warnings, Is.Empty);
        Assert.That(segmentation.Validate(), Is.Empty);
    }

    private static Segmentation Stated(int maximum)
    {
        var volume = new Volume<double>(Geometry);
        volume[2, 1, 1] = 1;
        volume[3, 1, 1] = 32 / 255.0;
        DataSet dataSet = new SegmentationBuilder(SourceImages.Load(new PhantomSeries(Geometry).Streams()), Labels.Metadata([1]))
        {
            Options = new() { Encoding = SegmentationEncoding.Fractional, MaximumFractionalValue = 255 },
        }.AddFractions(volume).Build().DataSet;
        dataSet.Set(Tags.MaximumFractionalValue, maximum);
        using var stream = new MemoryStream();
        DicomWriter.Write(stream, dataSet, TransferSyntax.ExplicitVRLittleEndian);
        stream.Position = 0;
        return Segmentation.Open(stream);
    }
}
