using System.Globalization;

namespace Dcmqi;

/// <summary>One of the volumes that a parametric map holds: one quantity, at one time.</summary>
public sealed record MappedVolume
{
    /// <summary>Gets its place in <see cref="ParametricMap.Volumes"/>, from 0: in order of quantity, series and time.</summary>
    public required int Index { get; init; }

    /// <summary>Gets what its values are: the mapping of its first frame.</summary>
    public required RealWorldValueMapping Mapping { get; init; }

    /// <summary>Gets the Temporal Position Index (0020,9128), from 1; <see langword="null"/> if its frames have none.</summary>
    public int? TemporalPositionIndex { get; init; }

    /// <summary>Gets the number of its frames.</summary>
    public required int FrameCount { get; init; }

    /// <summary>Gives index, quantity, unit, time and frames in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Volume {Index}: {Mapping.Quantity?.Meaning ?? "unnamed quantity"} in {Mapping.Unit?.Value ?? "unknown unit"}{(TemporalPositionIndex is null ? "" : $", time {TemporalPositionIndex}")}, {FrameCount} frame{(FrameCount == 1 ? "" : "s")}");
}
