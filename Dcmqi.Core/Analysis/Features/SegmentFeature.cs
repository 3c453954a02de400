namespace Dcmqi;

/// <summary>The features that can be measured of a segment. Definitions are those of the Image Biomarker Standardisation Initiative (IBSI) where it has one; its code is given in brackets.</summary>
public enum SegmentFeature
{
    /// <summary>Number of voxels times the volume of one [YEKZ].</summary>
    VoxelVolume,

    /// <summary>4 times the standard deviation along the longest principal axis [TDIC].</summary>
    MajorAxisLength,

    /// <summary>The same along the second principal axis [P9VJ].</summary>
    MinorAxisLength,

    /// <summary>The same along the shortest principal axis [7J51].</summary>
    LeastAxisLength,

    /// <summary>Minor over major axis length [Q3CK].</summary>
    Elongation,

    /// <summary>Least over major axis length [N17B].</summary>
    Flatness,

    /// <summary>The volume of the smallest box along the axes of the grid that holds all voxels.</summary>
    BoundingBoxVolume,

    /// <summary>The volume that the surface mesh encloses [RNU0].</summary>
    MeshVolume,

    /// <summary>The area of the surface mesh [C0JK].</summary>
    SurfaceArea,

    /// <summary>Surface area over mesh volume [2PR5].</summary>
    SurfaceToVolumeRatio,

    /// <summary>How much it is a sphere, 1 for a sphere [QCFX].</summary>
    Sphericity,

    /// <summary>1 over sphericity [KRCK].</summary>
    SphericalDisproportion,

    /// <summary>Spherical disproportion less 1 [25C7].</summary>
    Asphericity,

    /// <summary>Volume over area to the power of 3/2, in IBSI's first form [SKGS].</summary>
    Compactness1,

    /// <summary>Sphericity to the power of 3 [BQWJ].</summary>
    Compactness2,

    /// <summary>The largest distance of two vertices of the surface mesh [L0JK].</summary>
    Maximum3DDiameter,

    /// <summary>The longest line within the outline in any one plane.</summary>
    LongAxis,

    /// <summary>The longest line at right angles to the long axis, in its plane.</summary>
    ShortAxis,

    /// <summary>The distance between the centre of the voxels and that weighted by their values [KLMA].</summary>
    CenterOfMassShift,

    /// <summary>Mean value times mesh volume [99N0]. Measured where the family Mesh is too.</summary>
    IntegratedIntensity,

    /// <summary>Mean [Q4LE].</summary>
    Mean,

    /// <summary>Variance, divided by the number of voxels [ECT3].</summary>
    Variance,

    /// <summary>Square root of the variance.</summary>
    StandardDeviation,

    /// <summary>Skewness [KE2A].</summary>
    Skewness,

    /// <summary>Excess kurtosis [IPH6].</summary>
    ExcessKurtosis,

    /// <summary>Median [Y12H].</summary>
    Median,

    /// <summary>Minimum [1GSF].</summary>
    Minimum,

    /// <summary>10th percentile [QG58].</summary>
    Percentile10,

    /// <summary>90th percentile [8DWT].</summary>
    Percentile90,

    /// <summary>Maximum [84IY].</summary>
    Maximum,

    /// <summary>75th less 25th percentile [SALO].</summary>
    InterquartileRange,

    /// <summary>Maximum less minimum [2OJQ].</summary>
    Range,

    /// <summary>Mean distance from the mean [4FUA].</summary>
    MeanAbsoluteDeviation,

    /// <summary>The same of the values from the 10th to the 90th percentile [1128].</summary>
    RobustMeanAbsoluteDeviation,

    /// <summary>Mean distance from the median [N72L].</summary>
    MedianAbsoluteDeviation,

    /// <summary>Standard deviation over mean [7TET].</summary>
    CoefficientOfVariation,

    /// <summary>Difference of the quartiles over their sum [9S40].</summary>
    QuartileCoefficientOfDispersion,

    /// <summary>Sum of squares [N8CA].</summary>
    Energy,

    /// <summary>Square root of the mean square [5ZWQ].</summary>
    RootMeanSquare,

    /// <summary>A percentile of <see cref="SegmentMeasurementOptions.Percentiles"/>.</summary>
    Percentile,

    /// <summary>Mean SUV times volume; measured where the values are SUVs.</summary>
    TotalLesionGlycolysis,

    /// <summary>Mean over a sphere of 1 mL around the voxel with the highest value [VJGA].</summary>
    LocalPeak,

    /// <summary>The highest mean over a sphere of 1 mL around a voxel of the segment [0F91].</summary>
    GlobalPeak,

    /// <summary>Entropy of the histogram of discretised values [TLU2].</summary>
    HistogramEntropy,

    /// <summary>Uniformity of the histogram of discretised values [BJ5W].</summary>
    HistogramUniformity,

    /// <summary>Mean number of the bin of the discretised values [X6K6].</summary>
    HistogramMean,

