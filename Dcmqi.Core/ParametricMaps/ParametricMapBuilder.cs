using Dcmqi.Iods;
using Dcmqi.ParametricMaps;
using Dcmqi.Sources;

namespace Dcmqi;

/// <summary>Makes a DICOM Parametric Map (PS3.3 A.75) from volumes of measured values, the images they were computed from, and what they mean.</summary>
/// <remarks>
/// <para>Volumes whose axes are those of the images in another order or direction (as NIfTI often has them) are reoriented without interpolation.</para>
/// <para>Volumes are copied when they are added, unless <see cref="Ownership"/> hands them over. A builder is for one thread. What <see cref="Build"/> returns may be used from several.</para>
/// </remarks>
public sealed partial class ParametricMapBuilder
{
    private readonly SourceImages _source;
    private readonly ParametricMapMetadata _metadata;
    private readonly List<MapLayer> _layers = [];
    private readonly List<string> _volumeWarnings = [];

    /// <summary>Creates a parametric map.</summary>
    /// <param name="source">The images that the values were computed from.</param>
    /// <param name="metadata">The metadata of the object, and of the values of volumes that are added without metadata of their own.</param>
    public ParametricMapBuilder(SourceImages source, ParametricMapMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(metadata);
        _source = source;
        _metadata = metadata;
    }

    /// <summary>Gets how pixels are stored. If not given: real numbers of 64 bits where a volume has them, or whole numbers of more than 16 bits; whole numbers of 16 bits where all volumes have no more than these, unsigned; else real numbers of 32 bits.</summary>
    public ParametricMapPixelType? PixelType { get; init; }

    /// <summary>Gets the stored value that marks pixels without a value (Pixel Padding Value, Float or Double Float Pixel Padding Value). Default: none. Stored as whole numbers, voxels that are not finite become it; stored as real numbers, voxels that are not a number stay so.</summary>
    public double? PaddingValue { get; init; }

    /// <summary>Gets the difference that one step makes where pixels are stored as whole numbers, in voxel values; above 0. Chosen by the range of the voxels if not given, or 1 where they are whole numbers that fit.</summary>
    public double? StepSize { get; init; }

    /// <summary>Gets the voxel value that is stored as 0 where pixels are stored as whole numbers; chosen by the range of the voxels if not given.</summary>
    public double? StepOrigin { get; init; }

    /// <summary>Gets the Content Label (0070,0080): at most 16 of A-Z, 0-9, space and underscore; <c>PARAMETRIC_MAP</c> if not given.</summary>
    public string? ContentLabel { get; init; }

    /// <summary>Gets the Content Description (0070,0081), at most 64 characters; <c>Parametric map</c> if not given.</summary>
    public string? ContentDescription { get; init; }

    /// <summary>Gets who made the map, with what and when, and under which identifiers. Default: as <see cref="Dcmqi.Authorship"/> says.</summary>
    public Authorship Authorship { get; init; } = new();

    /// <summary>Gets how volumes are brought together with the grid of the images. Default: as <see cref="SourceAlignment"/> says.</summary>
    public SourceAlignment Alignment { get; init; } = new();

    /// <summary>Gets who has the volumes that are added. Default: the caller, so that they are copied; volumes read from a path never need be.</summary>
    public VolumeOwnership Ownership { get; init; } = VolumeOwnership.Caller;

    /// <summary>Checks everything and makes the parametric map.</summary>
    /// <param name="progress">Receives progress: frames as they are composed.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>A map as <c>ParametricMap.Open</c> gives it.</returns>
    /// <exception cref="MetadataException">Metadata made in code breaks its schema; every violation is listed.</exception>
    /// <exception cref="ConversionException">Volumes, metadata and images do not go together; every fault is listed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public ParametricMap Build(IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        CheckOptions();
        List<string> warnings = [];
        foreach (ParametricMapMetadata metadata in _layers.Select(layer => layer.Metadata).Prepend(_metadata).Distinct(ReferenceEqualityComparer.Instance).Cast<ParametricMapMetadata>())
        {
            warnings.AddRange(metadata.Warnings);
            IReadOnlyList<MetadataViolation> violations = metadata.Validate();
            if (violations.Count > 0)
                throw new MetadataException(violations);
        }

