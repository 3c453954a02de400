using Dcmqi.Binary;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Segmentations;

/// <summary>FRACTIONAL: fractions of 8 bits. As runs, a pixel is in the segment where its fraction is at least one half.</summary>
internal sealed class FractionalStoredFrames : StoredFrames
{
    private readonly FrameIndex _frames;
    private readonly FrameReader _pixels;
    private readonly Lazy<int> _valueOfOne;
    private readonly int _statedMaximum;
    private int _greatestRead;

    public FractionalStoredFrames(DataSet dataSet, FrameIndex frames, FrameReader pixels, List<string> warnings)
    {
        _frames = frames;
        _pixels = pixels;
        if (Format.BitsAllocated != 8 || Format.SamplesPerPixel != 1)
            throw new NotSupportedException($"{Tags.BitsAllocated.Describe()} is {Format.BitsAllocated} with {Counted.Of(Format.SamplesPerPixel, "sample")}; a fractional segmentation has one sample of 8 bits (PS3.3 C.8.20.2).");
        _statedMaximum = dataSet.GetInt32(Tags.MaximumFractionalValue) ?? 0;
        if (_statedMaximum is < 1 or > 255)
        {
            warnings.Add($"{Tags.MaximumFractionalValue.Describe()} is {(_statedMaximum == 0 ? "missing or 0" : _statedMaximum)}; 255 is taken.");
            _statedMaximum = 255;
        }

        _valueOfOne = new Lazy<int>(FindValueOfOne);
    }

    public override SegmentationEncoding Encoding => SegmentationEncoding.Fractional;

    public override FrameFormat Format => _pixels.Format;

    /// <summary>The stored value that means 1: Maximum Fractional Value, or 1 where that is more but no pixel is above 1, as some writers have it. Found by reading the pixels once.</summary>
    public int ValueOfOne => _valueOfOne.Value;

    /// <inheritdoc/>
    public override IEnumerable<string> ReadingWarnings
    {
        get
        {
            if (ValueOfOne != _statedMaximum)
                yield return $"{Tags.MaximumFractionalValue.Describe()} is {_statedMaximum}, but all pixels are 0 or 1; 1 is taken as the whole.";
            if (_greatestRead > _statedMaximum)
                yield return $"{Tags.MaximumFractionalValue.Describe()} is {_statedMaximum}, but pixels are up to {_greatestRead}; these are taken as the whole.";
        }
    }

    // PS3.3 C.8.20.2: the maximum is the whole; nothing can be more.
    public override void Read(int frame, Span<byte> stored)
    {
        _pixels.ReadFrame(frame, stored);
        Span<byte> pixels = stored[..Format.FrameBytes];
        if (_statedMaximum == byte.MaxValue || !pixels.ContainsAnyInRange((byte)(_statedMaximum + 1), byte.MaxValue))
            return;
        byte greatest = 0;
        foreach (ref byte pixel in pixels)
        {
            greatest = Math.Max(greatest, pixel);
            pixel = Math.Min(pixel, (byte)_statedMaximum);
        }

        for (int seen = _greatestRead; greatest > seen; seen = _greatestRead)
            Interlocked.CompareExchange(ref _greatestRead, greatest, seen);
    }

    /// <summary>Reads all pixels.</summary>
    /// <returns>What is wrong with their values, or null.</returns>
    public string? FindAboveMaximum(CancellationToken cancellationToken)
    {
        ParallelLoop.Run(_frames.Count, () => new byte[Format.FrameBytes], (frame, ref buffer) => Read(frame, buffer), cancellationToken);
        return _greatestRead > _statedMaximum ? $"has values up to {_greatestRead}; {Tags.MaximumFractionalValue.Describe()} is {_statedMaximum}" : null;
    }

    public override RunReader NewReader() => NewReader(0.5);

    /// <param name="threshold">The smallest fraction that is in the segment.</param>
    public RunReader NewReader(double threshold) => new Reader(this, (int)Math.Max(1, Math.Ceiling(threshold * ValueOfOne)));

    /// <summary>Reads a frame; of several frames of one segment at one place the first gives the greatest fraction of each pixel, the others none.</summary>
    public void ReadUnited(int frame, Span<byte> stored)
    {
        stored = stored[..Format.FrameBytes];
        if (_frames.Repeats?.IsAbsorbed(frame) == true)
        {
            stored.Clear();
            return;
        }

        Read(frame, stored);
        if (_frames.Repeats?.OthersOf(frame) is not { Count: > 0 } others)
            return;
        byte[] other = new byte[Format.FrameBytes];
        foreach (int number in others)
        {
            Read(number, other);
            Raise(stored, other);
        }
    }

    /// <summary>Takes the greater of two fractions, pixel by pixel.</summary>
    public static void Raise(Span<byte> stored, ReadOnlySpan<byte> other)
    {
        for (int pixel = 0; pixel < stored.Length; pixel++)
            stored[pixel] = Math.Max(stored[pixel], other[pixel]);
    }

    private int FindValueOfOne()
    {
        if (_statedMaximum == 1)
            return 1;
        bool isLarger = false;
        bool isAny = false;
        ParallelLoop.Run(_frames.Count, () => new byte[Format.FrameBytes], (frame, ref buffer) =>
        {
            // One is enough.
            if (Volatile.Read(ref isLarger))
                return;
            Read(frame, buffer);
            if (buffer.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)1))
                Volatile.Write(ref isLarger, true);
            else if (buffer.AsSpan().Contains((byte)1))
                isAny = true;
        }, CancellationToken.None);
        return isAny && !isLarger ? 1 : _statedMaximum;
    }

    private sealed class Reader(FractionalStoredFrames frames, int threshold) : RunReader(frames._frames.Repeats)
    {
        private readonly byte[] _pixels = new byte[frames.Format.FrameBytes];

        protected override void Fill(int frame)
        {
            frames.Read(frame, _pixels);
            int number = frames._frames.SegmentNumbers[frame];
            ReadOnlySpan<byte> pixels = _pixels;
            int start = 0;
            while (start < pixels.Length)
            {
                int first = pixels[start..].IndexOfAnyInRange((byte)threshold, (byte)255);
                if (first < 0)
                    break;
                start += first;
                int length = pixels[start..].IndexOfAnyExceptInRange((byte)threshold, (byte)255);
                length = length < 0 ? pixels.Length - start : length;
                Runs.Add(new SegmentRun(start, length, number));
                start += length;
            }
        }
    }
}
