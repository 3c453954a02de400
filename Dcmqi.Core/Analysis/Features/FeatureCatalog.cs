namespace Dcmqi.Analysis;

/// <summary>All features, in the order in which they are given.</summary>
internal static class FeatureCatalog
{
    public static readonly IReadOnlyList<FeatureDefinition> All = [.. Shapes(), .. Meshes(), .. Diameters(), .. Intensities(), .. Peaks(), .. Histograms()];

    // Neither PS3.16 nor IBSI has a code for any percentile; its rank is a parameter.
    private static CodedConcept Percentile => new("Percentile", "99DCMQI", "Percentile");

    private static readonly Dictionary<SegmentFeature, FeatureDefinition> ByFeature = All.ToDictionary(definition => definition.Feature);

    public static FeatureDefinition Of(SegmentFeature feature) => ByFeature[feature];

    private static IEnumerable<FeatureDefinition> Shapes()
    {
        const FeatureFamily Family = FeatureFamily.Shape;
        return
        [
            new(SegmentFeature.VoxelVolume, Family, "Volume", FeatureUnit.CubicMillimeter, Codes.Ibsi.VolumeFromVoxelSummation, Method: Codes.Dcm.SumOfSegmentedVoxelVolumes),
            new(SegmentFeature.MajorAxisLength, Family, "Major axis length", FeatureUnit.Millimeter, Codes.Ibsi.MajorAxisIn3DLength),
            new(SegmentFeature.MinorAxisLength, Family, "Minor axis length", FeatureUnit.Millimeter, Codes.Ibsi.MinorAxisIn3DLength),
            new(SegmentFeature.LeastAxisLength, Family, "Least axis length", FeatureUnit.Millimeter, Codes.Ibsi.LeastAxisIn3DLength),
            new(SegmentFeature.Elongation, Family, "Elongation", FeatureUnit.None, Codes.Ibsi.Elongation),
            new(SegmentFeature.Flatness, Family, "Flatness", FeatureUnit.None, Codes.Ibsi.Flatness),
            new(SegmentFeature.BoundingBoxVolume, Family, "Bounding box volume", FeatureUnit.CubicMillimeter, Codes.Dcm.VolumeOfBoundingThreeDimensionalRegion),
        ];
    }

    private static IEnumerable<FeatureDefinition> Meshes()
    {
        const FeatureFamily Family = FeatureFamily.Mesh;
        return
        [
            new(SegmentFeature.MeshVolume, Family, "Mesh volume", FeatureUnit.CubicMillimeter, Codes.Ibsi.VolumeOfMesh),
            new(SegmentFeature.SurfaceArea, Family, "Surface area", FeatureUnit.SquareMillimeter, Codes.Ibsi.SurfaceAreaOfMesh),
            new(SegmentFeature.SurfaceToVolumeRatio, Family, "Surface to volume ratio", FeatureUnit.PerMillimeter, Codes.Ibsi.SurfaceToVolumeRatio),
            new(SegmentFeature.Sphericity, Family, "Sphericity", FeatureUnit.None, Codes.Ibsi.Sphericity),
            new(SegmentFeature.SphericalDisproportion, Family, "Spherical disproportion", FeatureUnit.None, Codes.Ibsi.SphericalDisproportion),
            new(SegmentFeature.Asphericity, Family, "Asphericity", FeatureUnit.None, Codes.Ibsi.Asphericity),
            new(SegmentFeature.Compactness1, Family, "Compactness 1", FeatureUnit.None, Codes.Ibsi.Compactness1),
            new(SegmentFeature.Compactness2, Family, "Compactness 2", FeatureUnit.None, Codes.Ibsi.Compactness2),
            new(SegmentFeature.VolumeDensityAlignedBox, Family, "Volume density in aligned box", FeatureUnit.None, Codes.Ibsi.VolumeDensityInFrameOfReferenceAxisAlignedBoundingBox),
            new(SegmentFeature.AreaDensityAlignedBox, Family, "Area density in aligned box", FeatureUnit.None, Codes.Ibsi.AreaDensityInFrameOfReferenceAxisAlignedBoundingBox),
            new(SegmentFeature.VolumeDensityEllipsoid, Family, "Volume density in ellipsoid", FeatureUnit.None, Codes.Ibsi.VolumeDensityInApproximateEnclosingEllipsoid),
            new(SegmentFeature.AreaDensityEllipsoid, Family, "Area density in ellipsoid", FeatureUnit.None, Codes.Ibsi.AreaDensityInApproximateEnclosingEllipsoid),
        ];
    }

    private static IEnumerable<FeatureDefinition> Diameters()
    {
        const FeatureFamily Family = FeatureFamily.Diameters;
        return
        [
            new(SegmentFeature.Maximum3DDiameter, Family, "Maximum 3D diameter", FeatureUnit.Millimeter, Codes.Ibsi.Maximum3DDiameterOfAMesh),
            new(SegmentFeature.LongAxis, Family, "Long axis", FeatureUnit.Millimeter, Codes.Sct.LongAxis),
            new(SegmentFeature.ShortAxis, Family, "Short axis", FeatureUnit.Millimeter, Codes.Sct.ShortAxis),
        ];
    }

