using Dcmqi.Analysis.Images;
using Dcmqi.Analysis.Intensity;

namespace Dcmqi.Analysis;

/// <summary>Measures the values of an image in one region. For one thread.</summary>
/// <param name="meter">Measures values of that image; it has been told where those of the region lie.</param>
/// <param name="image">The image.</param>
/// <param name="options">What is measured.</param>
internal sealed class SegmentIntensity(IntensityMeter meter, MeasuredImage image, SegmentMeasurementOptions options)
{
    /// <summary>The voxels that have a value, those of them that are measured, and what has an outline of these.</summary>
    /// <param name="region">The region, not empty.</param>
    /// <param name="outlined">What has an outline of it.</param>
    public (Region Whole, Region Region, Region Outlined) Chosen(Region region, Region outlined)
    {
        bool isOutlined = ReferenceEquals(region, outlined);
        Region whole = meter.WithoutPadding(region);
        if (options.Resegmentation is null)
            return (whole, whole, isOutlined ? whole : meter.WithoutPadding(outlined));
        Region kept = Resegmented(whole, options.Resegmentation);
        return (whole, kept, kept.Outlined());
    }

    /// <param name="region">The region, not empty.</param>
    /// <param name="outlined">What has an outline of it.</param>
    /// <param name="peaks">The means over spheres, where they were found before.</param>
    /// <param name="set">Takes values; not finite where there is none.</param>
    /// <param name="setPercentiles">Takes the percentiles of the options.</param>
    /// <returns>Whether any voxel has a value.</returns>
    public bool Measure(Region region, Region outlined, PeakMeans? peaks, Action<SegmentFeature, double> set, Action<double[]> setPercentiles)
    {
        (Region whole, region, outlined) = Chosen(region, outlined);
        WeightedValues values = meter.Values(region);
        if (values.IsEmpty)
            return false;
        var statistics = new IntensityStatistics(values, options.Percentiles);
        if (options.WantsAny(FeatureFamily.Intensity))
        {
            Set(statistics, set);
            setPercentiles(statistics.Percentiles);
        }

        if (options.WantsAny(FeatureFamily.Histogram))
            Set(new BinnedValues(values, options.Bins, statistics.Minimum, statistics.Maximum), set);

        if (options.WantsAny(FeatureFamily.VolumeHistogram))
            SetVolumeHistogram(values, (statistics.Minimum, statistics.Maximum), set);

        if (options.Wants(SegmentFeature.CenterOfMassShift))
        {
            // One pass where nothing was resegmented.
            (Vector3d plain, Vector3d weighted) = meter.Centers(region);
            if (!ReferenceEquals(whole, region))
                plain = meter.Centers(whole).Plain;
            VolumeGeometry geometry = image.Geometry;
            set(SegmentFeature.CenterOfMassShift, (geometry.IndexToPatient(weighted.X, weighted.Y, weighted.Z) - geometry.IndexToPatient(plain.X, plain.Y, plain.Z)).Length);
        }

        if (options.WantsAny(FeatureFamily.Spatial) && outlined.VoxelCount <= SpatialCorrelation.MostVoxels)
            SetSpatial(outlined, set);

        if (options.WantsAny(FeatureFamily.Peak) && !outlined.IsEmpty)
        {
            (double global, double local) = meter.Found(peaks ?? meter.Peaks(outlined));
            set(SegmentFeature.GlobalPeak, global);
            set(SegmentFeature.LocalPeak, local);
        }

        return true;
    }

    // IBSI 3.5: the range is that of re-segmentation where there is one; a number of bins is between the values themselves.
    private void SetVolumeHistogram(WeightedValues values, (double Low, double High) range, Action<SegmentFeature, double> set)
    {
        IntensityBins? bins = options.VolumeHistogramBins ?? image.DefaultVolumeHistogramBins;
        if (bins?.Number is null)
            range = (options.Resegmentation?.Minimum ?? range.Low, options.Resegmentation?.Maximum ?? range.High);
        var histogram = new VolumeHistogram(values, bins, Math.Abs(image.Slope), range);
        (double volume10, double volume90, double intensity10, double intensity90) = (histogram.VolumeAt(0.1), histogram.VolumeAt(0.9), histogram.IntensityAt(0.1), histogram.IntensityAt(0.9));
        set(SegmentFeature.VolumeAtIntensity10, volume10);
        set(SegmentFeature.VolumeAtIntensity90, volume90);
        set(SegmentFeature.IntensityAtVolume10, intensity10);
        set(SegmentFeature.IntensityAtVolume90, intensity90);
        set(SegmentFeature.VolumeFractionDifference, volume10 - volume90);
        set(SegmentFeature.IntensityFractionDifference, intensity10 - intensity90);
        set(SegmentFeature.VolumeHistogramArea, histogram.Area);
    }

    private void SetSpatial(Region region, Action<SegmentFeature, double> set)
    {
        (List<Vector3d> indices, List<double> values) = meter.Voxels(region);
        Vector3d[] points = [.. indices.Select(index => image.Geometry.IndexToPatient(index.X, index.Y, index.Z))];
        SpatialCorrelation correlation = SpatialCorrelation.Of(points, [.. values]);
        set(SegmentFeature.MoranI, correlation.MoranI);
        set(SegmentFeature.GearyC, correlation.GearyC);
    }

