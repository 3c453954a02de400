using System.Numerics;
using System.Runtime.InteropServices;
using Dcmqi.Analysis.Images;
using Dcmqi.Sources;

namespace Dcmqi.Analysis.Intensity;

/// <summary>Sums of the rows around a region from their beginning, for as many slices as spheres reach; what spheres around the voxels of a run add up to.</summary>
internal sealed class RowSums<T, TSum>(ImageWindow<T> window, PeakSphere sphere, PixelPadding? padding)
    where T : unmanaged, INumber<T>
    where TSum : unmanaged, INumber<TSum>
{
    private readonly bool _isPadded = padding is not null;
    private readonly T _lowestPadding = T.CreateSaturating(padding?.Lowest ?? 0);
    private readonly T _highestPadding = T.CreateSaturating(padding?.Highest ?? 0);
    private readonly TSum[][] _sums = [.. Enumerable.Repeat(Array.Empty<TSum>(), Math.Min((2 * sphere.ReachZ) + 1, window.Size.Z))];
    private readonly TSum[][] _counts = [.. Enumerable.Repeat(Array.Empty<TSum>(), Math.Min((2 * sphere.ReachZ) + 1, window.Size.Z))];
    private readonly List<(int Slice, int From, int To)> _parts = [];
    private (int Z, int? Y)? _partsOf;
    private int _firstX, _firstY, _columns, _rows, _summedTo;
    private bool _isCounted;

    // Voxels of a run that are summed side by side, in four registers.
    private static int Block => 4 * Vector<TSum>.Count;

    /// <summary>The length of a run and what is worked on beside it.</summary>
    public static int Padded(int length) => checked((length + Block - 1) / Block * Block);

    /// <summary>Whether all spheres around voxels of a region lie within the image.</summary>
    public bool HoldsSpheres(Region region)
    {
        VolumeSize size = window.Size;
        return region.First.X >= sphere.ReachX && region.First.Y >= sphere.ReachY && region.First.Z >= sphere.ReachZ
            && region.Last.X + sphere.ReachX < size.X && region.Last.Y + sphere.ReachY < size.Y && region.Last.Z + sphere.ReachZ < size.Z;
    }

    /// <summary>Makes room for a region.</summary>
    /// <param name="region">The region, not empty.</param>
    /// <param name="isCounted">Whether some spheres have voxels without a value, so that the others are counted.</param>
    public void Begin(Region region, bool isCounted)
    {
        // Rows and slices are those of the image; columns go on beyond it, so that all voxels of a run are treated alike.
        VolumeSize size = window.Size;
        _firstX = region.First.X - sphere.ReachX;
        _firstY = Math.Max(region.First.Y - sphere.ReachY, 0);
        _columns = region.Last.X + sphere.ReachX + 1 - _firstX;
        _rows = Math.Min(region.Last.Y + sphere.ReachY, size.Y - 1) + 1 - _firstY;
        _summedTo = Math.Max(region.First.Z - sphere.ReachZ, 0) - 1;
        _isCounted = isCounted;
        _partsOf = null;
        int room = checked((_rows * (_columns + 1)) + Block);
        for (int slice = 0; slice < _sums.Length; slice++)
        {
            _sums[slice] = _sums[slice].Length < room ? new TSum[room] : _sums[slice];
            _counts[slice] = _isCounted && _counts[slice].Length < room ? new TSum[room] : _counts[slice];
        }
    }

    /// <summary>Sums up slices to one, or to the last of the image.</summary>
    public void SumUpTo(int last)
    {
        // What lies more than a sphere below is overwritten before it is read.
        last = Math.Min(last, window.Size.Z - 1);
        for (_summedTo = Math.Max(_summedTo, last - _sums.Length); _summedTo < last; _summedTo++)
            SumSlice(_summedTo + 1);
    }

    /// <summary>Sums the spheres around the voxels of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="z">Its slice; slices are summed up to the last that a sphere reaches.</param>
    /// <param name="sum">Receives the sums; <see cref="Padded"/> says how many are written.</param>
    /// <param name="count">Receives the numbers of voxels that have a value, where they are counted.</param>
    public void Spheres(RowRun run, int z, Span<TSum> sum, Span<TSum> count)
    {
        FindParts(run.Y, z);
        int start = (run.Y * (_columns + 1)) + run.X;
        Add(_sums, start, sum, run.Length);
        if (_isCounted)
            Add(_counts, start, count, run.Length);
    }

    public bool IsPadding(T stored) => _isPadded && stored >= _lowestPadding && stored <= _highestPadding;

    // What spheres have of each row, as places from those of their centres. It is the same all over a slice, but for spheres that reach beyond the first or last row.
    private void FindParts(int y, int z)
    {
        VolumeSize size = window.Size;
        int? edge = y >= sphere.ReachY && y + sphere.ReachY < size.Y ? null : y;
        if (_partsOf == (z, edge))
            return;
        _partsOf = (z, edge);
        _parts.Clear();
        foreach ((int dy, int dz, int firstX, int lastX) in sphere.Rows)
        {
            if ((uint)(z + dz) >= (uint)size.Z || (edge is not null && (uint)(y + dy) >= (uint)size.Y))
                continue;
            int row = ((dy - _firstY) * (_columns + 1)) - _firstX;
            _parts.Add((Place(z + dz), row + firstX, row + lastX + 1));
        }
    }

    // All rows for a few voxels rather than all voxels for a row: what is added up stays in registers.
    private void Add(TSum[][] rows, int start, Span<TSum> target, int length)
    {
        ReadOnlySpan<(int Slice, int From, int To)> parts = CollectionsMarshal.AsSpan(_parts);
        int lane = Vector<TSum>.Count, x = 0;
        for (; length - x > 2 * lane; x += Block)
        {
            Vector<TSum> a = Vector<TSum>.Zero, b = a, c = a, d = a;
            foreach ((int slice, int first, int last) in parts)
            {
                ReadOnlySpan<TSum> from = rows[slice].AsSpan(start + first + x, Block), to = rows[slice].AsSpan(start + last + x, Block);
                a += new Vector<TSum>(to) - new Vector<TSum>(from);
                b += new Vector<TSum>(to[lane..]) - new Vector<TSum>(from[lane..]);
                c += new Vector<TSum>(to[(2 * lane)..]) - new Vector<TSum>(from[(2 * lane)..]);
                d += new Vector<TSum>(to[(3 * lane)..]) - new Vector<TSum>(from[(3 * lane)..]);
            }

            Span<TSum> block = target.Slice(x, Block);
            a.CopyTo(block);
            b.CopyTo(block[lane..]);
            c.CopyTo(block[(2 * lane)..]);
            d.CopyTo(block[(3 * lane)..]);
        }

        for (; x < length; x += lane)
        {
            Vector<TSum> sum = Vector<TSum>.Zero;
            foreach ((int slice, int first, int last) in parts)
                sum += new Vector<TSum>(rows[slice].AsSpan(start + last + x, lane)) - new Vector<TSum>(rows[slice].AsSpan(start + first + x, lane));
            sum.CopyTo(target.Slice(x, lane));
        }
    }

    private int Place(int z) => z % _sums.Length;

    private void SumSlice(int z)
    {
        VolumeSize size = window.Size;
        ReadOnlySpan<T> pixels = window.Slice(z);
        Span<TSum> sums = _sums[Place(z)], counts = _counts[Place(z)];
        int inside = Math.Min(_firstX + _columns, size.X);
        for (int y = 0; y < _rows; y++)
        {
            ReadOnlySpan<T> row = pixels.Slice((_firstY + y) * size.X, size.X);
            Span<TSum> target = sums.Slice(y * (_columns + 1), _columns + 1);
            if (_isCounted)
            {
                SumCounted(row, target, counts.Slice(y * (_columns + 1), _columns + 1));
                continue;
            }

            // Spheres lie within the image, and every voxel has a value.
            TSum sum = TSum.Zero;
            target[0] = sum;
            ReadOnlySpan<T> values = row[_firstX..inside];
            target = target[1..];
            for (int x = 0; x < values.Length; x++)
            {
                sum += TSum.CreateTruncating(values[x]);
                target[x] = sum;
            }
        }
    }

    private void SumCounted(ReadOnlySpan<T> row, Span<TSum> sums, Span<TSum> counts)
    {
        (TSum sum, TSum count) = (TSum.Zero, TSum.Zero);
        (sums[0], counts[0]) = (sum, count);
        for (int x = 0; x < _columns; x++)
        {
            int column = _firstX + x;
            if ((uint)column < (uint)row.Length && T.IsFinite(row[column]) && !IsPadding(row[column]))
            {
                sum += TSum.CreateTruncating(row[column]);
                count++;
            }

            (sums[x + 1], counts[x + 1]) = (sum, count);
        }
    }
}