    // Codes of IBSI 3.3 are not in a context group of PS3.16; its scheme is (PS3.16 8.1), and CID 7464 may be extended.
    private static IEnumerable<FeatureDefinition> Intensities()
    {
        const FeatureFamily Family = FeatureFamily.Intensity;
        return
        [
            Value(SegmentFeature.Mean, "Mean", "Q4LE", "Mean intensity", Codes.Sct.Mean),
            new(SegmentFeature.Variance, Family, "Variance", FeatureUnit.ImageSquared, Ibsi("ECT3", "Intensity variance"), Codes.Umls.Variance),
            new(SegmentFeature.StandardDeviation, Family, "Standard deviation", FeatureUnit.Image, Ibsi("ECT3", "Intensity variance"), Codes.Sct.StandardDeviation),
            new(SegmentFeature.Skewness, Family, "Skewness", FeatureUnit.None, Ibsi("KE2A", "Intensity skewness"), Codes.Dcm.Skewness),
            new(SegmentFeature.ExcessKurtosis, Family, "Excess kurtosis", FeatureUnit.None, Ibsi("IPH6", "Excess intensity kurtosis"), Codes.Dcm.Kurtosis),
            Value(SegmentFeature.Median, "Median", "Y12H", "Median intensity", Codes.Sct.Median),
            Value(SegmentFeature.Minimum, "Minimum", "1GSF", "Minimum intensity", Codes.Sct.Minimum),
            Value(SegmentFeature.Percentile10, "10th percentile", "QG58", "10th intensity percentile"),
            Value(SegmentFeature.Percentile90, "90th percentile", "8DWT", "90th intensity percentile"),
            Value(SegmentFeature.Maximum, "Maximum", "84IY", "Maximum intensity", Codes.Sct.Maximum),
            Value(SegmentFeature.InterquartileRange, "Interquartile range", "SALO", "Intensity interquartile range"),
            Value(SegmentFeature.Range, "Range", "2OJQ", "Intensity range"),
            Value(SegmentFeature.MeanAbsoluteDeviation, "Mean absolute deviation", "4FUA", "Intensity-based mean absolute deviation"),
            Value(SegmentFeature.RobustMeanAbsoluteDeviation, "Robust mean absolute deviation", "1128", "Intensity-based robust mean absolute deviation"),
            Value(SegmentFeature.MedianAbsoluteDeviation, "Median absolute deviation", "N72L", "Intensity-based median absolute deviation"),
            new(SegmentFeature.CoefficientOfVariation, Family, "Coefficient of variation", FeatureUnit.None, Ibsi("7TET", "Intensity-based coefficient of variation"), Codes.Umls.CoefficientOfVariance),
            Ratio(SegmentFeature.QuartileCoefficientOfDispersion, "Quartile coefficient of dispersion", "9S40", "Intensity-based quartile coefficient of dispersion"),
            new(SegmentFeature.Energy, Family, "Energy", FeatureUnit.ImageSquared, Ibsi("N8CA", "Intensity-based energy"), Ibsi("N8CA", "Intensity-based energy")),
            Value(SegmentFeature.RootMeanSquare, "Root mean square", "5ZWQ", "Root mean square intensity", Codes.Umls.RootMeanSquare),
            new(SegmentFeature.Percentile, Family, "Percentile", FeatureUnit.Image, Percentile, Percentile),
            new(SegmentFeature.CenterOfMassShift, Family, "Centre of mass shift", FeatureUnit.Millimeter, Codes.Ibsi.CentreOfMassShift),
            new(SegmentFeature.IntegratedIntensity, Family, "Integrated intensity", FeatureUnit.ImageTimesCubicMillimeter, Codes.Ibsi.IntegratedIntensity),
            new(SegmentFeature.TotalLesionGlycolysis, Family, "Total lesion glycolysis", FeatureUnit.Gram, Codes.Dcm.TotalLesionGlycolysis),
        ];
    }

    private static IEnumerable<FeatureDefinition> Peaks() =>
    [
        new(SegmentFeature.LocalPeak, FeatureFamily.Peak, "Local peak (1 mL)", FeatureUnit.Image, Ibsi("VJGA", "Local intensity peak"), Ibsi("VJGA", "Local intensity peak")),
        new(SegmentFeature.GlobalPeak, FeatureFamily.Peak, "Peak (1 mL)", FeatureUnit.Image, Ibsi("0F91", "Global intensity peak"), Codes.Dcm.PeakValueWithinROI),
    ];

