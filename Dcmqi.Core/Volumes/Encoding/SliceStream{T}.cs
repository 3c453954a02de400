using System.Buffers;

namespace Dcmqi.Volumes;

/// <inheritdoc/>
internal sealed class SliceStream<T>(VoxelLayout layout, ValueReader<T> values, IDisposable parts) : SliceStream
    where T : unmanaged
{
    private const int SkippedAtOnce = 1 << 16;

    /// <summary>Reads as many slices as fit, each with all values of its first component, then of its next.</summary>
    public void Read(Span<T> slices)
    {
        if (!layout.HasScatteredComponents)
        {
            values.Fill(slices);
            return;
        }

        int length = (int)layout.SliceValues;
        for (int start = 0; start < slices.Length; start += length)
            VoxelLoader.Scatter(values, slices.Slice(start, length), layout.Components, (int)layout.ComponentStride);
    }

    /// <summary>Passes over values, in whatever order they lie.</summary>
    public void Skip(long count)
    {
        T[] passed = ArrayPool<T>.Shared.Rent((int)Math.Min(count, SkippedAtOnce));
        for (long left = count; left > 0;)
            left -= values.Fill(passed.AsSpan(0, (int)Math.Min(left, passed.Length)));
        ArrayPool<T>.Shared.Return(passed);
    }

    public override void Dispose() => parts.Dispose();
}
