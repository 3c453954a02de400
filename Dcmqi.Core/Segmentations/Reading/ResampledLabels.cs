using Dcmqi.Binary;
using Dcmqi.Volumes;

namespace Dcmqi.Segmentations;

/// <summary>Labels on another grid, slice by slice, as <see cref="LabelVolume.ResampleTo(VolumeGeometry, CancellationToken)"/> gives them.</summary>
/// <remarks>
/// No more planes of the labels' own grid are in memory than those between which a few slices lie. Where these lie across its slices, all are made once into a temporary file, small ones into memory.
/// Every slice of the own grid is looked at, also where no slice wanted needs it: segments that meet there meet.
/// </remarks>
internal sealed class ResampledLabels
{
    private readonly SlicedContent<ushort> _own;
    private readonly VolumeGeometry _grid;
    private readonly SliceResampling _resampling;
    private readonly CancellationToken _cancellationToken;

    // Labelled voxels of each slice, where it is told how many are lost.
    private readonly long[] _before;
    private long _after;

    private ResampledLabels(SlicedContent<ushort> own, VolumeGeometry grid, CancellationToken cancellationToken)
    {
        (_own, _grid, _cancellationToken) = (own, grid, cancellationToken);
        _resampling = new SliceResampling(own.Geometry, grid, Resampling.NearestNeighbor);
        _before = new long[own.Geometry.Size.Z * own.Components];
    }

    private VolumeSize OwnSize => _own.Geometry.Size;

    private int Threads => Math.Min(_own.MostAtOnce, ParallelLoop.DefaultThreads);

    /// <summary>Labels on another grid; the same where it is their own.</summary>
    /// <param name="grid">The grid wanted.</param>
    /// <param name="own">The labels on their own grid.</param>
    /// <param name="cancellationToken">Cancels between slices.</param>
    /// <exception cref="NotSupportedException">A slice is more than an array holds.</exception>
    public static SegmentVolume<ushort> On(VolumeGeometry grid, SegmentVolume<ushort> own, CancellationToken cancellationToken)
    {
        if (grid.Size == own.Sliced.Geometry.Size && grid.IsCloseTo(own.Sliced.Geometry, 1e-6))
            return own;
        if (own.Sliced.Geometry.Size.SliceVoxelCount > Array.MaxLength || !SlicedContent<ushort>.CanHold(grid.Size, own.Sliced.Components))
            throw new NotSupportedException($"A volume of {own.Sliced.Geometry.Size} voxels on a grid of {grid.Size} has slices that are larger than can be made at once.");
        return new ResampledLabels(own.Sliced, grid, cancellationToken).Made(own.Warnings);
    }

    private SegmentVolume<ushort> Made(Func<IReadOnlyList<string>> warnings)
    {
        PlaneFile? across = _resampling.Axis == 2 ? null : PlaneFile.Across<ushort>(OwnSize, _own.Components, _resampling.Axis, Read, Threads, new VolumeReading(null, _cancellationToken));
        if (across is null)
            ReadOthers();
        PlaneWindow<ushort>[] windows = [.. Enumerable.Range(0, _own.Components).Select(component => across is null
            ? _resampling.Window<ushort>((int)OwnSize.SliceVoxelCount, (z, slice) => Read((component * OwnSize.Z) + z, slice))
            : _resampling.Window<ushort>(across.PlaneLength, (plane, values) => across.Read(component, plane, 0, values)))];
        var content = new SlicedContent<ushort>(_grid, _own.ComponentAxis, _own.Components, (index, slice) =>
        {
            _cancellationToken.ThrowIfCancellationRequested();
            (int component, int z) = Math.DivRem(index, _grid.Size.Z);
            _resampling.Fill(windows[component], z, (ushort)0, slice);
            if (_resampling.Coincides)
                Interlocked.Add(ref _after, LabelledIn(slice));
        });
        return new(content, () => [.. warnings(), .. Volume.ResamplingNotes("The volume", _own.Geometry, _grid, Resampling.NearestNeighbor), .. LabelVolume.LostNotes(_before.Sum(), _after)])
        {
            Temporary = across,
        };
    }

    private void ReadOthers()
    {
        bool[] isNeeded = new bool[OwnSize.Z];
        for (int z = 0; z < _grid.Size.Z; z++)
        {
            (int first, int end) = _resampling.PlanesOf(z);
            isNeeded.AsSpan(first, end - first).Fill(true);
        }

        int[] others = [.. Enumerable.Range(0, _before.Length).Where(index => !isNeeded[index % OwnSize.Z])];
        ParallelLoop.Run(others.Length, () => (ushort[]?)null, (index, ref slice) => Read(others[index], slice ??= new ushort[(int)OwnSize.SliceVoxelCount]), _cancellationToken, Threads);
    }

    private void Read(int index, Span<ushort> slice)
    {
        _own.FillSlice(index, slice);
        if (_resampling.Coincides)
            _before[index] = LabelledIn(slice);
    }

    private static long LabelledIn(ReadOnlySpan<ushort> slice) => slice.Length - slice.Count((ushort)0);
}
