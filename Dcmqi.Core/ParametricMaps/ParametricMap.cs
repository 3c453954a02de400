using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;
using Dcmqi.ParametricMaps;

namespace Dcmqi;

/// <summary>A DICOM Parametric Map (PS3.3 A.75): measured values on the planes of frames, what they mean, and how to get volumes of them.</summary>
/// <remarks>Immutable; safe to use from several threads. Pixels are read when they are asked for, from the file that stays open until the map is disposed of; a small file is read whole.</remarks>
public sealed partial class ParametricMap : CompositeInstance
{
    private readonly MapFrames _frames;
    private readonly FrameReader _pixels;
    private readonly bool _isReal;
    private readonly PixelPadding? _padding;

    // Made when first asked for; every thread makes the same.
    private volatile ParametricMapMetadata? _metadata;

    private ParametricMap(OpenedFiles? files, DataSet dataSet, TransferSyntax syntax, IReadOnlyList<IFrameDecoder> decoders, IEnumerable<string> warnings)
        : base(dataSet, files)
    {
        var told = new List<string>(warnings);
        SopClass.Require(dataSet, files?.Paths.FirstOrDefault(), Uids.ParametricMapStorage);
        _isReal = !dataSet.Contains(Tags.PixelData);
        _frames = MapFrames.Read(dataSet, !_isReal && dataSet.GetInt32(Tags.PixelRepresentation) == 1, told);
        _pixels = FrameReader.Of(dataSet, syntax, decoders, told.Add, _frames.Count);
        FrameFormat format = _pixels.Format;
        if (format.SamplesPerPixel != 1 || (!_isReal && format.BitsAllocated is not (8 or 16 or 32)))
            throw new NotSupportedException($"{Tags.BitsAllocated.Describe()} is {format.BitsAllocated} with {Counted.Of(format.SamplesPerPixel, "sample")}; a parametric map has one sample of 8, 16 or 32 bits, or real numbers (PS3.3 C.8.32.2).");
        _padding = PixelPadding.Of(dataSet, format.IsSigned);
        Volumes = [.. _frames.FramesOfVolume.Select(Describe)];
        Mappings = [.. _frames.Sets.SelectMany(set => set).DistinctBy(mapping => mapping.Key)];
        Warnings = told;
    }

    /// <summary>Gets the volumes that the frames make: one for each quantity and time.</summary>
    public IReadOnlyList<MappedVolume> Volumes { get; }

    /// <summary>Gets the different mappings from stored values to real-world values that frames have; at least one.</summary>
    public IReadOnlyList<RealWorldValueMapping> Mappings { get; }

    /// <summary>Gets the type of the stored values: <see cref="float"/>, <see cref="double"/>, or a whole number of 8, 16 or 32 bits.</summary>
    public Type StoredType => ParametricMaps.StoredValues.TypeOf(_pixels.Format, _isReal);

    /// <summary>Gets the Number of Frames (0028,0008).</summary>
    public int FrameCount => _frames.Count;

    /// <summary>Gets the Rows (0028,0010).</summary>
    public int Rows => _frames.Rows;

    /// <summary>Gets the Columns (0028,0011).</summary>
    public int Columns => _frames.Columns;

    /// <summary>Gets the largest difference between a value that was given and what is stored for it, in real-world units; 0 where all are exact, <see langword="null"/> for a map that was opened.</summary>
    public double? LargestRoundingError { get; private init; }

    /// <summary>Gets the plane that the frames are tiles of, for maps on slides; <see langword="null"/> if frames are not tiles. <see cref="Geometry"/> then is that of the whole plane, in the slide coordinate system.</summary>
    public SlideMatrix? SlideMatrix => _frames.Matrix;

    /// <summary>Gets the smallest regular grid that holds all frames: columns, rows, positions along the normal; LPS, millimetres.</summary>
    /// <exception cref="ConversionException">The frames lie at uneven distances; the message gives them.</exception>
    public VolumeGeometry Geometry => _frames.Geometry;

    /// <summary>Gets what the object says of itself and its first volume, with dcmqi's keys, for its real-world values.</summary>
    public ParametricMapMetadata Metadata => _metadata ??= GetMetadata();

    /// <summary>Returns the quantity, size, pixel type and frames, such as <c>ParametricMap: Apparent Diffusion Coefficient in um2/s, 256 x 256 x 20 Single, 20 frames</c>.</summary>
    public override string ToString()
    {
        string what = Volumes.Count == 1
            ? $"{Volumes[0].Mapping.Quantity?.Meaning ?? "unnamed quantity"} in {Volumes[0].Mapping.Unit?.Value ?? "unknown unit"}"
            : $"{Counted.Of(Volumes.Count, "volume")} of {Volumes.Select(volume => volume.Mapping.QuantityKey).Distinct().Count()} quantities";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"ParametricMap: {what}, {(_frames.Matrix is { } matrix ? $"{matrix.Columns} x {matrix.Rows} in tiles of {Columns} x {Rows}" : $"{Columns} x {Rows} x {_frames.Stacks.PlaceCount}")} {StoredType.Name}, {FrameCount} frame{(FrameCount == 1 ? "" : "s")}");
    }

    private MappedVolume Describe(int[] frames, int index)
    {
        int? time = _frames.ContentOf(frames[0]).Times is [int first, ..] ? first : null;
        return new MappedVolume { Index = index, Mapping = _frames.MappingOf(frames[0]), TemporalPositionIndex = time, FrameCount = frames.Length };
    }
}
