using System.Globalization;

namespace Dcmqi;

/// <summary>One of the volumes that a parametric map holds: one quantity, at one time.</summary>
/// <param name="Number">From 1, in order of quantity, series and time.</param>
/// <param name="Mapping">What its values are; the mapping of its first frame.</param>
/// <param name="TemporalPositionIndex">Temporal Position Index (0020,9128), where its frames have one.</param>
/// <param name="FrameCount">Frames that it has.</param>
public sealed record MappedVolume(int Number, RealWorldValueMapping Mapping, int? TemporalPositionIndex, int FrameCount)
{
    /// <summary>Number, quantity, unit, time and frames.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Volume {Number}: {Mapping.Quantity?.Meaning ?? "unnamed quantity"} in {Mapping.Unit?.Value ?? "unknown unit"}{(TemporalPositionIndex is null ? "" : $", time {TemporalPositionIndex}")}, {FrameCount} frame{(FrameCount == 1 ? "" : "s")}");
}
