using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Iods;

/// <summary>A multi-frame object's data set in the transfer syntax of a file to be written.</summary>
/// <param name="dataSet">The object, or what is said of a part of it; its pixels may be compressed.</param>
/// <param name="format">How <paramref name="read"/> lays out a frame.</param>
/// <param name="read">Reads a frame of the whole, without compression.</param>
/// <param name="range">The frames to be written.</param>
internal sealed class TranscodedFile(DataSet dataSet, FrameFormat format, FrameRenderer read, FrameRange range)
{

    /// <summary>What is wrong with native Pixel Data of so many bytes; <see langword="null"/> where nothing is.</summary>
    public static string? SizeFault(long bytes, int frameCount, int rows, int columns) => bytes <= RenderedPixelData.LargestLength
        ? null
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Counted.Of(frameCount, "frame")} of {columns} x {rows} make {bytes} bytes of Pixel Data; {RenderedPixelData.LargestLength} are the most that one object holds without compression.");

    /// <param name="compression">How the frames are compressed.</param>
    /// <param name="progress">Receives progress: frames compressed.</param>
    /// <param name="cancellationToken">Cancels the compression.</param>
    /// <exception cref="ArgumentException">Such pixels cannot be so compressed.</exception>
    /// <exception cref="ConversionException">The object lacks its identifiers, or is too large to be written like this.</exception>
    public (DataSet DataSet, TransferSyntax Syntax) In(PixelCompression compression, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        // An object that was opened may lack what no file can be without.
        foreach (Tag tag in (ReadOnlySpan<Tag>)[Tags.SOPClassUID, Tags.SOPInstanceUID])
        {
            if (dataSet.GetString(tag) is null)
                throw new ConversionException($"{tag.Describe()} is missing; no DICOM file can be without (PS3.10 7.1).");
        }

        return compression switch
        {
            PixelCompression.None => (Native(), TransferSyntax.ExplicitVRLittleEndian),
            PixelCompression.Deflated => (Native(), TransferSyntax.DeflatedExplicitVRLittleEndian),
            PixelCompression.Rle => Compressed(Uids.RLELossless, progress, cancellationToken),
            PixelCompression.DeflatedFrame => Compressed(Uids.DeflatedImageFrameCompression, progress, cancellationToken),
            PixelCompression.JpegLs when format.BitsAllocated == 1 =>
                throw new ArgumentException("JPEG-LS compresses pixels of 2 bits and more, not the single bits of a binary segmentation. Use PixelCompression.Rle, DeflatedFrame or Deflated, or SegmentationEncoding.LabelMap.", nameof(compression)),
            PixelCompression.JpegLs => Compressed(Uids.JPEGLSLossless, progress, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(compression), compression, "The compression is None, Deflated, Rle, JpegLs or DeflatedFrame."),
        };
    }

    private (DataSet DataSet, TransferSyntax Syntax) Compressed(string syntaxUid, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        var syntax = TransferSyntax.Of(syntaxUid);
        DataSet copy = dataSet.ShallowCopy();
        BulkValue[] encoded = FrameEncoder.Encode(range.Count, format, FrameCodec.Of(syntax)!, Render, progress, cancellationToken);
        EncapsulatedFrames.Set(copy, encoded);
        return (copy, syntax);
    }

    private DataSet Native()
    {
        DataElement stored = PixelsIn(dataSet)!;
        bool isThere = stored.Fragments is null && !range.IsPart;
        BulkValue pixels = isThere ? stored.ToBulk() : PixelsOf(format, range.Count, Render);
        if (SizeFault(pixels.Length, range.Count, format.Rows, format.Columns) is { } fault)
            throw new ConversionException(fault + " Save it with a compression frame by frame (RLE, JPEG-LS or deflated frames), or as a concatenation (not for TILED_FULL).");
        if (isThere)
            return dataSet;
        DataSet copy = dataSet.ShallowCopy();
        copy.Remove(Tags.ExtendedOffsetTable);
        copy.Remove(Tags.ExtendedOffsetTableLengths);
        copy.SetBulk(Tags.PixelData, VRof(format), pixels);
        return copy;
    }

    /// <summary>Tells progress of bytes written, by the size of the pixels.</summary>
    public static Action<long>? Told(DataSet dataSet, IProgress<ConversionProgress>? progress)
    {
        if (progress is null || PixelsIn(dataSet) is not { } pixels)
            return null;
        long total = pixels.Fragments?.Parts.Sum(part => part.Length) ?? pixels.Length;
        long written = 0;
        return bytes => progress.Report(new ConversionProgress("Writing", written = Math.Min(total, written + bytes), total));
    }

    private static DataElement? PixelsIn(DataSet dataSet) =>
        dataSet.Find(Tags.PixelData) ?? dataSet.Find(Tags.FloatPixelData) ?? dataSet.Find(Tags.DoubleFloatPixelData);

    private void Render(int frame, Span<byte> destination) => read(range.First + frame, destination);

    /// <summary>Native Pixel Data that is made as it is asked for.</summary>
    public static BulkValue PixelsOf(FrameFormat format, int frameCount, FrameRenderer render) => format.BitsAllocated == 1
        ? new SingleBitStream(frameCount, (int)format.PixelCount, render)
        : new RenderedPixelData(frameCount, format.FrameBytes, render);

    /// <summary>The VR of native Pixel Data (PS3.5 A.2).</summary>
    public static VR VRof(FrameFormat format) => format.BitsAllocated > 8 ? VR.OW : VR.OB;
}