    private static IEnumerable<FeatureDefinition> Histograms() =>
    [
        new(SegmentFeature.HistogramEntropy, FeatureFamily.Histogram, "Histogram entropy", FeatureUnit.None, Codes.Ibsi.IntensityHistogramEntropy),
        new(SegmentFeature.HistogramUniformity, FeatureFamily.Histogram, "Histogram uniformity", FeatureUnit.None, Codes.Ibsi.IntensityHistogramUniformity),
        new(SegmentFeature.HistogramMean, FeatureFamily.Histogram, "Histogram mean", FeatureUnit.None, Codes.Ibsi.IntensityHistogramMean),
        new(SegmentFeature.HistogramVariance, FeatureFamily.Histogram, "Histogram variance", FeatureUnit.None, Codes.Ibsi.IntensityHistogramVariance),
        new(SegmentFeature.HistogramSkewness, FeatureFamily.Histogram, "Histogram skewness", FeatureUnit.None, Codes.Ibsi.IntensityHistogramSkewness),
        new(SegmentFeature.HistogramKurtosis, FeatureFamily.Histogram, "Histogram kurtosis", FeatureUnit.None, Codes.Ibsi.IntensityHistogramKurtosis),
        new(SegmentFeature.HistogramMedian, FeatureFamily.Histogram, "Histogram median", FeatureUnit.None, Codes.Ibsi.IntensityHistogramMedian),
        new(SegmentFeature.HistogramMinimum, FeatureFamily.Histogram, "Histogram minimum", FeatureUnit.None, Codes.Ibsi.IntensityHistogramMinimumGrayLevel),
        new(SegmentFeature.HistogramPercentile10, FeatureFamily.Histogram, "Histogram 10th percentile", FeatureUnit.None, Codes.Ibsi.IntensityHistogram10thPercentile),
        new(SegmentFeature.HistogramPercentile90, FeatureFamily.Histogram, "Histogram 90th percentile", FeatureUnit.None, Codes.Ibsi.IntensityHistogram90thPercentile),
        new(SegmentFeature.HistogramMaximum, FeatureFamily.Histogram, "Histogram maximum", FeatureUnit.None, Codes.Ibsi.IntensityHistogramMaximumGrayLevel),
        new(SegmentFeature.HistogramMode, FeatureFamily.Histogram, "Histogram mode", FeatureUnit.None, Codes.Ibsi.IntensityHistogramMode),
        new(SegmentFeature.HistogramInterquartileRange, FeatureFamily.Histogram, "Histogram interquartile range", FeatureUnit.None, Codes.Ibsi.IntensityHistogramInterquartileRange),
        new(SegmentFeature.HistogramRange, FeatureFamily.Histogram, "Histogram range", FeatureUnit.None, Codes.Ibsi.IntensityHistogramRange),
        new(SegmentFeature.HistogramMeanAbsoluteDeviation, FeatureFamily.Histogram, "Histogram mean absolute deviation", FeatureUnit.None, Codes.Ibsi.IntensityHistogramMeanAbsoluteDeviation),
        new(SegmentFeature.HistogramRobustMeanAbsoluteDeviation, FeatureFamily.Histogram, "Histogram robust mean absolute deviation", FeatureUnit.None, Codes.Ibsi.IntensityHistogramRobustMeanAbsoluteDeviation),
        new(SegmentFeature.HistogramMedianAbsoluteDeviation, FeatureFamily.Histogram, "Histogram median absolute deviation", FeatureUnit.None, Codes.Ibsi.IntensityHistogramMedianAbsoluteDeviation),
        new(SegmentFeature.HistogramCoefficientOfVariation, FeatureFamily.Histogram, "Histogram coefficient of variation", FeatureUnit.None, Codes.Ibsi.IntensityHistogramCoefficientOfVariation),
        new(SegmentFeature.HistogramQuartileCoefficientOfDispersion, FeatureFamily.Histogram, "Histogram quartile coefficient of dispersion", FeatureUnit.None, Codes.Ibsi.IntensityHistogramQuartileCoefficientOfDispersion),
        new(SegmentFeature.HistogramMaximumGradient, FeatureFamily.Histogram, "Histogram maximum gradient", FeatureUnit.None, Codes.Ibsi.IntensityHistogramMaximumGradient),
        new(SegmentFeature.HistogramMaximumGradientLevel, FeatureFamily.Histogram, "Histogram maximum gradient level", FeatureUnit.None, Codes.Ibsi.IntensityHistogramMaximumGradientGrayLevel),
        new(SegmentFeature.HistogramMinimumGradient, FeatureFamily.Histogram, "Histogram minimum gradient", FeatureUnit.None, Codes.Ibsi.IntensityHistogramMinimumGradient),
        new(SegmentFeature.HistogramMinimumGradientLevel, FeatureFamily.Histogram, "Histogram minimum gradient level", FeatureUnit.None, Codes.Ibsi.IntensityHistogramMinimumGradientGrayLevel),
    ];

    private static FeatureDefinition Value(SegmentFeature feature, string title, string code, string meaning, CodedConcept? derivation = null) =>
        new(feature, FeatureFamily.Intensity, title, FeatureUnit.Image, Ibsi(code, meaning), derivation ?? Ibsi(code, meaning));

    private static FeatureDefinition Ratio(SegmentFeature feature, string title, string code, string meaning) =>
        new(feature, FeatureFamily.Intensity, title, FeatureUnit.None, Ibsi(code, meaning), Ibsi(code, meaning));

    private static CodedConcept Ibsi(string code, string meaning) => new(code, "IBSI", meaning);
}
