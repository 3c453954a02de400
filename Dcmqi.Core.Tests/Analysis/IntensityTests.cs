using Dcmqi.Analysis;
using Dcmqi.Analysis.Images;
using Dcmqi.Analysis.Intensity;

namespace Dcmqi.Tests.Analysis;

public class IntensityTests
{
    [TestCase("even", 200_000)]
    [TestCase("ties", 200_000)]
    [TestCase("outlier", 200_000)]
    [TestCase("one value", 100_000)]
    [TestCase("few", 5)]
    [TestCase("tiny range", 100_000)]
    public void Percentiles_AreThoseOfTheSortedValues(string kind, int count)
    {
        var random = new Random(count);
        double[] values = [.. Enumerable.Range(0, count).Select(index => kind switch
        {
            "ties" => random.Next(4),
            "outlier" => index == 77 ? 1e300 : index == 78 ? -1e300 : random.NextDouble(),
            "one value" => 3.25,
            "tiny range" => random.Next(2) * double.Epsilon,
            _ => random.NextDouble() * 1000,
        })];
        var image = new Volume<double>(new VolumeGeometry(new VolumeSize(count, 1, 1), Vector3d.Zero, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ), values);
        var region = new Region([new RegionSlice(0, [new RowRun(0, 0, count)])]);
        double[] shares = [0, 0.003, 0.1, 0.25, 0.5, 0.75, 0.9, 1];
        double[] found = new RealValues<double>(region, ValuesOf(image), 1, 0).Percentiles(shares);

        double[] sorted = [.. values.Order()];
        double[] expected = Array.ConvertAll(shares, share =>
        {
            double place = share * (count - 1);
            (double low, double high) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
            return low + ((high - low) * (place - Math.Floor(place)));
        });
        Assert.That(found, Is.EqualTo(expected));
    }

    private static WindowValues<T> ValuesOf<T>(Volume<T> image)
        where T : unmanaged => new ImageWindow<T>(new ImageSlices<T>(image), null, 0, 0).Values;

    [Test]
    public void Percentiles_OfCounts_AreThoseOfTheValues()
    {
        (Region region, Volume<short> image, double[] values) = RandomImage(5);
        double[] shares = [0, 0.1, 0.25, 0.5, 0.333, 0.9, 1];
        double[] counted = new StoredCounts<short>().Count(region, ValuesOf(image), -0.5, 3).Percentiles(shares);
        double[] real = new RealValues<short>(region, ValuesOf(image), -0.5, 3).Percentiles(shares);
        Assert.That(counted, Is.EqualTo(real).Within(1e-9));
        Assert.That(counted[3], Is.EqualTo(Median([.. values.Select(value => (-0.5 * value) + 3)])).Within(1e-12));
    }

    [Test]
    public void Fractions_AllOfOneSize_MeasureAsWholeVoxels()
    {
        (Region region, Volume<short> image, _) = RandomImage(6);
        var half = new Region([.. region.Slices.Select(slice => new RegionSlice(slice.Z, slice.Runs, [.. Enumerable.Repeat((byte)100, slice.Runs.Sum(run => run.Length))]))], 200);
        foreach (Volume volume in (Volume[])[image, Real(image)])
        {
            MeasuredSegment whole = Bodies.Measure(region, image.Geometry, volume), weighted = Bodies.Measure(half, image.Geometry, volume);
            Assert.That(weighted[SegmentFeature.VoxelVolume], Is.EqualTo(whole[SegmentFeature.VoxelVolume] / 2).Within(1e-9));
            Assert.That(weighted[SegmentFeature.Energy], Is.EqualTo(whole[SegmentFeature.Energy] / 2).Within(1e-6));
            foreach (SegmentFeature feature in (SegmentFeature[])[SegmentFeature.HistogramMaximumGradient, SegmentFeature.HistogramMinimumGradient])
                Assert.That(weighted[feature], Is.EqualTo(whole[feature] / 2).Within(1e-9), feature.ToString());
            foreach (SegmentFeature feature in Enum.GetValues<SegmentFeature>().Except([SegmentFeature.VoxelVolume, SegmentFeature.Energy, SegmentFeature.HistogramMaximumGradient, SegmentFeature.HistogramMinimumGradient]))
                Assert.That(weighted[feature], Is.EqualTo(whole[feature]).Within(1e-9), feature.ToString());
        }
    }

