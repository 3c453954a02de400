using Dcmqi.Metadata;

namespace Dcmqi.Measurements;

/// <summary>The features of PyRadiomics by class and name, with the codes of IBSI; those without one have an empty code.</summary>
/// <remarks>Of its list of features, with those that are deprecated. Two-dimensional shapes are not defined by IBSI.</remarks>
internal static class PyRadiomicsFeatures
{
    private static readonly Dictionary<string, Dictionary<string, string>> Classes = new(StringComparer.Ordinal)
    {
        ["shape"] = Table(
            "MeshVolume RNU0, VoxelVolume YEKZ, SurfaceArea C0JK, SurfaceVolumeRatio 2PR5, Sphericity QCFX, Compactness1 SKGS, Compactness2 BQWJ, SphericalDisproportion KRCK, Maximum3DDiameter L0JK, "
            + "Maximum2DDiameterSlice, Maximum2DDiameterColumn, Maximum2DDiameterRow, MajorAxisLength TDIC, MinorAxisLength P9VJ, LeastAxisLength 7J51, Elongation Q3CK, Flatness N17B"),
        ["shape2D"] = Table("MeshSurface, PixelSurface, Perimeter, PerimeterSurfaceRatio, Sphericity, SphericalDisproportion, MaximumDiameter, MajorAxisLength, MinorAxisLength, Elongation"),
        ["firstorder"] = Table(
            "Energy N8CA, TotalEnergy, Entropy TLU2, Minimum 1GSF, 10Percentile QG58, 90Percentile 8DWT, Maximum 84IY, Mean Q4LE, Median Y12H, InterquartileRange SALO, Range 2OJQ, MeanAbsoluteDeviation 4FUA, "
            + "RobustMeanAbsoluteDeviation 1128, RootMeanSquared 5ZWQ, StandardDeviation, Skewness KE2A, Kurtosis IPH6, Variance ECT3, Uniformity BJ5W"),
        ["glcm"] = Table(
            "Autocorrelation QWB0, JointAverage 60VM, ClusterProminence AE86, ClusterShade 7NFM, ClusterTendency DG8W, Contrast ACUI, Correlation NI2N, DifferenceAverage TF7R, DifferenceEntropy NTRS, "
            + "DifferenceVariance D3YU, Dissimilarity 8S9J, JointEnergy 8ZQL, JointEntropy TU9B, Homogeneity1 IB1Z, Homogeneity2 WF0Z, Imc1 R8DG, Imc2 JN9H, Idm WF0Z, MCC, Idmn 1QCO, Id IB1Z, Idn NDRX, "
            + "InverseVariance E8JP, MaximumProbability GYBY, SumAverage ZGXS, SumVariance OEEB, SumEntropy P6QZ, SumSquares UR99"),
        ["glrlm"] = Table(
            "ShortRunEmphasis 22OV, LongRunEmphasis W4KF, GrayLevelNonUniformity R5YN, GrayLevelNonUniformityNormalized OVBL, RunLengthNonUniformity W92Y, RunLengthNonUniformityNormalized IC23, RunPercentage 9ZK5, "
            + "GrayLevelVariance 8CE5, RunVariance SXLW, RunEntropy HJ9O, LowGrayLevelRunEmphasis V3SW, HighGrayLevelRunEmphasis G3QZ, ShortRunLowGrayLevelEmphasis HTZT, ShortRunHighGrayLevelEmphasis GD3A, "
            + "LongRunLowGrayLevelEmphasis IVPO, LongRunHighGrayLevelEmphasis 3KUM"),
        ["glszm"] = Table(
            "SmallAreaEmphasis 5QRC, LargeAreaEmphasis 48P8, GrayLevelNonUniformity JNSA, GrayLevelNonUniformityNormalized Y1RO, SizeZoneNonUniformity 4JP3, SizeZoneNonUniformityNormalized VB3A, ZonePercentage P30P, "
            + "GrayLevelVariance BYLV, ZoneVariance 3NSA, ZoneEntropy GU8N, LowGrayLevelZoneEmphasis XMSY, HighGrayLevelZoneEmphasis 5GN9, SmallAreaLowGrayLevelEmphasis 5RAI, SmallAreaHighGrayLevelEmphasis HW1V, "
            + "LargeAreaLowGrayLevelEmphasis YH51, LargeAreaHighGrayLevelEmphasis J17V"),
        ["gldm"] = Table(
            "SmallDependenceEmphasis SODN, LargeDependenceEmphasis IMOQ, GrayLevelNonUniformity FP8K, GrayLevelNonUniformityNormalized 5SPA, DependenceNonUniformity Z87G, DependenceNonUniformityNormalized OKJI, "
            + "GrayLevelVariance 1PFV, DependenceVariance DNX2, DependenceEntropy FCBV, DependencePercentage 6XV8, LowGrayLevelEmphasis TL9H, HighGrayLevelEmphasis OAE7, SmallDependenceLowGrayLevelEmphasis EQ3F, "
            + "SmallDependenceHighGrayLevelEmphasis JA6D, LargeDependenceLowGrayLevelEmphasis NBZI, LargeDependenceHighGrayLevelEmphasis 9QMG"),
        ["ngtdm"] = Table("Coarseness QCDE, Contrast 65HE, Busyness NQ30, Complexity HDEZ, Strength 1X9X"),
    };