    /// <summary>Variance of the discretised values [CH89].</summary>
    HistogramVariance,

    /// <summary>Skewness of the discretised values [88K1].</summary>
    HistogramSkewness,

    /// <summary>Excess kurtosis of the discretised values [C3I7].</summary>
    HistogramKurtosis,

    /// <summary>Median of the discretised values [WIFQ].</summary>
    HistogramMedian,

    /// <summary>Lowest bin of the discretised values [1PR8].</summary>
    HistogramMinimum,

    /// <summary>10th percentile of the discretised values [GPMT].</summary>
    HistogramPercentile10,

    /// <summary>90th percentile of the discretised values [OZ0C].</summary>
    HistogramPercentile90,

    /// <summary>Highest bin of the discretised values [3NCY].</summary>
    HistogramMaximum,

    /// <summary>The bin that holds most; of several, the one nearest to the mean of the discretised values [AMMC].</summary>
    HistogramMode,

    /// <summary>75th less 25th percentile of the discretised values [WR0O].</summary>
    HistogramInterquartileRange,

    /// <summary>Highest less lowest bin of the discretised values [5Z3W].</summary>
    HistogramRange,

    /// <summary>Mean distance from the mean of the discretised values [D2ZX].</summary>
    HistogramMeanAbsoluteDeviation,

    /// <summary>The same of what lies from the 10th to the 90th percentile of the discretised values [WRZB].</summary>
    HistogramRobustMeanAbsoluteDeviation,

    /// <summary>Mean distance from the median of the discretised values [4RNL].</summary>
    HistogramMedianAbsoluteDeviation,

    /// <summary>Standard deviation over mean of the discretised values [CWYJ].</summary>
    HistogramCoefficientOfVariation,

    /// <summary>Difference of the quartiles over their sum of the discretised values [SLWD].</summary>
    HistogramQuartileCoefficientOfDispersion,

    /// <summary>Largest slope of the histogram of the discretised values [12CE].</summary>
    HistogramMaximumGradient,

    /// <summary>The bin with the largest slope of the discretised values [8E6O].</summary>
    HistogramMaximumGradientLevel,

    /// <summary>Smallest slope of the histogram of the discretised values [VQB3].</summary>
    HistogramMinimumGradient,

    /// <summary>The bin with the smallest slope of the discretised values [RHQZ].</summary>
    HistogramMinimumGradientLevel,

    /// <summary>Mesh volume over that of the smallest box along the axes of the grid that holds the mesh [PBX1].</summary>
    VolumeDensityAlignedBox,

    /// <summary>Area of the mesh over that of the same box [R59B].</summary>
    AreaDensityAlignedBox,

    /// <summary>Mesh volume over that of the ellipsoid that has the three axis lengths [6BDE].</summary>
    VolumeDensityEllipsoid,

    /// <summary>Area of the mesh over that of the same ellipsoid [RDD2].</summary>
    AreaDensityEllipsoid,

    /// <summary>Mesh volume over that of the convex hull of the mesh [R3ER].</summary>
    VolumeDensityConvexHull,

    /// <summary>Area of the mesh over that of its convex hull [7T7F].</summary>
    AreaDensityConvexHull,

    /// <summary>The largest distance of two vertices of the mesh in one plane of the slices (x and y), as PyRadiomics' Maximum2DDiameterSlice.</summary>
    MaximumDiameterSlice,

    /// <summary>The same in one plane along x and z, as PyRadiomics' Maximum2DDiameterColumn.</summary>
    MaximumDiameterColumn,

    /// <summary>The same in one plane along y and z, as PyRadiomics' Maximum2DDiameterRow.</summary>
    MaximumDiameterRow,

    /// <summary>The share of the volume with at least 10 % of the intensity range [NK6P].</summary>
    VolumeAtIntensity10,

    /// <summary>The share of the volume with at least 90 % of the intensity range [4279].</summary>
    VolumeAtIntensity90,

    /// <summary>The lowest intensity that at most 10 % of the volume reaches [PWN1].</summary>
    IntensityAtVolume10,

    /// <summary>The lowest intensity that at most 90 % of the volume reaches [BOHI].</summary>
    IntensityAtVolume90,

    /// <summary><see cref="VolumeAtIntensity10"/> less <see cref="VolumeAtIntensity90"/> [WITY].</summary>
    VolumeFractionDifference,

    /// <summary><see cref="IntensityAtVolume10"/> less <see cref="IntensityAtVolume90"/> [JXJA].</summary>
    IntensityFractionDifference,

    /// <summary>Area under the curve of volume over intensity, both as shares [9CMM].</summary>
    VolumeHistogramArea,

    /// <summary>Moran's I: above 0 where values near to one another are alike [N365].</summary>
    MoranI,

    /// <summary>Geary's C: below 1 where values near to one another are alike [NPT7].</summary>
    GearyC,
}