    // Weights of 1 and 3 measure as one voxel and three with the same value, but for percentiles, which lie between the values.
    [Test]
    public void Fractions_WeighAsManyVoxels()
    {
        VolumeGeometry geometry = Line(4);
        var image = new Volume<float>(geometry, [2, 5, 7, 11]);
        var weighted = new Region([new RegionSlice(0, [new RowRun(0, 0, 4)], [1, 3, 2, 1])], 1);
        var repeated = new Region([new RegionSlice(0, [new RowRun(0, 0, 7)])]);
        MeasuredSegment a = Bodies.Measure(weighted, geometry, image);
        MeasuredSegment b = Bodies.Measure(repeated, Line(7), new Volume<float>(Line(7), [2, 5, 5, 5, 7, 7, 11]));
        foreach (SegmentFeature feature in (SegmentFeature[])[SegmentFeature.Mean, SegmentFeature.Variance, SegmentFeature.Skewness, SegmentFeature.ExcessKurtosis, SegmentFeature.MeanAbsoluteDeviation, SegmentFeature.Energy, SegmentFeature.RootMeanSquare, SegmentFeature.CoefficientOfVariation])
            Assert.That(a[feature], Is.EqualTo(b[feature]).Within(1e-12), feature.ToString());
    }

    [Test]
    public void ValuesThatAreNotFinite_AreLeftOut()
    {
        VolumeGeometry geometry = Line(5);
        var region = new Region([new RegionSlice(0, [new RowRun(0, 0, 5)])]);
        MeasuredSegment some = Bodies.Measure(region, geometry, new Volume<float>(geometry, [1, float.NaN, 3, float.PositiveInfinity, 8]));
        Assert.That(some[SegmentFeature.Mean], Is.EqualTo(4));
        Assert.That(some[SegmentFeature.Maximum], Is.EqualTo(8));
        Assert.That(some[SegmentFeature.Median], Is.EqualTo(3));
        Assert.That(some[SegmentFeature.GlobalPeak], Is.EqualTo(4));
        Assert.That(some[SegmentFeature.VoxelVolume], Is.EqualTo(5));

        MeasuredSegment none = Bodies.Measure(region, geometry, new Volume<double>(geometry, [double.NaN, double.NaN, double.NaN, double.NaN, double.NaN]));
        MeasuredFeature mean = none.Features.Single(feature => feature.Feature == SegmentFeature.Mean);
        Assert.That((mean.Value, mean.Qualifier), Is.EqualTo(((double?)null, Codes.Dcm.ValueUnknown)));
    }

    [Test]
    public void EqualValues_HaveNoSpread()
    {
        VolumeGeometry geometry = Line(3);
        var region = new Region([new RegionSlice(0, [new RowRun(0, 0, 3)])]);
        MeasuredSegment equal = Bodies.Measure(region, geometry, new Volume<double>(geometry, [0.1, 0.1, 0.1]));
        Assert.That(equal[SegmentFeature.Variance], Is.Zero);
        Assert.That(equal[SegmentFeature.ExcessKurtosis], Is.Null);
        Assert.That(equal[SegmentFeature.HistogramEntropy], Is.Zero);
        Assert.That(equal[SegmentFeature.HistogramUniformity], Is.EqualTo(1));
    }

    [Test]
    public void Statistics_AgreeWithTheirDefinitions()
    {
        (Region region, Volume<short> image, double[] values) = RandomImage(8);
        double mean = values.Average(), variance = values.Average(value => (value - mean) * (value - mean));
        foreach (Volume volume in (Volume[])[image, Real(image)])
        {
            MeasuredSegment segment = Bodies.Measure(region, image.Geometry, volume);
            Assert.That(segment[SegmentFeature.Variance], Is.EqualTo(variance).Within(1e-9 * variance));
            Assert.That(segment[SegmentFeature.Skewness], Is.EqualTo(values.Average(value => Math.Pow(value - mean, 3)) / Math.Pow(variance, 1.5)).Within(1e-9));
            Assert.That(segment[SegmentFeature.ExcessKurtosis], Is.EqualTo((values.Average(value => Math.Pow(value - mean, 4)) / variance / variance) - 3).Within(1e-9));
            Assert.That(segment[SegmentFeature.MedianAbsoluteDeviation], Is.EqualTo(values.Average(value => Math.Abs(value - Median(values)))).Within(1e-9));
        }
    }

