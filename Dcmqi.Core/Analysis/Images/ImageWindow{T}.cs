using System.Runtime.CompilerServices;
using Dcmqi.Binary;
using Dcmqi.Sources;

namespace Dcmqi.Analysis.Images;

/// <summary>An <see cref="ImageWindow"/> on an image with voxels of one type.</summary>
/// <remarks>Slices lie in a ring: while some are measured, as many are read behind them.</remarks>
internal sealed class ImageWindow<T> : ImageWindow
    where T : unmanaged
{
    private readonly ImageSlices<T> _slices;
    private readonly MissingVoxels.Counter<T>? _count;
    private readonly long[] _missing;
    private readonly T[] _voxels;
    private readonly int _reach, _step, _length, _ring;
    private int _stop;

    /// <param name="slices">The image.</param>
    /// <param name="padding">Stored values that stand for none; <see langword="null"/> where all have one.</param>
    /// <param name="reach">How many slices beside those that are measured are looked at.</param>
    /// <param name="stepBytes">How many bytes of slices are measured at a time, where they are read.</param>
    public ImageWindow(ImageSlices<T> slices, PixelPadding? padding, int reach, long stepBytes)
    {
        _slices = slices;
        _count = MissingVoxels.CounterOf<T>(padding);
        Size = slices.Geometry.Size;
        _length = (int)Size.SliceVoxelCount;
        _missing = new long[Size.Z];
        _reach = Math.Min(reach, Size.Z - 1);
        Values = new WindowValues<T>(this);
        (_step, _ring) = (Size.Z, Size.Z);
        if (slices.Held is null)
        {
            _step = (int)Math.Clamp(stepBytes / ((long)_length * Unsafe.SizeOf<T>()), 1, Size.Z);
            _ring = Math.Min(Size.Z, 2 * (_reach + _step));
        }

        long room = (long)_ring * _length;
        _voxels = slices.Held ?? (room <= Array.MaxLength
            ? LargeArrays.Uninitialized<T>((int)room)
            : throw new NotSupportedException($"{_ring} slices of {Size.X} x {Size.Y} voxels, which are looked at together, are more than {Array.MaxLength} values."));
    }

    public VolumeSize Size { get; }

    /// <summary>The values that are in the window.</summary>
    public WindowValues<T> Values { get; }

    /// <inheritdoc/>
    public override bool HoldsAll => _slices.Held is not null;

    /// <inheritdoc/>
    public override long Missing => _missing.Sum();

    /// <summary>Whether a voxel of the slices that are looked at now has no value.</summary>
    public bool HasGaps { get; private set; }

    /// <summary>A slice that is in memory.</summary>
    public ReadOnlySpan<T> Slice(int z) => _voxels.AsSpan(z % _ring * _length, _length);

    /// <inheritdoc/>
    public override void Begin(int first, int end)
    {
        (First, End, _stop) = (first, first, end);
        Ahead = HoldsAll ? (0, _count is null ? 0 : Size.Z) : (Math.Max(first - _reach, 0), Math.Min(Math.Min(first + _step, end) + _reach, Size.Z));
    }

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        (First, End) = (End, HoldsAll ? _stop : Math.Min(End + _step, _stop));
        int read = Math.Max(Ahead.End, Ahead.First);
        Ahead = HoldsAll || First == End ? (read, read) : (read, Math.Min(Math.Min(End + _step, _stop) + _reach, Size.Z));
        int low = Math.Max(First - _reach, 0), high = Math.Min(End + _reach, Size.Z);
        HasGaps = _missing.AsSpan(low, Math.Max(high - low, 0)).ContainsAnyExcept(0L);
        return First < End;
    }

    /// <inheritdoc/>
    public override void Read(int z)
    {
        if (!HoldsAll)
            _slices.Read(z, _voxels.AsSpan(z % _ring * _length, _length));
        _missing[z] = _count?.Invoke(Slice(z)) ?? 0;
    }

    /// <inheritdoc/>
    public override RegionValues NewValues(Region region) => HoldsAll ? Values : new GatheredValues<T>(this, region);
}
