using System.Globalization;
using Dcmqi.Analysis.Images;
using Dcmqi.Analysis.Intensity;
using Dcmqi.Metadata;

namespace Dcmqi.Analysis;

/// <summary>Makes features of what is measured of segments. Several threads may ask at once.</summary>
/// <param name="geometry">The grid of the shapes.</param>
/// <param name="image">What values mean; <see langword="null"/> where shapes alone are measured.</param>
/// <param name="options">What is measured.</param>
internal sealed class SegmentMeter(VolumeGeometry geometry, MeasuredImage? image, SegmentMeasurementOptions options)
{
    private readonly SegmentShape _shape = new(geometry, options);

    /// <param name="segment">The segment.</param>
    /// <param name="region">Its voxels on the grid of the shapes.</param>
    /// <param name="onImage">Its voxels on the grid of the image.</param>
    /// <param name="intensity">Measures values; <see langword="null"/> where none are.</param>
    /// <param name="peaks">The means over spheres, where they were found before.</param>
    public MeasuredSegment Measure(Segment segment, Region region, Region onImage, SegmentIntensity? intensity, PeakMeans? peaks)
    {
        var values = new Dictionary<SegmentFeature, double>();
        double[]? percentiles = null;
        Region outlined = region.Outlined();
        IReadOnlyList<PlaneDiameters> planes = _shape.Measure(region, outlined, (feature, value) => values[feature] = value);
        bool hasValues = intensity is not null && !onImage.IsEmpty
            && intensity.Measure(onImage, ReferenceEquals(region, onImage) ? outlined : onImage.Outlined(), peaks, (feature, value) => values[feature] = value, found => percentiles = found);
        if (values.TryGetValue(SegmentFeature.Mean, out double mean) && values.TryGetValue(SegmentFeature.MeshVolume, out double volume))
            values[SegmentFeature.IntegratedIntensity] = mean * volume;

        var features = new List<MeasuredFeature>();
        foreach (FeatureDefinition definition in FeatureCatalog.All.Where(IsMeasured))
        {
            CodedConcept missing = region.IsEmpty ? Codes.Dcm.ValueIndeterminate
                : (definition.Family & FeatureFamily.AllIntensity) != 0 && !hasValues ? Codes.Dcm.ValueUnknown
                : definition.Family == FeatureFamily.Spatial ? Codes.Dcm.MeasurementNotAttempted
                : Codes.Dcm.ValueIndeterminate;
            if (definition.Feature != SegmentFeature.Percentile)
                features.Add(Feature(definition, values.TryGetValue(definition.Feature, out double value) ? value : null, missing));
            else
                features.AddRange(options.Percentiles.Select((percentile, index) => Percentile(definition, percentile, percentiles?[index], missing)));
        }

        return new MeasuredSegment(segment, features)
        {
            VoxelCount = region.VoxelCount,
            CentroidMm = region.IsEmpty ? null : Centroid(region),
            FirstIndex = region.IsEmpty ? null : region.First,
            LastIndex = region.IsEmpty ? null : region.Last,
            PlaneDiameters = planes,
        };
    }

    private bool IsMeasured(FeatureDefinition definition) =>
        options.Wants(definition.Feature)
        && (image is not null || (definition.Family & FeatureFamily.AllIntensity) == 0)
        && (definition.Feature != SegmentFeature.TotalLesionGlycolysis || image!.IsUptake)
        && (definition.Feature != SegmentFeature.IntegratedIntensity || options.WantsAny(FeatureFamily.Mesh) || options.Features is not null);

    private Vector3d Centroid(Region region)
    {
        Vector3d center = new Shape.RegionMoments(region).Center;
        return geometry.IndexToPatient(center.X, center.Y, center.Z);
    }

    private MeasuredFeature Percentile(FeatureDefinition definition, double percentile, double? value, CodedConcept missing)
    {
        string number = percentile.ToString(CultureInfo.InvariantCulture);
        return Feature(definition, value, missing) with { Title = $"Percentile {number}", PercentileRank = percentile };
    }

    private MeasuredFeature Feature(FeatureDefinition definition, double? value, CodedConcept missing)
    {
        // A value of the quantity in the image is named by the quantity; where nobody says what that is, by IBSI's definition.
        IntensityResegmentation? resegmentation = (definition.Family & FeatureFamily.AllIntensity) != 0 ? options.Resegmentation : null;
        bool isNamedByQuantity = definition.IsOfQuantity && image?.Quantity is not null;
        return new MeasuredFeature
        {
            Feature = definition.Feature,
            Title = definition.Title,
            Name = isNamedByQuantity ? image!.Quantity! : definition.Concept,
            Derivation = isNamedByQuantity || definition.Derivation != definition.Concept ? definition.Derivation : null,
            Method = definition.Method ?? (isNamedByQuantity ? image!.Method ?? (definition.Derivation != definition.Concept ? definition.Concept : null) : null),
            Unit = UnitAlgebra.Of(IsOfLevels(definition) ? FeatureUnit.None : definition.Unit, image?.Unit ?? Codes.Ucum.NoUnits),
            Value = value is { } number && double.IsFinite(number) ? number : null,
            Qualifier = Qualifier(value, missing),
            Parameter = definition.Family switch
            {
                FeatureFamily.Histogram => options.Bins.ToString(),
                FeatureFamily.VolumeHistogram => VolumeHistogramBins?.ToString() ?? "values as they are",
                _ => null,
            },
            Modifiers = resegmentation?.Modifiers ?? [],
            DerivationParameters = resegmentation?.Parameters(image?.Unit ?? Codes.Ucum.NoUnits) ?? [],
        };
    }

    private IntensityBins? VolumeHistogramBins => options.VolumeHistogramBins ?? image?.DefaultVolumeHistogramBins;

    // IBSI 3.5: of a fixed number of bins, intensities are the numbers of bins.
    private bool IsOfLevels(FeatureDefinition definition) => definition.Family == FeatureFamily.VolumeHistogram && VolumeHistogramBins?.Number is not null;

    // A quotient is not finite where what it is divided by is 0: one voxel has no axes, equal values have no spread.
    private static CodedConcept? Qualifier(double? value, CodedConcept missing) => value switch
    {
        null => missing,
        { } number when double.IsFinite(number) => null,
        _ => Codes.Dcm.DivideByZero,
    };
}
