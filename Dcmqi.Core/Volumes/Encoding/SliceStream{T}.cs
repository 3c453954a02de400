namespace Dcmqi.Volumes;

/// <inheritdoc/>
internal sealed class SliceStream<T>(VoxelLayout layout, ValueReader<T> values, IDisposable parts) : SliceStream
    where T : unmanaged
{
    /// <summary>Reads as many slices as fit, each with all values of its first component, then of its next.</summary>
    public void Read(Span<T> slices)
    {
        if (!layout.HasScatteredComponents)
        {
            values.Fill(slices);
            return;
        }

        for (int start = 0; start < slices.Length; start += layout.SliceValues)
            VoxelLoader.Scatter(values, slices.Slice(start, layout.SliceValues), layout.Components, (int)layout.ComponentStride);
    }

    public override void Dispose() => parts.Dispose();
}
