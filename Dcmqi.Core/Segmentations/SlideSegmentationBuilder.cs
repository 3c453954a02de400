using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Segmentations;
using Dcmqi.Sources;

namespace Dcmqi;

/// <summary>Makes a DICOM Segmentation (PS3.3 A.51) of a slide, tile by tile: the whole plane is never in memory.</summary>
/// <remarks>
/// <para>What is kept of a tile are its runs of labels, 8 bytes for each: a plane of 100,000 x 100,000 pixels with hundreds of thousands of nuclei takes some hundred megabytes.</para>
/// <para>A builder is for one thread. What <see cref="Build"/> returns may be used from several.</para>
/// </remarks>
public sealed partial class SlideSegmentationBuilder
{
    private readonly SourceImages _source;
    private readonly SegmentationMetadata _metadata;
    private readonly List<LabelLayer> _layers = [];
    private readonly List<string> _inputWarnings = [];
    private SlideGrid? _grid;

    /// <summary>Starts a segmentation.</summary>
    /// <param name="source">The images of a slide: one level, or all the instances of its pyramid.</param>
    /// <param name="metadata">What the labels mean: one inner list of segments for each input, in the order in which they are added.</param>
    public SlideSegmentationBuilder(SourceImages source, SegmentationMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(metadata);
        _source = source;
        _metadata = metadata;
    }

    /// <summary>The level of the pyramid that was segmented, as <see cref="SourceImages.SlideLevels"/> counts them: 0, the largest, if not given.</summary>
    public int Level { get; init; }

    /// <summary>The one focal plane that was segmented, from 0; all of the level's if not given.</summary>
    public int? FocalPlane { get; init; }

    /// <summary>Identifier of the one optical path that was segmented, to which frames refer; all if not given.</summary>
    public string? OpticalPath { get; init; }

    /// <summary>Size of the tiles; that of the level's tiles if not given, so that a tile refers to the frames of that very tile.</summary>
    public TileSize? TileSize { get; init; }

    /// <summary>Which tiles are written; those in which something is, each with its place, if not given.</summary>
    public SlideTiling Tiling { get; init; } = SlideTiling.Sparse;

    /// <summary>How the pixels are held; <see cref="SegmentationEncoding.Binary"/>, which every receiver reads, if not given.</summary>
    public SegmentationEncoding Encoding { get; init; } = SegmentationEncoding.Binary;

    /// <summary>Bits of a label map's pixels; as few as hold the highest Segment Number if not given.</summary>
    public LabelMapBitDepth LabelMapBitDepth { get; init; } = LabelMapBitDepth.Smallest;

    /// <summary>How a label map gives its colours; MONOCHROME2 with a colour for each segment if not given.</summary>
    public LabelMapColorModel LabelMapColorModel { get; init; } = LabelMapColorModel.Monochrome2;

    /// <summary>What the fractions of a fractional segmentation mean; probabilities if not given.</summary>
    public FractionalType FractionalType { get; init; } = FractionalType.Probability;

    /// <summary>The stored value that means 1 in a fractional segmentation: 1 to 255; 255 if not given.</summary>
    public int MaximumFractionalValue { get; init; } = 255;

    /// <summary>How Segment Numbers follow from labels; from 1 in order of input and label if not given.</summary>
    public SegmentNumbering Numbering { get; init; } = SegmentNumbering.Sequential;

    /// <summary>What becomes of segments that the metadata describes but no tile holds; left out with a warning if not given.</summary>
    public EmptyContent EmptySegments { get; init; } = EmptyContent.Omit;

    /// <summary>What becomes of an object that takes more than 4 GB uncompressed; made, if not given, to be saved compressed frame by frame.</summary>
    public LargeObjects LargeObjects { get; init; } = LargeObjects.Allow;

    /// <summary>How many tiles are filled at once: 1 for one after the other, in order; as many as there are processors if not given.</summary>
    public int MaxDegreeOfParallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>What becomes of invalid or incomplete values in the source images' headers; repaired or left out with a warning if not given.</summary>
    public SourceRepair SourceRepair { get; init; } = SourceRepair.Warn;

    /// <summary>The device or program named as the maker of the object; this library if not given.</summary>
    public Equipment Equipment { get; init; } = Equipment.Library;

    /// <summary>Where new identifiers come from; random if not given.</summary>
    public UidGenerator Uids { get; init; } = new();

    /// <summary>Where dates and times come from; the system clock if not given.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Checks everything and makes the segmentation.</summary>
    /// <param name="progress">Is told of frames as they are composed.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A segmentation as <c>Segmentation.Open</c> gives it.</returns>
    /// <exception cref="MetadataException">The metadata made in code breaks its schema; every violation is listed.</exception>
    /// <exception cref="ConversionException">Inputs, metadata and images do not go together; every fault is listed.</exception>
    /// <exception cref="DicomFormatException">An image is malformed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Segmentation Build(IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        SlideGrid grid = Grid();
        IReadOnlyList<MetadataViolation> violations = _metadata.Validate();
        if (violations.Count > 0)
            throw new MetadataException(violations);
        var faults = new List<string>(_layers.Select(layer => layer.Fault).OfType<string>());
        var warnings = new List<string>(_source.Warnings);
        warnings.AddRange(grid.Level.Warnings);
        warnings.AddRange(_inputWarnings);
        if (Encoding != SegmentationEncoding.Fractional)
            faults.AddRange(_layers.Where(layer => layer.Fractions is not null).Select(layer => $"'{layer.Name}' was added as fractions, which the encoding {Encoding} cannot hold. Set Encoding to SegmentationEncoding.Fractional."));
        if (_layers.Count == 0)
            faults.Add("Nothing was added. Call AddTiles or AddLabelMap before Build.");
        Refuse(faults);

