using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.ParametricMaps;
using Dcmqi.Sources;
using Dcmqi.Volumes;

namespace Dcmqi;

/// <summary>Makes a DICOM Parametric Map (PS3.3 A.75) of a slide, tile by tile: the whole plane need not be in memory at once.</summary>
/// <remarks>
/// <para>Tiles that have a value stay in memory, 4 bytes for each pixel; tiles without one take none. Large files are not taken into memory (<see cref="AddVolume(string, ParametricMapMetadata?, CancellationToken)"/>).</para>
/// <para>A builder is for one thread. What <see cref="Build"/> returns may be used from several.</para>
/// </remarks>
public sealed partial class SlideParametricMapBuilder
{
    private readonly SourceImages _source;
    private readonly ParametricMapMetadata _metadata;
    private readonly List<SlideLayer> _layers = [];
    private readonly List<string> _volumeWarnings = [];
    private SlideGrid? _grid;

    /// <summary>Creates a parametric map.</summary>
    /// <param name="source">The images of a slide: one level, or all the instances of its pyramid.</param>
    /// <param name="metadata">The metadata of the object, and of the values of inputs that are added without metadata of their own.</param>
    public SlideParametricMapBuilder(SourceImages source, ParametricMapMetadata metadata)
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

    /// <summary>Gets which plane of the slide was measured, and how it is cut into tiles. Default: as <see cref="SlideTileOptions"/> says.</summary>
    public SlideTileOptions Tiles { get; init; } = new();

    /// <summary>Checks everything and makes the parametric map.</summary>
    /// <param name="progress">Receives progress: frames as they are composed.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>A map as <c>ParametricMap.Open</c> gives it.</returns>
    /// <exception cref="MetadataException">Metadata made in code breaks its schema; every violation is listed.</exception>
    /// <exception cref="ConversionException">Inputs, metadata and images do not go together; every fault is listed. Or a file changed since it was added.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public ParametricMap Build(IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        SlideGrid grid = Grid();
        List<string> warnings = [];
        var plan = new MapPlan(_metadata, Options, Authorship, _layers);
        plan.CheckMetadata(warnings);
        warnings.AddRange(_source.Warnings);
        warnings.AddRange(grid.Level.Warnings);
        warnings.AddRange(_volumeWarnings);
        var faults = new List<string>();
        if (_layers.Count == 0)
            faults.Add("Nothing was added. Call AddTiles or AddVolume before Build.");

        // PS3.3 C.7.6.17.3: what tells quantities apart would stand in functional groups, of which the frames of TILED_FULL have none.
        if (Tiles.Tiling == SlideTiling.Full && _layers.Count > 1)
            faults.Add($"{_layers.Count} inputs were added; a map whose tiles are {nameof(SlideTiling)}.{nameof(SlideTiling.Full)} holds one. Use {nameof(SlideTiling)}.{nameof(SlideTiling.Sparse)}, or write a map for each.");
        plan.CheckContent(faults);
        ConversionException.ThrowIfAny(faults);
        _layers.ForEach(layer => layer.HasAllTiles = Tiles.Tiling == SlideTiling.Full);

        IDisposable files = ValueFile.Use(_layers.Select(layer => layer.File).OfType<ValueFile>());
        try
        {
            return Make(grid, plan, faults, warnings, files, progress, cancellationToken);
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <summary>Returns number of inputs and the images.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"SlideParametricMapBuilder: {_layers.Count} input{(_layers.Count == 1 ? "" : "s")} on {_source}");

    private ParametricMap Make(SlideGrid grid, MapPlan plan, List<string> faults, List<string> warnings, IDisposable files, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<MapQuantity> quantities = plan.Quantities(faults, warnings, cancellationToken);
        double error = MapPlan.RoundingError(quantities, warnings, cancellationToken);
        DataSet dataSet = Compose(grid, quantities, warnings, cancellationToken);
        progress?.Report(new ConversionProgress("Composing frames", 1, 1));
        warnings.AddRange(CodeRules.FaultsIn(dataSet, Tags.SharedFunctionalGroupsSequence));
        return ParametricMap.OfBuilt(dataSet, warnings, error, files);
    }

    private DataSet Compose(SlideGrid grid, IReadOnlyList<MapQuantity> quantities, List<string> warnings, CancellationToken cancellationToken)
    {
        SourceImages level = _source.Select(frame => frame.Image == grid.Level.Image);
        DataSet dataSet = MapModules.Of(level, _metadata, Options, Authorship, warnings, out string laterality);
        var planes = new SlidePlanes(grid, Tiles.Tiling, Tiles.OpticalPath, quantities[0].Metadata.Derivation!);
        planes.SetOrganization(dataSet);
        var frames = new SlideMapFrames(quantities, grid, planes, Tiles.Tiling, MapModules.ImageType(_metadata), laterality);
        cancellationToken.ThrowIfCancellationRequested();
        MapModules.SetImage(dataSet, Options, quantities[0].Pixels, grid.Size.Rows, grid.Size.Columns, frames.Count);
        dataSet.Set(Tags.DimensionOrganizationType, Tiles.Tiling == SlideTiling.Full ? "TILED_FULL" : "TILED_SPARSE");
        DimensionIndex.Set(dataSet, Authorship.Uids.Next(), frames.Dimensions);
        dataSet.SetItems(Tags.SharedFunctionalGroupsSequence, frames.Shared());
        if (Tiles.Tiling != SlideTiling.Full)
            dataSet.SetItems(Tags.PerFrameFunctionalGroupsSequence, frames.PerFrame());
        MapModules.SetPixels(dataSet, quantities[0].Pixels, MapModules.Pixels(frames.Count, grid.Size.Rows, grid.Size.Columns, quantities[0].Pixels, frames.Store));
        return dataSet;
    }

    private SlideGrid Grid()
    {
        if (_grid is not null)
            return _grid;
        Options.Check();
        return _grid = SlideGrid.Of(_source, Tiles);
    }
}
