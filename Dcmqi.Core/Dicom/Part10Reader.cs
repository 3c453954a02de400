using System.Buffers.Binary;
using System.IO.Compression;
using Dcmqi.Dicom.Encoding;

namespace Dcmqi.Dicom;

/// <summary>Reads a whole file: preamble, File Meta Information, data set (PS3.10 section 7).</summary>
internal static class Part10Reader
{
    private const uint FirstOfPixels = 0x7FE0_0000;
    private const uint FirstAfterMeta = 0x0003_0000;

    /// <summary>Reads a file.</summary>
    /// <exception cref="DicomFormatException">It is not a DICOM file, or is malformed.</exception>
    /// <exception cref="NotSupportedException">Its transfer syntax cannot be read, or it is beyond a limit.</exception>
    public static DicomFile Read(ParseContext context, OpenOptions options, FileParts parts)
    {
        using EncodedWindow window = new(context.Source);
        if (!FileStart.TryFind(window.Peek(0, FileStart.Length), out int start, out EncodingRules rules))
            throw context.Fault("This is no DICOM file: 'DICM' does not stand at byte 128, and the first bytes are no element that a data set begins with.", null, 0);
        if (start != 132)
            context.Warn("The file has no preamble (PS3.10 7.1).");

        DataSet meta = new(CharacterSet.Ascii);
        long position = start;
        if (BeginsWithMeta(window.Peek(position, 8), rules))
            position = new DataSetParser(context, window, MetaRules(context, window, position, rules), 0).ParseElements(meta, position, EndOfMeta(window, position, context.Source.Length), false, FirstAfterMeta);
        else
            context.Warn("The file has no File Meta Information (PS3.10 7.1).");
        TransferSyntax syntax = SyntaxOf(context, window, meta, position);
        DataSet dataSet = new(CharacterSet.Ascii);
        if (syntax.IsDeflated)
            context = ReadDeflated(context, position, syntax, dataSet, options, parts);
        else
            ParseDataSet(context, window, syntax, dataSet, position, parts);
        options.CheckFrames(dataSet, context.FileName is null ? "" : Path.GetFileName(context.FileName) + ": ");
        return new DicomFile(context, meta, dataSet, syntax) { Decoders = options.Decoders };
    }

    private static void ParseDataSet(ParseContext context, EncodedWindow window, TransferSyntax syntax, DataSet dataSet, long position, FileParts parts)
    {
        new DataSetParser(context, window, EncodingRules.Of(syntax), 0)
            .ParseElements(dataSet, position, context.Source.Length, false, parts == FileParts.Headers ? FirstOfPixels : uint.MaxValue);

        // What was read on demand is there now as far as it is wanted.
        (context.Source as MemoryByteSource)?.Finish();
    }

    // PS3.10 7.1: the group length says where the File Meta Information ends. It is needed where a group below 0002 follows, as in files of old.
    private static long EndOfMeta(EncodedWindow window, long position, long end)
    {
        ReadOnlySpan<byte> first = window.Peek(position, 12);
        if (first.Length < 12 || !first[..8].SequenceEqual("\u0002\0\0\0UL\u0004\0"u8))
            return end;
        long after = position + first.Length + BinaryPrimitives.ReadUInt32LittleEndian(first[8..]);
        ReadOnlySpan<byte> next = after + 8 <= end ? window.Peek(after, 8) : default;
        return next.Length == 8 && BinaryPrimitives.ReadUInt16LittleEndian(next) < 0x0002 ? after : end;
    }

    private static bool BeginsWithMeta(ReadOnlySpan<byte> bytes, EncodingRules rules) =>
        bytes.Length == 8 && ElementHeader.ReadTag(bytes, rules.IsBigEndian) >> 16 == 0x0002;

    // Always Explicit VR Little Endian, but for some writers that no longer live.
    private static EncodingRules MetaRules(ParseContext context, EncodedWindow window, long position, EncodingRules rules)
    {
        if (!FileStart.TryGuess(window.Peek(position, 12), context.Source.Length - position, out EncodingRules guess))
            return rules;
        if (guess != EncodingRules.ExplicitLittleEndian)
            context.Warn("The File Meta Information is not in Explicit VR Little Endian (PS3.10 7.1).");
        return guess;
    }

    private static TransferSyntax SyntaxOf(ParseContext context, EncodedWindow window, DataSet meta, long position)
    {
        bool isGuessed = FileStart.TryGuess(window.Peek(position, 12), context.Source.Length - position, out EncodingRules guess);
        if (meta.GetString(Tags.TransferSyntaxUID) is { } uid)
        {
            TransferSyntax stated = TransferSyntax.Of(uid);
            if (!isGuessed || stated.IsDeflated || EncodingRules.Of(stated) == guess || stated.IsEncapsulated)
                return stated;
            context.Warn($"Transfer Syntax UID (0002,0010) says {stated}, but the data set is in {SyntaxOf(guess)}.");
            return SyntaxOf(guess);
        }

        if (!isGuessed)
            throw context.Fault("Transfer Syntax UID (0002,0010) is missing, and the first bytes of the data set do not show how it is laid out.", "(0002,0010)", position);
        context.Warn($"Transfer Syntax UID (0002,0010) is missing; the data set looks like {SyntaxOf(guess)}.");
        return SyntaxOf(guess);
    }

    private static TransferSyntax SyntaxOf(EncodingRules rules) =>
        !rules.IsExplicitVR ? TransferSyntax.ImplicitVRLittleEndian
        : rules.IsBigEndian ? TransferSyntax.ExplicitVRBigEndian
        : TransferSyntax.ExplicitVRLittleEndian;

    // PS3.5 A.5: all after the File Meta Information is one deflate stream without zlib header. Of headers no more is inflated than is parsed.
    private static ParseContext ReadDeflated(ParseContext context, long position, TransferSyntax syntax, DataSet dataSet, OpenOptions options, FileParts parts)
    {
        string name = context.FileName is null ? "" : Path.GetFileName(context.FileName) + ": ";
        ByteLimit limit = options.LimitOfInflating($"{name}The deflated data set");
        try
        {
            using ByteSourceStream compressed = new(context.Source, position);
            using DeflateStream stream = new(compressed, CompressionMode.Decompress);
            MemoryByteSource inflated = parts == FileParts.Headers ? MemoryByteSource.ReadOnDemand(stream, limit) : MemoryByteSource.ReadAll(stream, limit);
            ParseContext inner = new(inflated, context.FileName);
            foreach (string warning in context.Warnings)
                inner.Warn(warning);
            using EncodedWindow window = new(inflated);
            ParseDataSet(inner, window, syntax, dataSet, 0, parts);
            return inner;
        }
        catch (InvalidDataException failure)
        {
            throw new DicomFormatException($"{name}The deflated data set cannot be inflated: {failure.Message}", null, position, failure);
        }
    }
}
