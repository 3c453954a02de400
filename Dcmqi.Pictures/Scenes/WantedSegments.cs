namespace Dcmqi.Pictures;

/// <summary>The segments that a picture draws: those asked for, or all but the background.</summary>
internal sealed class WantedSegments
{
    private readonly bool[] _isWanted = new bool[ushort.MaxValue + 1];

    /// <exception cref="ArgumentOutOfRangeException">The segmentation has not all that are asked for.</exception>
    public WantedSegments(Segmentation segmentation, PictureOptions options)
    {
        Segment[] all = [.. segmentation.Segments.Where(segment => !segment.IsBackground)];
        int[] unknown = [.. (options.Segments ?? []).Except(all.Select(segment => segment.Number))];
        if (unknown.Length > 0)
            throw new ArgumentOutOfRangeException(nameof(PictureOptions.Segments), string.Join(", ", unknown), $"The segmentation has no such segment; it has {(all.Length == 0 ? "none" : string.Join(", ", all.Select(segment => segment.Number)))}.");
        List = [.. all.Where(segment => options.Segments?.Contains(segment.Number) != false)];
        foreach (Segment segment in List)
            _isWanted[segment.Number] = true;
    }

    /// <summary>The segments, in order of the segmentation.</summary>
    public IReadOnlyList<Segment> List { get; }

    public bool Contains(int number) => _isWanted[number];
}
