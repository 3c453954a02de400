namespace Dcmqi.Dicom.PixelData;

/// <summary>Frames of several images of one format as one row of frames; each is read from the image it lies in.</summary>
internal sealed class JoinedFrameReader : FrameReader
{
    private readonly FrameReader[] _parts;
    private readonly int[] _firstFrames;

    private JoinedFrameReader(FrameReader[] parts, int[] firstFrames, int frameCount)
        : base(frameCount, parts[0].Format)
    {
        _parts = parts;
        _firstFrames = firstFrames;
    }

    /// <param name="parts">At least one; all of one format.</param>
    /// <exception cref="ArgumentException">The formats differ, or there are more frames than can be counted.</exception>
    public static JoinedFrameReader Of(IReadOnlyList<FrameReader> parts)
    {
        if (parts.Any(part => part.Format != parts[0].Format))
            throw new ArgumentException("Frames of one format can be joined.", nameof(parts));
        var firstFrames = new int[parts.Count];
        long count = 0;
        for (int part = 0; part < parts.Count; part++)
        {
            firstFrames[part] = (int)count;
            count += parts[part].FrameCount;
            if (count > int.MaxValue)
                throw new ArgumentException($"There are {Counted.Of(count, "frame")}; {int.MaxValue} are the most.", nameof(parts));
        }

        return new JoinedFrameReader([.. parts], firstFrames, (int)count);
    }

    public override string? Undecodable => _parts.Select(part => part.Undecodable).FirstOrDefault(reason => reason is not null);

    private protected override void Read(int frame, Span<byte> destination)
    {
        int part = Array.BinarySearch(_firstFrames, frame);
        part = part >= 0 ? part : ~part - 1;
        _parts[part].ReadFrame(frame - _firstFrames[part], destination);
    }
}
