using Dcmqi.Iods;
using Dcmqi.ParametricMaps;
using Dcmqi.Sources;
using Dcmqi.Volumes;

namespace Dcmqi;

/// <summary>Makes a DICOM Parametric Map (PS3.3 A.75) from volumes of measured values, the images they were computed from, and what they mean.</summary>
/// <remarks>
/// <para>Volumes whose axes are those of the images in another order or direction (as NIfTI often has them) are reoriented without interpolation.</para>
/// <para>Volumes are copied when they are added, unless <see cref="Ownership"/> hands them over; large files are not taken into memory (<see cref="AddVolume(string, ParametricMapMetadata?, CancellationToken)"/>). A builder is for one thread. What <see cref="Build"/> returns may be used from several.</para>
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

    /// <summary>Gets how the map is stored and named: pixel type and what belongs to it. Default: as <see cref="ParametricMapOptions"/> says.</summary>
    public ParametricMapOptions Options { get; init; } = new();

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
    /// <exception cref="ConversionException">Volumes, metadata and images do not go together; every fault is listed. Or a file changed since it was added.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public ParametricMap Build(IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        CheckOptions();
        List<string> warnings = [];
        var plan = new MapPlan(_metadata, Options, Authorship, _layers);
        plan.CheckMetadata(warnings);
        var faults = new List<string>();
        warnings.AddRange(_source.Warnings);
        warnings.AddRange(_volumeWarnings);
        if (_layers.Count == 0)
            faults.Add("No volume was added. Call AddVolume before Build.");
        CheckCoordinates(faults);
        plan.CheckContent(faults);
        ConversionException.ThrowIfAny(faults);
        VolumeGrids.CheckOne(_layers.ConvertAll(layer => (layer.Name, layer.Geometry)), "All volumes of one map", faults);
        ConversionException.ThrowIfAny(faults);

        IDisposable files = ValueFile.Use(_layers.Select(layer => layer.File).OfType<ValueFile>().Distinct());
        try
        {
            return Make(plan, faults, warnings, files, progress, cancellationToken);
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <summary>Returns number of volumes added, and the images they belong to.</summary>
    public override string ToString() =>
        $"ParametricMapBuilder: {_layers.Count} volume{(_layers.Count == 1 ? "" : "s")} on {_source}";

    private ParametricMap Make(MapPlan plan, List<string> faults, List<string> warnings, IDisposable files, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<MapQuantity> quantities = plan.Quantities(faults, warnings, cancellationToken);
        DerivedPlanes planes = DerivedPlanes.Find(
            _layers[0].Name, _layers[0].Geometry, _source, Alignment.Matching, Alignment.PositionTolerance, quantities[0].Metadata.Derivation!, faults, warnings, TimePoints());
        ConversionException.ThrowIfAny(faults);
        double error = MapPlan.RoundingError(quantities, warnings, cancellationToken);

        Dicom.DataSet dataSet = Compose(quantities, planes, warnings, progress, cancellationToken);
        warnings.AddRange(CodeRules.FaultsIn(dataSet, Dicom.Tags.SharedFunctionalGroupsSequence, Dicom.Tags.PerFrameFunctionalGroupsSequence));
        return ParametricMap.OfBuilt(dataSet, warnings, error, files);
    }

    // Where all volumes are series, each point in time refers to the images of its own.
    private int TimePoints() => _layers.TrueForAll(layer => layer.TimeIndex is not null) ? _layers.Max(layer => layer.TimeIndex!.Value) : 1;

    // PS3.3 A.75.3, A.75.5: Frame of Reference, Plane Position and Plane Orientation are mandatory, in the patient or on a slide.
    private void CheckCoordinates(List<string> faults)
    {
        if (_source.SlideLevels.Count > 0)
            faults.Add($"{_source} are images of a slide; a volume has no place in a patient there (PS3.3 A.75). Use SlideParametricMapBuilder.");
        else if (!_source.HasPatientCoordinates)
            faults.Add($"{_source} have no patient coordinates; a Parametric Map must say where its frames lie (PS3.3 A.75). Where the volume itself says it, give SourceImages.None with the context of the images; else keep the values as fractions in a Segmentation.");
    }

    private void CheckOptions()
    {
        Alignment.Check();
        if (!Enum.IsDefined(Ownership))
            throw new ArgumentOutOfRangeException(nameof(Ownership), Ownership, "The ownership is Caller or HandedOver.");
        Options.Check();
    }
}
