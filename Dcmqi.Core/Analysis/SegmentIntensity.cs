using Dcmqi.Analysis.Intensity;

namespace Dcmqi.Analysis;

/// <summary>Measures the values of an image in regions, one after another. For one thread.</summary>
internal sealed class SegmentIntensity(MeasuredImage image, PeakSphere sphere, SegmentMeasurementOptions options)
{
    private readonly IntensityMeter _meter = IntensityMeter.Of(image);

    /// <param name="region">The region, not empty.</param>
    /// <param name="outlined">What has an outline of it.</param>
    /// <param name="set">Takes values; not finite where there is none.</param>
    /// <param name="setPercentiles">Takes the percentiles of the options.</param>
    /// <returns>Whether any voxel has a value.</returns>
    public bool Measure(Region region, Region outlined, Action<SegmentFeature, double> set, Action<double[]> setPercentiles)
    {
        WeightedValues values = _meter.Values(region);
        if (values.IsEmpty)
            return false;
        var statistics = new IntensityStatistics(values, options.Percentiles);
        if (options.WantsAny(FeatureFamily.Intensity))
        {
            Set(statistics, set);
            setPercentiles(statistics.Percentiles);
        }

        if (options.WantsAny(FeatureFamily.Histogram))
        {
            var bins = new BinnedValues(values, options.Bins, statistics.Minimum, statistics.Maximum);
            set(SegmentFeature.HistogramEntropy, bins.Entropy);
            set(SegmentFeature.HistogramUniformity, bins.Uniformity);
        }

        if (options.Wants(SegmentFeature.CenterOfMassShift))
        {
            (Vector3d plain, Vector3d weighted) = _meter.Centers(region);
            VolumeGeometry geometry = image.Volume.Geometry;
            set(SegmentFeature.CenterOfMassShift, (geometry.IndexToPatient(weighted.X, weighted.Y, weighted.Z) - geometry.IndexToPatient(plain.X, plain.Y, plain.Z)).Length);
        }

        if (options.WantsAny(FeatureFamily.Peak) && !outlined.IsEmpty)
        {
            (double global, double local) = _meter.Peaks(outlined, sphere);
            set(SegmentFeature.GlobalPeak, global);
            set(SegmentFeature.LocalPeak, local);
        }

        return true;
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
            set(SegmentFeature.TotalLesionGlycolysis, statistics.Mean * statistics.Weight * image.Volume.Geometry.VoxelVolumeMm3 / 1000);
    }
}