    public static IReadOnlyList<string> ClassNames { get; } = [.. Classes.Keys];

    /// <summary>The names of a class, or none where it is not known.</summary>
    public static IReadOnlyList<string> NamesOf(string featureClass) => Classes.TryGetValue(featureClass, out Dictionary<string, string>? names) ? [.. names.Keys] : [];

    /// <summary>The feature, or <see langword="null"/> where it is not known.</summary>
    public static FeatureName? Find(string featureClass, string name, string scheme)
    {
        if (!Classes.TryGetValue(featureClass, out Dictionary<string, string>? names) || !names.TryGetValue(name, out string? code))
            return null;
        string text = $"{featureClass}_{name}";
        return new FeatureName
        {
            Ibsi = code.Length == 0 ? null : code,
            Private = new CodedConcept(text, scheme, text),
            PrivateUnit = PrivateUnitOf(text),
            PrivateDerivation = text == "firstorder_StandardDeviation" ? Codes.Sct.StandardDeviation : null,
            Method = text == "shape_VoxelVolume" ? Codes.Dcm.SumOfSegmentedVoxelVolumes : null,
            IsOfBins = featureClass is not ("shape" or "shape2D" or "firstorder") || text is "firstorder_Entropy" or "firstorder_Uniformity",
            IsSumOfSquares = text is "firstorder_Energy" or "firstorder_TotalEnergy" or "firstorder_RootMeanSquared",

            // PyRadiomics gives 3 for values of a normal distribution, IBSI 0.
            Excess = text == "firstorder_Kurtosis" ? 3 : 0,
        };
    }

    private static FeatureUnit PrivateUnitOf(string text) => text switch
    {
        "shape_Maximum2DDiameterSlice" or "shape_Maximum2DDiameterColumn" or "shape_Maximum2DDiameterRow" => FeatureUnit.Millimeter,
        "shape2D_Perimeter" or "shape2D_MaximumDiameter" or "shape2D_MajorAxisLength" or "shape2D_MinorAxisLength" => FeatureUnit.Millimeter,
        "shape2D_MeshSurface" or "shape2D_PixelSurface" => FeatureUnit.SquareMillimeter,
        "shape2D_PerimeterSurfaceRatio" => FeatureUnit.PerMillimeter,
        "firstorder_StandardDeviation" or "firstorder_RootMeanSquared" => FeatureUnit.Image,
        "firstorder_Energy" => FeatureUnit.ImageSquared,
        "firstorder_TotalEnergy" => FeatureUnit.ImageSquaredTimesCubicMillimeter,
        _ => FeatureUnit.None,
    };

    private static Dictionary<string, string> Table(string features) => features.Split(", ")
        .Select(feature => feature.Split(' '))
        .ToDictionary(feature => feature[0], feature => feature.Length > 1 ? feature[1] : "", StringComparer.Ordinal);
}