        var faults = new List<string>();
        warnings.AddRange(_source.Warnings);
        warnings.AddRange(_volumeWarnings);
        if (_layers.Count == 0)
            faults.Add("No volume was added. Call AddVolume before Build.");
        CheckCoordinates(faults);
        CheckContent(faults);
        CheckSlopes(faults);
        ConversionException.ThrowIfAny(faults);
        VolumeGrids.CheckOne(_layers.ConvertAll(layer => (layer.Name, layer.Geometry)), "All volumes of one map", faults);
        ConversionException.ThrowIfAny(faults);

        IReadOnlyList<MapQuantity> quantities = Quantities(faults, warnings, cancellationToken);
        DerivedPlanes planes = DerivedPlanes.Find(
            _layers[0].Name, _layers[0].Geometry, _source, Alignment.Matching, Alignment.PositionTolerance, quantities[0].Metadata.Derivation!, faults, warnings, TimePoints());
        ConversionException.ThrowIfAny(faults);

        double error = 0;
        foreach (MapQuantity quantity in quantities)
        {
            (double largest, string? warning) = quantity.RoundingError(cancellationToken);
            error = Math.Max(error, largest);
            if (warning is not null)
                warnings.Add(warning);
        }

        Dicom.DataSet dataSet = Compose(quantities, planes, warnings, progress, cancellationToken);
        warnings.AddRange(CodeRules.FaultsIn(dataSet, Dicom.Tags.SharedFunctionalGroupsSequence, Dicom.Tags.PerFrameFunctionalGroupsSequence));
        return ParametricMap.OfBuilt(dataSet, warnings, error);
    }

    /// <summary>Returns number of volumes added, and the images they belong to.</summary>
    public override string ToString() =>
        $"ParametricMapBuilder: {_layers.Count} volume{(_layers.Count == 1 ? "" : "s")} on {_source}";

    // Where all volumes are series, each point in time refers to the images of its own.
    private int TimePoints() => _layers.TrueForAll(layer => layer.TimeIndex is not null) ? _layers.Max(layer => layer.TimeIndex!.Value) : 1;

    // PS3.3 A.75.3, A.75.5: Frame of Reference, Plane Position and Plane Orientation are mandatory, in the patient or on a slide.
    private void CheckCoordinates(List<string> faults)
    {
        if (_source.SlideLevels.Count > 0)
            faults.Add($"{_source} are images of a slide; a volume has no place on it that a Parametric Map could say (PS3.3 A.75). Write its values as segments by SlideSegmentationBuilder.");
        else if (!_source.HasPatientCoordinates)
            faults.Add($"{_source} have no patient coordinates; a Parametric Map must say where its frames lie (PS3.3 A.75). Where the volume itself says it, give SourceImages.None with the context of the images; else keep the values as fractions in a Segmentation.");
    }

    private void CheckOptions()
    {
        Alignment.Check();
        if (!Enum.IsDefined(Ownership))
            throw new ArgumentOutOfRangeException(nameof(Ownership), Ownership, "The ownership is Caller or HandedOver.");
        if (PixelType is { } type && !Enum.IsDefined(type))
            throw new ArgumentOutOfRangeException(nameof(PixelType), type, "The pixel type is Float, Double, UInt16 or UInt8.");
        if (StepSize is { } step && !(step > 0 && double.IsFinite(step)))
            throw new ArgumentOutOfRangeException(nameof(StepSize), step, "The step must be above 0 and finite.");
        if (StepOrigin is { } origin && !double.IsFinite(origin))
            throw new ArgumentOutOfRangeException(nameof(StepOrigin), origin, "The origin must be finite.");
    }
}