        var assignment = new SegmentAssignment(_metadata, Encoding, Numbering, EmptySegments, faults, warnings);
        List<LabelLayer> layers = assignment.InMetadataOrder(_layers);
        IReadOnlyList<PlannedSegment> segments = assignment.Assign(layers);
        Refuse(faults);

        SegmentationEncoder encoder = Encoder(Content(grid, layers, segments, warnings));
        encoder.Check(faults);
        Refuse(faults);
        EmptyContent emptyTiles = Tiling == SlideTiling.Full ? EmptyContent.Keep : EmptyContent.Omit;
        return Segmentation.OfBuilt(encoder.Encode(emptyTiles, LargeObjects, Uids, progress, cancellationToken), warnings);
    }

    /// <summary>Number of inputs and the images.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"SlideSegmentationBuilder: {_layers.Count} input{(_layers.Count == 1 ? "" : "s")} on {_source}");

    private static void Refuse(List<string> faults)
    {
        if (faults.Count > 0)
            throw new ConversionException(faults);
    }

    private SlideGrid Grid()
    {
        if (_grid is not null)
            return _grid;
        if (MaximumFractionalValue is < 1 or > 255)
            throw new ArgumentOutOfRangeException(nameof(MaximumFractionalValue), MaximumFractionalValue, "The value that means 1 is from 1 to 255 (PS3.3 C.8.20.2.3).");
        if (MaxDegreeOfParallelism < 1)
            throw new ArgumentOutOfRangeException(nameof(MaxDegreeOfParallelism), MaxDegreeOfParallelism, "At least one tile is filled at a time.");
        if (TileSize is { } asked && (asked.Columns is < 1 or > ushort.MaxValue || asked.Rows is < 1 or > ushort.MaxValue || (long)asked.Columns * asked.Rows > 1 << 28))
            throw new ArgumentOutOfRangeException(nameof(TileSize), TileSize, "A tile has from 1 to 65535 columns and rows, and at most 268,435,456 pixels.");
        SlideImage level = _source.SlideLevel(Level);
        if (OpticalPath is not null && !level.OpticalPaths.Any(path => path.Identifier == OpticalPath))
            throw new ConversionException($"{level.Image.Name} has no optical path '{OpticalPath}'; it has {string.Join(", ", level.OpticalPaths.Select(path => $"'{path.Identifier}'"))}.");
        int planes = level.Matrix.FocalPlanesMm.Count;
        if (FocalPlane is { } plane && (plane < 0 || plane >= planes))
            throw new ConversionException($"{level.Image.Name} has no focal plane {plane}; they are counted from 0 to {planes - 1}.");
        var grid = new SlideGrid(level, TileSize ?? level.Matrix.TileSize, FocalPlane is { } one ? [one] : [.. Enumerable.Range(0, planes)]);
        if (grid.LongCount > 1 << 26)
            throw new ConversionException(string.Create(CultureInfo.InvariantCulture, $"{level.Matrix} makes {grid.LongCount} tiles of {grid.Size}; {1 << 26} are the most that are written. Take larger tiles."));
        return _grid = grid;
    }

    private SegmentationContent Content(SlideGrid grid, List<LabelLayer> layers, IReadOnlyList<PlannedSegment> segments, List<string> warnings)
    {
        var planes = new SlidePlanes(grid, Tiling, OpticalPath, SegmentationBuilder.SegmentationDerivation);
        SourceImages level = _source.Select(frame => frame.Image == grid.Level.Image);
        var common = new DataSet();
        new DerivedImage(level, Equipment, Uids, TimeProvider.GetLocalNow(), SourceRepair, warnings).SetModules(common, "SEG", SegmentationBuilder.SeriesOf(_metadata));
        SegmentationBuilder.SetContentIdentification(common, _metadata);
        InstanceReferences.Set(common, level.Images);
        planes.SetOrganization(common);
        DataSet shared = planes.SharedGroups();

        // What every frame is of needs to be said once only, and the frames of TILED_FULL have no other place for it.
        if (Tiling == SlideTiling.Full && segments.Count == 1 && Encoding != SegmentationEncoding.LabelMap)
            shared.Put(FunctionalGroups.SegmentIdentification(segments[0].Number));
        return new SegmentationContent
        {
            Common = common,
            Rows = grid.Size.Rows,
            Columns = grid.Size.Columns,
            SharedGroups = shared,
            PlaneGroups = planes.TileGroups(),
            PlaneDimensions = grid.Dimensions,
            Tiling = Tiling,
            MayOverlap = layers.Count > 1,
            Segments =
            [
                .. segments.Select(segment => new SegmentContent(
                    segment.Number,
                    SegmentItem.Of(segment.Number, segment.Attributes, Uids, warnings),
                    layers[segment.Layer].RunsOf(segment.Label),
                    layers[segment.Layer].FractionsByPlane())),
            ],
        };
    }

    private SegmentationEncoder Encoder(SegmentationContent content) => Encoding switch
    {
        SegmentationEncoding.Binary => new BinaryEncoder(content),
        SegmentationEncoding.LabelMap => new LabelMapEncoder(content, LabelMapBitDepth, LabelMapColorModel),
        SegmentationEncoding.Fractional => new FractionalEncoder(content, FractionalType, MaximumFractionalValue),
        _ => throw new ArgumentOutOfRangeException(nameof(Encoding), Encoding, "The encoding is Binary, LabelMap or Fractional."),
    };
}
