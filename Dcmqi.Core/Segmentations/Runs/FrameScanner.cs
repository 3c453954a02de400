namespace Dcmqi.Segmentations;

/// <summary>Turns label images of source frames into runs as they are filled; their pixels are forgotten then.</summary>
internal static class FrameScanner
{
    /// <param name="frames">The frames, in order of the planes.</param>
    /// <param name="grid">Columns, rows and frames.</param>
    /// <param name="fill">Fills the label image of a frame; one after the other.</param>
    /// <param name="name">What messages call the whole.</param>
    /// <param name="cancellationToken">Cancels between frames.</param>
    public static LabelLayer Scan(IReadOnlyList<SourceFrame> frames, VolumeGeometry grid, SourceFrameLabels fill, string name, CancellationToken cancellationToken)
    {
        var collector = new RunCollector();
        ushort[] labels = new ushort[grid.Size.SliceVoxelCount];
        var slices = new LabelSlice[frames.Count];
        for (int plane = 0; plane < slices.Length; plane++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(labels);
            fill(frames[plane], labels);
            collector.AddLabels(labels);
            slices[plane] = collector.Take();
        }

        return new LabelLayer(name, grid, slices, null);
    }
}
