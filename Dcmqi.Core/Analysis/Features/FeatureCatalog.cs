using Dcmqi.Metadata;

namespace Dcmqi.Analysis;

/// <summary>All features, in the order in which they are given.</summary>
internal static class FeatureCatalog
{
    public static readonly IReadOnlyList<FeatureDefinition> All = [.. Shapes(), .. Meshes(), .. Diameters(), .. Intensities(), .. Peaks(), .. Histograms(), .. Hulls(), .. VolumeHistograms(), .. Spatial()];

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

    private static IEnumerable<FeatureDefinition> Intensities()
    {
        const FeatureFamily Family = FeatureFamily.Intensity;
        return
        [
            Of(SegmentFeature.Mean, Family, "Mean", "Q4LE"),
            Of(SegmentFeature.Variance, Family, "Variance", "ECT3"),
            Of(SegmentFeature.StandardDeviation, Family, "Standard deviation", "ECT3") with { Unit = FeatureUnit.Image, Derivation = Codes.Sct.StandardDeviation },
            Of(SegmentFeature.Skewness, Family, "Skewness", "KE2A"),
            Of(SegmentFeature.ExcessKurtosis, Family, "Excess kurtosis", "IPH6"),
            Of(SegmentFeature.Median, Family, "Median", "Y12H"),
            Of(SegmentFeature.Minimum, Family, "Minimum", "1GSF"),
            Of(SegmentFeature.Percentile10, Family, "10th percentile", "QG58"),
            Of(SegmentFeature.Percentile90, Family, "90th percentile", "8DWT"),
            Of(SegmentFeature.Maximum, Family, "Maximum", "84IY"),
            Of(SegmentFeature.InterquartileRange, Family, "Interquartile range", "SALO"),
            Of(SegmentFeature.Range, Family, "Range", "2OJQ"),
            Of(SegmentFeature.MeanAbsoluteDeviation, Family, "Mean absolute deviation", "4FUA"),
            Of(SegmentFeature.RobustMeanAbsoluteDeviation, Family, "Robust mean absolute deviation", "1128"),
            Of(SegmentFeature.MedianAbsoluteDeviation, Family, "Median absolute deviation", "N72L"),
            Of(SegmentFeature.CoefficientOfVariation, Family, "Coefficient of variation", "7TET"),
            Of(SegmentFeature.QuartileCoefficientOfDispersion, Family, "Quartile coefficient of dispersion", "9S40"),
            Of(SegmentFeature.Energy, Family, "Energy", "N8CA"),
            Of(SegmentFeature.RootMeanSquare, Family, "Root mean square", "5ZWQ"),
            new(SegmentFeature.Percentile, Family, "Percentile", FeatureUnit.Image, Percentile, Percentile),
            Of(SegmentFeature.CenterOfMassShift, Family, "Centre of mass shift", "KLMA"),
            Of(SegmentFeature.IntegratedIntensity, Family, "Integrated intensity", "99N0"),
            new(SegmentFeature.TotalLesionGlycolysis, Family, "Total lesion glycolysis", FeatureUnit.Gram, Codes.Dcm.TotalLesionGlycolysis),
        ];
    }

    private static IEnumerable<FeatureDefinition> Peaks() =>
    [
        Of(SegmentFeature.LocalPeak, FeatureFamily.Peak, "Local peak (1 mL)", "VJGA"),
        Of(SegmentFeature.GlobalPeak, FeatureFamily.Peak, "Peak (1 mL)", "0F91"),
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

    // IBSI has no code for diameters in planes; these are the codes that tables of PyRadiomics get.
    private static IEnumerable<FeatureDefinition> Hulls()
    {
        static CodedConcept PyRadiomics(string name) => new($"shape_{name}", "99PYRADIOMICS", $"shape_{name}");
        return
        [
            Of(SegmentFeature.VolumeDensityConvexHull, FeatureFamily.Hull, "Volume density in convex hull", "R3ER"),
            Of(SegmentFeature.AreaDensityConvexHull, FeatureFamily.Hull, "Area density in convex hull", "7T7F"),
            new(SegmentFeature.MaximumDiameterSlice, FeatureFamily.Hull, "Maximum diameter in a slice", FeatureUnit.Millimeter, PyRadiomics("Maximum2DDiameterSlice")),
            new(SegmentFeature.MaximumDiameterColumn, FeatureFamily.Hull, "Maximum diameter along x and z", FeatureUnit.Millimeter, PyRadiomics("Maximum2DDiameterColumn")),
            new(SegmentFeature.MaximumDiameterRow, FeatureFamily.Hull, "Maximum diameter along y and z", FeatureUnit.Millimeter, PyRadiomics("Maximum2DDiameterRow")),
        ];
    }

    private static IEnumerable<FeatureDefinition> VolumeHistograms() =>
    [
        Of(SegmentFeature.VolumeAtIntensity10, FeatureFamily.VolumeHistogram, "Volume at 10 % intensity", "NK6P"),
        Of(SegmentFeature.VolumeAtIntensity90, FeatureFamily.VolumeHistogram, "Volume at 90 % intensity", "4279"),
        Of(SegmentFeature.IntensityAtVolume10, FeatureFamily.VolumeHistogram, "Intensity at 10 % volume", "PWN1"),
        Of(SegmentFeature.IntensityAtVolume90, FeatureFamily.VolumeHistogram, "Intensity at 90 % volume", "BOHI"),
        Of(SegmentFeature.VolumeFractionDifference, FeatureFamily.VolumeHistogram, "Volume fraction difference", "WITY"),
        Of(SegmentFeature.IntensityFractionDifference, FeatureFamily.VolumeHistogram, "Intensity fraction difference", "JXJA"),
        Of(SegmentFeature.VolumeHistogramArea, FeatureFamily.VolumeHistogram, "Area under the volume histogram", "9CMM"),
    ];

    private static IEnumerable<FeatureDefinition> Spatial() =>
    [
        Of(SegmentFeature.MoranI, FeatureFamily.Spatial, "Moran's I", "N365"),
        Of(SegmentFeature.GearyC, FeatureFamily.Spatial, "Geary's C", "NPT7"),
    ];

    private static FeatureDefinition Of(SegmentFeature feature, FeatureFamily family, string title, string ibsi)
    {
        IbsiFeature defined = IbsiFeature.Of(ibsi);
        return new(feature, family, title, defined.Unit, defined.Concept, defined.Derivation);
    }
}
