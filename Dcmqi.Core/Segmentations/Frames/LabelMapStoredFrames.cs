using System.Runtime.InteropServices;
using Dcmqi.Binary;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Segmentations;

/// <summary>LABELMAP: Segment Numbers of 8 or 16 bits.</summary>
internal sealed class LabelMapStoredFrames : StoredFrames
{
    private readonly FrameReader _pixels;
    private readonly UndescribedLabels _undescribed;
    private readonly RepeatedFrames? _repeats;

    public LabelMapStoredFrames(DataSet dataSet, FrameIndex frames, FrameReader pixels, List<string> warnings)
    {
        _repeats = frames.Repeats;
        _pixels = pixels;
        if (Format.BitsAllocated is not (8 or 16) || Format.SamplesPerPixel != 1)
            throw new NotSupportedException($"{Tags.BitsAllocated.Describe()} is {Format.BitsAllocated} with {Counted.Of(Format.SamplesPerPixel, "sample")}; a label map has one sample of 8 or 16 bits (PS3.3 C.8.20.2).");
        PaddingValue = Padding(dataSet, warnings);
        _undescribed = new UndescribedLabels(dataSet, PaddingValue);
    }

    public override SegmentationEncoding Encoding => SegmentationEncoding.LabelMap;

    public override FrameFormat Format => _pixels.Format;

    /// <summary>Pixel Padding Value, the number that is background; <see langword="null"/> where none is.</summary>
    public int? PaddingValue { get; }

    public override ushort FillValue => (ushort)(PaddingValue ?? 0);

    public override bool HasFillValue => PaddingValue is not null;

    public override IEnumerable<string> ReadingWarnings => _undescribed.Describe() is { } undescribed ? [$"{Tags.PixelData.Describe()} {undescribed}; labels are kept as they stand."] : [];

    /// <summary>Reads all frames for pixel values that nothing describes.</summary>
    /// <param name="frameCount">Number of frames.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>What is wrong, or <see langword="null"/>.</returns>
    public string? FindUndescribed(int frameCount, CancellationToken cancellationToken)
    {
        ParallelLoop.Run(frameCount, NewReader, (frame, ref reader) => reader.Read(frame), cancellationToken);
        return _undescribed.Describe();
    }

    public override void Read(int frame, Span<byte> stored) => _pixels.ReadFrame(frame, stored);

    public override RunReader NewReader() => new Reader(this);

    private int? Padding(DataSet dataSet, List<string> warnings)
    {
        if (dataSet.GetInt32(Tags.PixelPaddingValue) is not { } value)
            return null;
        int largest = (1 << Format.BitsAllocated) - 1;
        if (value >= 0 && value <= largest)
            return value;
        warnings.Add($"{Tags.PixelPaddingValue.Describe()} is {value}, which {Format.BitsAllocated} bits cannot hold; it is not used.");
        return null;
    }

    private sealed class Reader(LabelMapStoredFrames frames) : RunReader(frames._repeats)
    {
        private readonly byte[] _pixels = new byte[frames.Format.FrameBytes];
        private int _last;

        protected override void Fill(int frame)
        {
            frames.Read(frame, _pixels);
            if (frames.Format.BitsAllocated == 8)
                Find<byte>(_pixels, label => label);
            else
                Find<ushort>(MemoryMarshal.Cast<byte, ushort>(_pixels), label => BitConverter.IsLittleEndian ? label : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(label));
        }

        private void Find<T>(ReadOnlySpan<T> pixels, Func<T, int> number)
            where T : unmanaged, IEquatable<T>
        {
            for (int start = 0; start < pixels.Length;)
            {
                T label = pixels[start];
                int length = pixels[start..].IndexOfAnyExcept(label);
                length = length < 0 ? pixels.Length - start : length;
                if (!label.Equals(default))
                    Add(start, length, number(label));
                start += length;
            }
        }

        private void Add(int start, int length, int number)
        {
            Runs.Add(new SegmentRun(start, length, number));
            if (number == _last)
                return;
            _last = number;
            frames._undescribed.Meet(number);
        }
    }
}