    // IBSI 2.6: mean and deviation are those of all voxels of the region (7ACA), and of several methods the intersection of their ranges is kept (IF9H).
    private Region Resegmented(Region region, IntensityResegmentation by)
    {
        (double low, double high) = (by.Minimum ?? double.NegativeInfinity, by.Maximum ?? double.PositiveInfinity);
        if (by.Sigma is { } sigma && meter.Values(region) is { IsEmpty: false } values)
        {
            var statistics = new IntensityStatistics(values, []);
            double reach = sigma * Math.Sqrt(statistics.Variance);
            (low, high) = (Math.Max(low, statistics.Mean - reach), Math.Min(high, statistics.Mean + reach));
        }

        return meter.Within(region, low, high);
    }

    // IBSI 3.3.
    private void Set(IntensityStatistics statistics, Action<SegmentFeature, double> set)
    {
        double deviation = Math.Sqrt(statistics.Variance);
        set(SegmentFeature.Mean, statistics.Mean);
        set(SegmentFeature.Variance, statistics.Variance);
        set(SegmentFeature.StandardDeviation, deviation);
        set(SegmentFeature.Skewness, statistics.Skewness);
        set(SegmentFeature.ExcessKurtosis, statistics.ExcessKurtosis);
        set(SegmentFeature.Median, statistics.Median);
        set(SegmentFeature.Minimum, statistics.Minimum);
        set(SegmentFeature.Percentile10, statistics.Percentile10);
        set(SegmentFeature.Percentile90, statistics.Percentile90);
        set(SegmentFeature.Maximum, statistics.Maximum);
        set(SegmentFeature.InterquartileRange, statistics.ThirdQuartile - statistics.FirstQuartile);
        set(SegmentFeature.Range, statistics.Maximum - statistics.Minimum);
        set(SegmentFeature.MeanAbsoluteDeviation, statistics.MeanAbsoluteDeviation);
        set(SegmentFeature.RobustMeanAbsoluteDeviation, statistics.RobustMeanAbsoluteDeviation);
        set(SegmentFeature.MedianAbsoluteDeviation, statistics.MedianAbsoluteDeviation);
        set(SegmentFeature.CoefficientOfVariation, deviation / statistics.Mean);
        set(SegmentFeature.QuartileCoefficientOfDispersion, (statistics.ThirdQuartile - statistics.FirstQuartile) / (statistics.ThirdQuartile + statistics.FirstQuartile));
        set(SegmentFeature.Energy, statistics.Energy);
        set(SegmentFeature.RootMeanSquare, Math.Sqrt(statistics.Energy / statistics.Weight));
        if (image.IsUptake)
            set(SegmentFeature.TotalLesionGlycolysis, statistics.Mean * statistics.Weight * image.Geometry.VoxelVolumeMm3 / 1000);
    }

    // IBSI 3.4.
    private static void Set(BinnedValues bins, Action<SegmentFeature, double> set)
    {
        IntensityStatistics statistics = bins.Statistics;
        set(SegmentFeature.HistogramEntropy, bins.Entropy);
        set(SegmentFeature.HistogramUniformity, bins.Uniformity);
        set(SegmentFeature.HistogramMean, statistics.Mean);
        set(SegmentFeature.HistogramVariance, statistics.Variance);
        set(SegmentFeature.HistogramSkewness, statistics.Skewness);
        set(SegmentFeature.HistogramKurtosis, statistics.ExcessKurtosis);
        set(SegmentFeature.HistogramMedian, statistics.Median);
        set(SegmentFeature.HistogramMinimum, statistics.Minimum);
        set(SegmentFeature.HistogramPercentile10, statistics.Percentile10);
        set(SegmentFeature.HistogramPercentile90, statistics.Percentile90);
        set(SegmentFeature.HistogramMaximum, statistics.Maximum);
        set(SegmentFeature.HistogramMode, bins.Mode);
        set(SegmentFeature.HistogramInterquartileRange, statistics.ThirdQuartile - statistics.FirstQuartile);
        set(SegmentFeature.HistogramRange, statistics.Maximum - statistics.Minimum);
        set(SegmentFeature.HistogramMeanAbsoluteDeviation, statistics.MeanAbsoluteDeviation);
        set(SegmentFeature.HistogramRobustMeanAbsoluteDeviation, statistics.RobustMeanAbsoluteDeviation);
        set(SegmentFeature.HistogramMedianAbsoluteDeviation, statistics.MedianAbsoluteDeviation);
        set(SegmentFeature.HistogramCoefficientOfVariation, Math.Sqrt(statistics.Variance) / statistics.Mean);
        set(SegmentFeature.HistogramQuartileCoefficientOfDispersion, (statistics.ThirdQuartile - statistics.FirstQuartile) / (statistics.ThirdQuartile + statistics.FirstQuartile));
        if (bins.Gradients is not { } gradients)
            return;
        set(SegmentFeature.HistogramMaximumGradient, gradients.Largest);
        set(SegmentFeature.HistogramMaximumGradientLevel, gradients.LargestAt);
        set(SegmentFeature.HistogramMinimumGradient, gradients.Smallest);
        set(SegmentFeature.HistogramMinimumGradientLevel, gradients.SmallestAt);
    }
}
