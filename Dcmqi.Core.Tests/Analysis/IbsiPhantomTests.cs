using System.Globalization;

namespace Dcmqi.Tests.Analysis;

/// <summary>The consensus values of IBSI's chapter 1 for its digital phantom, each to its published digits.</summary>
public class IbsiPhantomTests
{
    private static readonly SegmentMeasurementOptions Options = new() { Families = FeatureFamily.All, Bins = IntensityBins.FixedWidth(1), VolumeHistogramBins = IntensityBins.FixedWidth(1, 0.5) };

    private static readonly Dictionary<string, MeasuredSegment> Measured = [];

    [TestCase(SegmentFeature.Mean, "2.15")]
    [TestCase(SegmentFeature.Variance, "3.05")]
    [TestCase(SegmentFeature.Skewness, "1.08")]
    [TestCase(SegmentFeature.ExcessKurtosis, "-0.355")]
    [TestCase(SegmentFeature.Median, "1")]
    [TestCase(SegmentFeature.Minimum, "1")]
    [TestCase(SegmentFeature.Percentile10, "1")]
    [TestCase(SegmentFeature.Percentile90, "4")]
    [TestCase(SegmentFeature.Energy, "567")]
    [TestCase(SegmentFeature.Maximum, "6")]
    [TestCase(SegmentFeature.InterquartileRange, "3")]
    [TestCase(SegmentFeature.Range, "5")]
    [TestCase(SegmentFeature.MeanAbsoluteDeviation, "1.55")]
    [TestCase(SegmentFeature.RobustMeanAbsoluteDeviation, "1.11")]
    [TestCase(SegmentFeature.MedianAbsoluteDeviation, "1.15")]
    [TestCase(SegmentFeature.CoefficientOfVariation, "0.812")]
    [TestCase(SegmentFeature.QuartileCoefficientOfDispersion, "0.6")]
    [TestCase(SegmentFeature.RootMeanSquare, "2.77")]
    [TestCase(SegmentFeature.HistogramEntropy, "1.27")]
    [TestCase(SegmentFeature.HistogramUniformity, "0.512")]
    [TestCase(SegmentFeature.HistogramMean, "2.15")]
    [TestCase(SegmentFeature.HistogramVariance, "3.05")]
    [TestCase(SegmentFeature.HistogramSkewness, "1.08")]
    [TestCase(SegmentFeature.HistogramKurtosis, "-0.355")]
    [TestCase(SegmentFeature.HistogramMedian, "1")]
    [TestCase(SegmentFeature.HistogramMinimum, "1")]
    [TestCase(SegmentFeature.HistogramPercentile10, "1")]
    [TestCase(SegmentFeature.HistogramPercentile90, "4")]
    [TestCase(SegmentFeature.HistogramMaximum, "6")]
    [TestCase(SegmentFeature.HistogramMode, "1")]
    [TestCase(SegmentFeature.HistogramInterquartileRange, "3")]
    [TestCase(SegmentFeature.HistogramRange, "5")]
    [TestCase(SegmentFeature.HistogramMeanAbsoluteDeviation, "1.55")]
    [TestCase(SegmentFeature.HistogramRobustMeanAbsoluteDeviation, "1.11")]
    [TestCase(SegmentFeature.HistogramMedianAbsoluteDeviation, "1.15")]
    [TestCase(SegmentFeature.HistogramCoefficientOfVariation, "0.812")]
    [TestCase(SegmentFeature.HistogramQuartileCoefficientOfDispersion, "0.6")]
    [TestCase(SegmentFeature.HistogramMaximumGradient, "8")]
    [TestCase(SegmentFeature.HistogramMaximumGradientLevel, "3")]
    [TestCase(SegmentFeature.HistogramMinimumGradient, "-50")]
    [TestCase(SegmentFeature.HistogramMinimumGradientLevel, "1")]
    [TestCase(SegmentFeature.VolumeDensityAlignedBox, "0.869")]
    [TestCase(SegmentFeature.AreaDensityAlignedBox, "0.866")]
    [TestCase(SegmentFeature.VolumeDensityEllipsoid, "1.17")]
    [TestCase(SegmentFeature.AreaDensityEllipsoid, "1.36")]
    [TestCase(SegmentFeature.VoxelVolume, "592")]
    [TestCase(SegmentFeature.MeshVolume, "556")]
    [TestCase(SegmentFeature.SurfaceArea, "388")]
    [TestCase(SegmentFeature.SurfaceToVolumeRatio, "0.698")]
    [TestCase(SegmentFeature.Compactness1, "0.0411")]
    [TestCase(SegmentFeature.Compactness2, "0.599")]
    [TestCase(SegmentFeature.SphericalDisproportion, "1.19")]
    [TestCase(SegmentFeature.Sphericity, "0.843")]
    [TestCase(SegmentFeature.Asphericity, "0.186")]
    [TestCase(SegmentFeature.CenterOfMassShift, "0.672")]
    [TestCase(SegmentFeature.Maximum3DDiameter, "13.1")]
    [TestCase(SegmentFeature.MajorAxisLength, "11.4")]
    [TestCase(SegmentFeature.MinorAxisLength, "9.31")]
    [TestCase(SegmentFeature.LeastAxisLength, "8.54")]
    [TestCase(SegmentFeature.Elongation, "0.816")]
    [TestCase(SegmentFeature.Flatness, "0.749")]
    [TestCase(SegmentFeature.VolumeDensityConvexHull, "0.961")]
    [TestCase(SegmentFeature.AreaDensityConvexHull, "1.03")]
    [TestCase(SegmentFeature.MoranI, "0.0397")]
    [TestCase(SegmentFeature.GearyC, "0.974")]
    [TestCase(SegmentFeature.VolumeAtIntensity10, "0.324")]
    [TestCase(SegmentFeature.VolumeAtIntensity90, "0.0946")]
    [TestCase(SegmentFeature.IntensityAtVolume10, "5")]
    [TestCase(SegmentFeature.IntensityAtVolume90, "2")]
    [TestCase(SegmentFeature.VolumeFractionDifference, "0.230")]
    [TestCase(SegmentFeature.IntensityFractionDifference, "3")]
    public void Measure_DigitalPhantom_GivesThePublishedValue(SegmentFeature feature, string published)
    {
        int digits = published.Contains('.', StringComparison.Ordinal) ? published.Length - published.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        double expected = double.Parse(published, CultureInfo.InvariantCulture);
        foreach ((string type, MeasuredSegment segment) in Segments())
            Assert.That(segment[feature], Is.EqualTo(expected).Within((0.5 * Math.Pow(10, -digits)) + 1e-12), type);
    }

    // Published as 1.2e3; from the published mean and mesh volume it is 1195.
    [Test]
    public void Measure_DigitalPhantom_GivesIntegratedIntensity() =>
        Assert.That(Segments()["Int16"][SegmentFeature.IntegratedIntensity], Is.EqualTo(1195).Within(1));

    private static Dictionary<string, MeasuredSegment> Segments()
    {
        lock (Measured)
        {
            if (Measured.Count > 0)
                return Measured;
            Segmentation segmentation = IbsiPhantom.Segmentation();
            Volume<short> image = IbsiPhantom.Image();
            Measured.Add("Int16", SegmentMeasurements.Measure(segmentation, image, Options).Segments[0]);
            Measured.Add("Single", SegmentMeasurements.Measure(segmentation, new Volume<float>(image.Geometry, Array.ConvertAll(image.Voxels.ToArray(), value => (float)value)), Options).Segments[0]);
            Measured.Add("Double", SegmentMeasurements.Measure(segmentation, new Volume<double>(image.Geometry, Array.ConvertAll(image.Voxels.ToArray(), value => (double)value)), Options).Segments[0]);
            return Measured;
        }
    }
}
