using Dcmqi.Segmentations;

namespace Dcmqi.RtStructures;

/// <summary>A region on a grid.</summary>
/// <param name="Slices">The runs of each slice, row by row.</param>
/// <param name="Warnings">What was left out or doubtful.</param>
internal sealed record RoiRuns(LabelRun[][] Slices, IReadOnlyList<string> Warnings)
{
    /// <summary>The region as a mask of its own.</summary>
    public LabelLayer ToLayer(string name, VolumeGeometry geometry) =>
        new(name, geometry, [.. Slices.Select(runs => runs.Length == 0 ? LabelSlice.Empty : new LabelSlice([LabelLayer.OnlyLabel], [0, runs.Length], runs))], null) { HoldsOneSegment = true };

    public Volume<byte> ToMask(string name, VolumeGeometry geometry)
    {
        var mask = new Volume<byte>(geometry) { Name = name, Warnings = Warnings };
        for (int z = 0; z < Slices.Length; z++)
        {
            Span<byte> slice = mask.Slice(z);
            foreach (LabelRun run in Slices[z])
                slice.Slice(run.Start, run.Length).Fill(1);
        }

        return mask;
    }
}