    [Test]
    public void Peaks_AreMeansOfAllVoxelsInASphere()
    {
        (Region region, Volume<short> image, _) = RandomImage(9);
        VolumeGeometry geometry = image.Geometry;
        VolumeSize size = geometry.Size;
        (double global, double local, int highest) = (double.MinValue, double.MinValue, int.MinValue);
        foreach (RegionSlice slice in region.Slices)
        {
            foreach (RowRun run in slice.Runs)
            {
                for (int x = run.X; x <= run.LastX; x++)
                {
                    Vector3d center = geometry.IndexToPatient(x, run.Y, slice.Z);
                    var inside = new List<double>();
                    for (int voxel = 0; voxel < image.Voxels.Length; voxel++)
                    {
                        if ((geometry.IndexToPatient(voxel % size.X, voxel / size.X % size.Y, voxel / size.X / size.Y) - center).Length <= 6.2035)
                            inside.Add(image.Voxels[voxel]);
                    }

                    int value = image[x, run.Y, slice.Z];
                    global = Math.Max(global, inside.Average());
                    local = value > highest ? inside.Average() : value == highest ? Math.Max(local, inside.Average()) : local;
                    highest = Math.Max(highest, value);
                }
            }
        }

        foreach (Volume volume in (Volume[])[image, Real(image)])
        {
            MeasuredSegment segment = Bodies.Measure(region, geometry, volume);
            Assert.That(segment[SegmentFeature.GlobalPeak], Is.EqualTo(global).Within(1e-9));
            Assert.That(segment[SegmentFeature.LocalPeak], Is.EqualTo(local).Within(1e-9));
        }
    }

    [Test]
    public void Bins_FollowTheirDefinitions()
    {
        IntensityBins number = IntensityBins.FixedNumber(4);
        Assert.That(new[] { 0.0, 2.4, 2.5, 9.99, 10 }.Select(value => number.BinOf(value, 0, 10)), Is.EqualTo(new long[] { 1, 1, 2, 4, 4 }));
        IntensityBins width = IntensityBins.FixedWidth(25, -1000);
        Assert.That(new[] { -1000.0, -975.5, -975, 24.9 }.Select(value => width.BinOf(value, -900, 24.9)), Is.EqualTo(new long[] { 1, 1, 2, 41 }));
    }

    [Test]
    public void Bins_OfAWidth_AreTheSameForAllSegments()
    {
        IntensityBins bins = IntensityBins.FixedWidth(25);
        Assert.That(bins.ToString(), Is.EqualTo("fixed bin width 25 at its multiples"));
        Assert.That(new[] { 10.0, 24.9, 25, 60 }.Select(value => bins.BinOf(value, 10, 60)), Is.EqualTo(new long[] { 1, 1, 2, 3 }));
        Assert.That(new[] { -30.0, -25, -0.1, 0 }.Select(value => bins.BinOf(value, -30, 0)), Is.EqualTo(new long[] { 1, 2, 2, 3 }));
    }

    [TestCase(-5.0, 40.0, null, new[] { 0, 10, 10, 40 })]
    [TestCase(null, 40.0, null, new[] { -50, 0, 10, 10, 40 })]
    [TestCase(5.0, null, null, new[] { 10, 10, 40, 900 })]
    [TestCase(null, null, 2.0, new[] { -50, 0, 10, 10, 40 })]
    [TestCase(-5.0, 40.0, 1.5, new[] { 0, 10, 10, 40 })]
    [TestCase(5.0, null, 2.0, new[] { 10, 10, 40 }, TestName = "Resegmentation_OutliersAreThoseOfTheWholeSegment")]
    [TestCase(1000.0, null, null, new int[0])]
    public void Resegmentation_LeavesValuesOut_AndShapeAlone(double? minimum, double? maximum, double? sigma, int[] kept)
    {
        VolumeGeometry geometry = Line(6);
        var image = new Volume<short>(geometry, [-50, 0, 10, 10, 40, 900]);
        var options = new SegmentMeasurementOptions { Resegmentation = new IntensityResegmentation { Minimum = minimum, Maximum = maximum, Sigma = sigma } };
        foreach (Volume volume in (Volume[])[image, Real(image)])
        {
            MeasuredSegment segment = Bodies.Measure(new Region([new RegionSlice(0, [new RowRun(0, 0, 6)])]), geometry, volume, options);
            Assert.That(segment[SegmentFeature.VoxelVolume], Is.EqualTo(6));
            Assert.That(segment[SegmentFeature.Energy], Is.EqualTo(kept.Length == 0 ? null : (double?)kept.Sum(value => value * value)));
            Assert.That(segment[SegmentFeature.Maximum], Is.EqualTo(kept.Length == 0 ? null : (double?)kept.Max()));
            MeasuredFeature mean = segment.Features.Single(feature => feature.Feature == SegmentFeature.Mean);
            Assert.That(mean.Modifiers.Select(modifier => modifier.Name.Value), Is.All.EqualTo("IF9H"));
            Assert.That(mean.Modifiers.Select(modifier => modifier.Value.Value), Is.EqualTo((minimum ?? maximum) is null ? ["7ACA"] : sigma is null ? ["USB3"] : new[] { "USB3", "7ACA" }));
            Assert.That(mean.DerivationParameters.Select(parameter => parameter.Value), Is.EqualTo(new[] { minimum, maximum, sigma }.Where(number => number is not null)));
            Assert.That(segment.Features.Single(feature => feature.Feature == SegmentFeature.VoxelVolume).Modifiers, Is.Empty);
        }
    }

