namespace Dcmqi.Dicom.PixelData;

/// <summary>Reads frames of Pixel Data one by one, whatever they are compressed with. May be used from several threads at once.</summary>
internal abstract class FrameReader
{
    // Headers of frames are shorter; what stands before them is comments.
    private const int MostOfStart = 1 << 16;

    private protected FrameReader(int frameCount, FrameFormat format)
    {
        FrameCount = frameCount;
        Format = format;
    }

    /// <summary>Number of Frames; 1 where the data set does not say.</summary>
    public int FrameCount { get; }

    /// <summary>How the frames that are read are laid out.</summary>
    public FrameFormat Format { get; }

    /// <summary>Why no frame can be read although all that is said of them can: nothing decodes the transfer syntax. <see langword="null"/> otherwise.</summary>
    public virtual string? Undecodable => null;

    /// <summary>Refuses what cannot be read before memory is taken for it.</summary>
    /// <exception cref="NotSupportedException">Nothing decodes the transfer syntax.</exception>
    public void RequireDecoder()
    {
        if (Undecodable is { } reason)
            throw new NotSupportedException(reason);
    }

    /// <summary>Makes a reader of Pixel Data, Float Pixel Data or Double Float Pixel Data.</summary>
    /// <param name="dataSet">The image. Frames of one bit, which may begin within bytes, are moved to whole bytes as they are read.</param>
    /// <param name="syntax">The transfer syntax the data set came in.</param>
    /// <param name="decoders">Decoders for transfer syntaxes that this library has no codec for; the first that knows it is taken.</param>
    /// <param name="warn">Is told what was tolerated.</param>
    /// <param name="frameCount">The number of frames where something else than Number of Frames tells it.</param>
    /// <exception cref="DicomFormatException">There are no pixels, or fewer than Rows, Columns and Number of Frames make.</exception>
    /// <exception cref="NotSupportedException">A frame is too large.</exception>
    public static FrameReader Of(DataSet dataSet, TransferSyntax syntax, IReadOnlyList<IFrameDecoder> decoders, Action<string>? warn = null, int? frameCount = null)
    {
        DataElement element = FindPixels(dataSet);
        FrameFormat format = FrameFormat.Of(dataSet);
        int count = frameCount ?? dataSet.GetInt32(Tags.NumberOfFrames) ?? 1;
        if (count < 1)
            throw dataSet.Fault(Tags.NumberOfFrames, $"is {count}; 1 or more was expected");
        if (element.Fragments is null)
            return NativeReader(dataSet, syntax, element, count, format, warn);
        if (!syntax.IsEncapsulated)
            throw dataSet.Fault(Tags.PixelData, $"is encapsulated, which {syntax} does not allow");
        return EncapsulatedReader(dataSet, syntax, count, format, decoders, warn);
    }

    /// <summary>Reads a frame.</summary>
    /// <param name="frame">From 0.</param>
    /// <param name="destination">Its first <see cref="FrameFormat.FrameBytes"/> bytes are filled.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such frame.</exception>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    /// <exception cref="DicomFormatException">The frame is malformed.</exception>
    /// <exception cref="NotSupportedException">Nothing decodes the transfer syntax, or it uses what its codec does not know.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public void ReadFrame(int frame, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, FrameCount);
        int bytes = Format.FrameBytes;
        if (destination.Length < bytes)
            throw new ArgumentException($"A frame has {bytes} bytes; there is room for {destination.Length}.", nameof(destination));
        Read(frame, destination[..bytes]);
    }

    private protected abstract void Read(int frame, Span<byte> destination);

    private static DataElement FindPixels(DataSet dataSet) =>
        dataSet.Find(Tags.PixelData) ?? dataSet.Find(Tags.FloatPixelData) ?? dataSet.Find(Tags.DoubleFloatPixelData)
        ?? throw dataSet.Fault(Tags.PixelData, "is missing");

    private static FrameReader NativeReader(DataSet dataSet, TransferSyntax syntax, DataElement element, int frameCount, FrameFormat format, Action<string>? warn)
    {
        if (syntax.IsEncapsulated && element.Tag == Tags.PixelData)
            throw dataSet.Fault(element.Tag, $"is native, which {syntax} does not allow");
        int? needed = element.Tag == Tags.FloatPixelData ? 32 : element.Tag == Tags.DoubleFloatPixelData ? 64 : null;
        if (needed is not null && format.BitsAllocated != needed)
            throw dataSet.Fault(Tags.BitsAllocated, $"is {format.BitsAllocated}; {element.Tag.Describe()} has {needed}");
        if (format.BitsAllocated == 1)
            return SingleBitFrameReader.Of(dataSet, element, frameCount, format, warn);
        // A file of a few bytes may claim any size: nothing is made room for before it is known to be there.
        long expected = (long)frameCount * format.FrameBytes;
        if (element.Length < expected)
            throw dataSet.Fault(element.Tag, $"has {element.Length} bytes; {Counted.Of(frameCount, "frame")} of {format.FrameBytes} bytes were expected");
        if (element.Length > expected + 1)
            warn?.Invoke($"{element.Tag.Describe()} has {element.Length} bytes; {Counted.Of(frameCount, "frame", "takes", "take")} {expected}. The rest is left out.");
        return new NativeFrameReader(element.ToBulk(), frameCount, format);
    }

    private static FrameReader EncapsulatedReader(DataSet dataSet, TransferSyntax syntax, int frameCount, FrameFormat format, IReadOnlyList<IFrameDecoder> decoders, Action<string>? warn)
    {
        if (FrameCodec.Of(syntax) is { } codec)
        {
            long encoded = dataSet.Find(Tags.PixelData)!.Fragments!.Parts.Sum(part => part.Length);
            if (codec.MostBytesFrom(encoded) < (long)frameCount * format.FrameBytes)
                throw dataSet.Fault(Tags.PixelData, $"has {encoded} bytes in fragments, too few for {Counted.Of(frameCount, "frame")} of {format.FrameBytes} bytes in {syntax}");
            EncapsulatedFrames frames = EncapsulatedFrames.Find(dataSet, frameCount, warn);
            codec.CheckStatedSize(StartOf(frames), format);
            return new EncapsulatedFrameReader(frames, syntax, format, (bytes, frame) => codec.Decode(bytes, format, frame));
        }

        var decoding = new FrameDecoding(dataSet, decoders);
        return decoding.Find(syntax) is null
            ? Undecoded(dataSet, syntax, frameCount, format, warn)
            : new EncapsulatedFrameReader(EncapsulatedFrames.Find(dataSet, frameCount, warn), syntax, format, (bytes, frame) => decoding.Decode(syntax, format, bytes, frame));
    }

    // Headers say much without a pixel.
    private static UndecodedFrameReader Undecoded(DataSet dataSet, TransferSyntax syntax, int frameCount, FrameFormat format, Action<string>? warn)
    {
        _ = EncapsulatedFrames.Find(dataSet, frameCount, warn);
        string reason = FrameDecoding.ReasonWithout(syntax);
        warn?.Invoke(reason);
        return new UndecodedFrameReader(frameCount, format, reason);
    }

    private static byte[] StartOf(EncapsulatedFrames frames)
    {
        if (frames.Count == 0 || frames[0].Count == 0)
            return [];
        BulkValue first = frames[0][0];
        byte[] start = new byte[Math.Min(first.Length, MostOfStart)];
        first.Read(0, start);
        return start;
    }
}
