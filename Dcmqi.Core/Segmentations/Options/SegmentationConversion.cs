namespace Dcmqi;

/// <summary>Options of <see cref="Segmentation.ConvertTo"/> and <see cref="Segmentation.Merge"/> beside <see cref="SegmentationOptions"/>: the segments that are converted, and who converts them.</summary>
public sealed record SegmentationConversion
{
    /// <summary>Gets the Segment Numbers to keep, from 1. Default (<see langword="null"/>): all.</summary>
    public IReadOnlyCollection<int>? Segments { get; init; }

    /// <summary>Gets the smallest fraction that is in the segment, where fractions become labels: above 0, at most 1. Default: one half.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Gets which tiles of a slide the result has, and how their places are said. Default (<see langword="null"/>): <see cref="SlideTiling.Full"/> where all inputs have it, else <see cref="SlideTiling.Sparse"/>. Only for segmentations of slides.</summary>
    public SlideTiling? Tiling { get; init; }

    /// <summary>Gets who makes the new object, with what and when, and under which identifiers. Default: as <see cref="Dcmqi.Authorship"/> says.</summary>
    public Authorship Authorship { get; init; } = new();

    /// <summary>Gives what is converted in one line.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"SegmentationConversion: {(Segments is null ? "all segments" : $"segments {string.Join(", ", Segments)}")}, fractions from {Threshold} on{(Tiling is null ? "" : $", tiling {Tiling}")}");
}
