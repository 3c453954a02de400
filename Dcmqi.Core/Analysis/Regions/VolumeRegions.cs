using Dcmqi.Binary;

namespace Dcmqi.Analysis;

/// <summary>Regions from label volumes, for segmentations that were resampled.</summary>
internal sealed class VolumeRegions : RegionSource
{
    private readonly Dictionary<int, List<RegionSlice>> _slices = [];

    /// <summary>Adds the voxels of all labels.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="time">The point in time, from 0.</param>
    /// <param name="threads">How many threads read.</param>
    /// <param name="cancellationToken">Cancels between slices.</param>
    public void Add(LabelVolume labels, int time, int threads, CancellationToken cancellationToken)
    {
        var found = new Dictionary<int, List<RowRun>>[labels.Geometry.Size.Z];
        ParallelLoop.Run(found.Length, slice => found[slice] = Read(labels, slice, time), cancellationToken, threads);
        for (int slice = 0; slice < found.Length; slice++)
        {
            foreach ((int number, List<RowRun> runs) in found[slice])
            {
                if (!_slices.TryGetValue(number, out List<RegionSlice>? slices))
                    _slices.Add(number, slices = []);
                slices.Add(new RegionSlice(slice, [.. runs]));
            }
        }
    }

    /// <inheritdoc/>
    public override Region Region(int segmentNumber) => new(_slices.GetValueOrDefault(segmentNumber) ?? []);

    /// <summary>The voxels that are filled in part, 0 to 1.</summary>
    public static Region OfFractions(Volume<float> fractions, int time)
    {
        var slices = new List<RegionSlice>();
        VolumeSize size = fractions.Geometry.Size;
        for (int z = 0; z < size.Z; z++)
        {
            var runs = new List<RowRun>();
            var weights = new List<byte>();
            ReadOnlySpan<float> slice = fractions.Slice(z, time);
            for (int pixel = 0; pixel < slice.Length; pixel++)
            {
                byte weight = (byte)Math.Clamp(Math.Round(slice[pixel] * byte.MaxValue), 0, byte.MaxValue);
                if (weight == 0)
                    continue;
                weights.Add(weight);
                (int y, int x) = Math.DivRem(pixel, size.X);
                if (runs.Count > 0 && runs[^1].Y == y && runs[^1].X + runs[^1].Length == x)
                    runs[^1] = runs[^1] with { Length = runs[^1].Length + 1 };
                else
                    runs.Add(new RowRun(x, y, 1));
            }

            if (runs.Count > 0)
                slices.Add(new RegionSlice(z, [.. runs], [.. weights]));
        }

        return new Region(slices, byte.MaxValue);
    }

    private static Dictionary<int, List<RowRun>> Read(LabelVolume labels, int z, int time)
    {
        var lists = new Dictionary<int, List<RowRun>>();
        int width = labels.Geometry.Size.X;
        for (int y = 0; y < labels.Geometry.Size.Y; y++)
        {
            ReadOnlySpan<ushort> row = labels.Slice(z, time).Slice(y * width, width);
            for (int x = 0; x < width;)
            {
                int length = row[x..].IndexOfAnyExcept(row[x]);
                length = length < 0 ? width - x : length;
                if (row[x] != 0)
                {
                    if (!lists.TryGetValue(row[x], out List<RowRun>? runs))
                        lists.Add(row[x], runs = []);
                    runs.Add(new RowRun(x, y, length));
                }

                x += length;
            }
        }

        return lists;
    }
}
