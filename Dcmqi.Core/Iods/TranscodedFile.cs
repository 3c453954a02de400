using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Iods;

/// <summary>A multi-frame object in the transfer syntax of a file to be written.</summary>
internal static class TranscodedFile
{
    /// <param name="dataSet">The object; its pixels may be compressed.</param>
    /// <param name="format">How <paramref name="read"/> lays out a frame.</param>
    /// <param name="frameCount">Number of Frames.</param>
    /// <param name="read">Reads a frame without compression.</param>
    /// <param name="nativePixels">Makes all frames one behind the other, where the object is compressed and shall not be.</param>
    /// <param name="compression">How the file shall be compressed.</param>
    /// <param name="progress">Is told of frames compressed.</param>
    /// <param name="cancellationToken">Stops between frames.</param>
    /// <exception cref="ConversionException">The object lacks what no file can be without.</exception>
    /// <exception cref="ArgumentException">Such pixels cannot be so compressed.</exception>
    public static (DataSet DataSet, TransferSyntax Syntax) Of(
        DataSet dataSet,
        FrameFormat format,
        int frameCount,
        FrameRenderer read,
        Func<BulkValue> nativePixels,
        PixelCompression compression,
        IProgress<ConversionProgress>? progress,
        CancellationToken cancellationToken)
    {
        // An object that was opened may lack what no file can be without.
        foreach (Tag tag in (ReadOnlySpan<Tag>)[Tags.SOPClassUID, Tags.SOPInstanceUID])
        {
            if (!dataSet.HasValue(tag))
                throw new ConversionException($"{tag.Describe()} is missing; no DICOM file can be without (PS3.10 7.1).");
        }

        switch (compression)
        {
            case PixelCompression.None:
                return (Native(), TransferSyntax.ExplicitVRLittleEndian);
            case PixelCompression.Deflated:
                return (Native(), TransferSyntax.DeflatedExplicitVRLittleEndian);
            case PixelCompression.Rle:
                return Compressed(TransferSyntax.Of(Uids.RLELossless));
            case PixelCompression.DeflatedFrame:
                return Compressed(TransferSyntax.Of(Uids.DeflatedImageFrameCompression));
            case PixelCompression.JpegLs:
                return Compressed(TransferSyntax.Of(Uids.JPEGLSLossless));
            default:
                throw new ArgumentOutOfRangeException(nameof(compression), compression, "The compression is None, Deflated, Rle, JpegLs or DeflatedFrame.");
        }

        (DataSet, TransferSyntax) Compressed(TransferSyntax syntax)
        {
            DataSet copy = ShallowCopy(dataSet);
            BulkValue[] encoded = FrameEncoder.Encode(frameCount, format, FrameCodec.Of(syntax)!, read, progress, cancellationToken);
            EncapsulatedFrames.Set(copy, encoded);
            return (copy, syntax);
        }

        DataSet Native()
        {
            if (dataSet.Find(Tags.PixelData)?.Fragments is null)
                return dataSet;
            DataSet copy = ShallowCopy(dataSet);
            copy.Remove(Tags.ExtendedOffsetTable);
            copy.Remove(Tags.ExtendedOffsetTableLengths);
            copy.SetBulk(Tags.PixelData, format.BitsAllocated > 8 ? VR.OW : VR.OB, nativePixels());
            return copy;
        }
    }

    /// <summary>Tells progress of bytes written, by the size of the pixels.</summary>
    public static Action<long>? Told(DataSet dataSet, IProgress<ConversionProgress>? progress)
    {
        DataElement? pixels = dataSet.Find(Tags.PixelData) ?? dataSet.Find(Tags.FloatPixelData) ?? dataSet.Find(Tags.DoubleFloatPixelData);
        if (progress is null || pixels is null)
            return null;
        long total = pixels.Fragments?.Parts.Sum(part => part.Length) ?? pixels.Length;
        long written = 0;
        return bytes => progress.Report(new ConversionProgress("Writing", written = Math.Min(total, written + bytes), total));
    }

    private static DataSet ShallowCopy(DataSet dataSet)
    {
        var copy = new DataSet();
        foreach (DataElement element in dataSet)
            copy.Put(element);
        return copy;
    }
}