    // What lies far below the others makes the range so wide that all others round to its end.
    [TestCase(-3.4e38, 99, 100)]
    [TestCase(-1e17, 99, 100)]
    [TestCase(-1.7e308, 99, 1.7e308)]
    public void Bins_OfAVeryWideRange_AreThoseThatThereAre(double low, double middle, double high)
    {
        VolumeGeometry geometry = Line(3);
        MeasuredSegment segment = Bodies.Measure(new Region([new RegionSlice(0, [new RowRun(0, 0, 3)])]), geometry, new Volume<double>(geometry, [low, middle, high]));
        Assert.That(segment[SegmentFeature.HistogramEntropy], Is.EqualTo(high > 1e300 ? Math.Log2(3) : Math.Log2(3) - (2 / 3.0)).Within(1e-12));
        foreach (IntensityBins bins in (IntensityBins[])[IntensityBins.FixedWidth(1e-3), IntensityBins.FixedWidth(1e-300, 1)])
            Assert.That(Bodies.Measure(new Region([new RegionSlice(0, [new RowRun(0, 0, 3)])]), geometry, new Volume<double>(geometry, [low, middle, high]), new SegmentMeasurementOptions { Bins = bins })[SegmentFeature.HistogramEntropy], Is.GreaterThan(0));
    }

    // A sphere of 1 mL has 6e11 of these voxels, and a disc of 250 nm pixels 2e9.
    [TestCase(0.015, 20, 13, 9)]
    [TestCase(0.00025, 20, 13, 1)]
    [TestCase(0.6, 20, 13, 1)]
    [TestCase(0.9, 3, 17, 5)]
    public void Peaks_OnSmallVoxels_ReachAsFarAsTheImage(double spacingMm, int columns, int rows, int slices)
    {
        var geometry = new VolumeGeometry(new VolumeSize(columns, rows, slices), Vector3d.Zero, new Vector3d(spacingMm, 1.1 * spacingMm, 1.3 * spacingMm), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
        LabelVolume labels = Bodies.Random(4, geometry);
        var random = new Random(5);
        var image = new Volume<float>(geometry);
        foreach (ref float voxel in image.Voxels)
            voxel = random.Next(1000) == 0 ? float.NaN : random.Next(100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        MeasuredSegment segment = Bodies.Measure(Bodies.Region(labels), geometry, image, new SegmentMeasurementOptions { Families = FeatureFamily.Peak });
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 << 20));

        double global = double.MinValue;
        for (int center = 0; center < labels.Voxels.Length; center++)
        {
            if (labels.Voxels[center] == 0 || !float.IsFinite(image.Voxels[center]))
                continue;
            (double sum, int count) = (0, 0);
            for (int voxel = 0; voxel < image.Voxels.Length; voxel++)
            {
                if (!float.IsFinite(image.Voxels[voxel]) || (Point(geometry, voxel) - Point(geometry, center)).Length > 6.2035)
                    continue;
                sum += image.Voxels[voxel];
                count++;
            }

            global = Math.Max(global, sum / count);
        }

        Assert.That(segment[SegmentFeature.GlobalPeak], Is.EqualTo(global).Within(1e-9));
    }

    private static Vector3d Point(VolumeGeometry geometry, int voxel) =>
        geometry.IndexToPatient(voxel % geometry.Size.X, voxel / geometry.Size.X % geometry.Size.Y, voxel / geometry.Size.X / geometry.Size.Y);

    internal static Volume<float> Real(Volume<short> image) => new(image.Geometry, Array.ConvertAll(image.Voxels.ToArray(), value => (float)value));

    private static VolumeGeometry Line(int length) => new(new VolumeSize(length, 1, 1), Vector3d.Zero, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

    private static (Region Region, Volume<short> Image, double[] Values) RandomImage(int seed)
    {
        LabelVolume labels = Bodies.Random(seed);
        var random = new Random(seed);
        var image = new Volume<short>(labels.Geometry);
        var values = new List<double>();
        for (int voxel = 0; voxel < image.Voxels.Length; voxel++)
        {
            image.Voxels[voxel] = (short)random.Next(-1000, 1000);
            if (labels.Voxels[voxel] != 0)
                values.Add(image.Voxels[voxel]);
        }

        return (Bodies.Region(labels), image, [.. values]);
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
