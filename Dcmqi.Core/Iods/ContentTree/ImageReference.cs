namespace Dcmqi;

/// <summary>A reference to an instance, or to frames or segments of it (PS3.3 C.18.4).</summary>
/// <remarks>Two references are equal where they name the same things in the same order.</remarks>
public sealed record ImageReference
{
    /// <summary>Gets the SOP Instance UID (0008,0018) of what is referred to.</summary>
    public required string SopInstanceUid { get; init; }

    /// <summary>Gets the SOP Class UID (0008,0016) of what is referred to, or <see langword="null"/>: then it is found among the files that the report is given.</summary>
    public string? SopClassUid { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the frames, numbered from 1; empty for the whole of it.</summary>
    public IReadOnlyList<int> FrameNumbers { get; init => field = ValueList<int>.Of(value); } = [];

    /// <summary>Gets the segments of a segmentation, from 1; empty for the whole of it, and where there are frames (PS3.3 Table 10-3).</summary>
    public IReadOnlyList<int> SegmentNumbers { get; init => field = ValueList<int>.Of(value); } = [];

    /// <summary>Returns the identifier and what of it, such as <c>1.2.3 segment 1</c>.</summary>
    public override string ToString() =>
        SopInstanceUid
        + (SegmentNumbers.Count == 0 ? "" : $" {(SegmentNumbers.Count == 1 ? "segment" : "segments")} {string.Join(", ", SegmentNumbers)}")
        + (FrameNumbers.Count == 0 ? "" : $" {(FrameNumbers.Count == 1 ? "frame" : "frames")} {string.Join(", ", FrameNumbers)}");
}
