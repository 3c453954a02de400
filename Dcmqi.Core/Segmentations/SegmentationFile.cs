using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Segmentations;

/// <summary>A segmentation's data set in the transfer syntax of a file to be written.</summary>
internal static class SegmentationFile
{
    public static (DataSet DataSet, TransferSyntax Syntax) Of(
        DataSet dataSet, StoredFrames frames, int frameCount, PixelCompression compression, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
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
                return (Native(dataSet, frames, frameCount), TransferSyntax.ExplicitVRLittleEndian);
            case PixelCompression.Deflated:
                return (Native(dataSet, frames, frameCount), TransferSyntax.DeflatedExplicitVRLittleEndian);
            case PixelCompression.Rle:
                return Compressed(TransferSyntax.Of(Uids.RLELossless));
            case PixelCompression.DeflatedFrame:
                return Compressed(TransferSyntax.Of(Uids.DeflatedImageFrameCompression));
            case PixelCompression.JpegLs when frames.Format.BitsAllocated == 1:
                throw new ArgumentException("JPEG-LS compresses pixels of 2 bits and more, not the single bits of a binary segmentation. Use PixelCompression.Rle, DeflatedFrame or Deflated, or SegmentationEncoding.LabelMap.", nameof(compression));
            case PixelCompression.JpegLs:
                return Compressed(TransferSyntax.Of(Uids.JPEGLSLossless));
            default:
                throw new ArgumentOutOfRangeException(nameof(compression), compression, "The compression is None, Deflated, Rle, JpegLs or DeflatedFrame.");
        }

        (DataSet, TransferSyntax) Compressed(TransferSyntax syntax)
        {
            DataSet copy = ShallowCopy(dataSet);
            BulkValue[] encoded = FrameEncoder.Encode(frameCount, frames.Format, FrameCodec.Of(syntax)!, frames.Read, progress, cancellationToken);
            EncapsulatedFrames.Set(copy, encoded);
            return (copy, syntax);
        }
    }

    private static DataSet Native(DataSet dataSet, StoredFrames frames, int frameCount)
    {
        if (dataSet.Find(Tags.PixelData)!.Fragments is null)
            return dataSet;
        DataSet copy = ShallowCopy(dataSet);
        copy.Remove(Tags.ExtendedOffsetTable);
        copy.Remove(Tags.ExtendedOffsetTableLengths);
        FrameFormat format = frames.Format;
        BulkValue pixels = format.BitsAllocated == 1
            ? new RunPixelData(AllRuns(frames, frameCount), (int)format.PixelCount)
            : new RenderedPixelData(frameCount, format.FrameBytes, frames.Read);
        copy.SetBulk(Tags.PixelData, format.BitsAllocated > 8 ? VR.OW : VR.OB, pixels);
        return copy;
    }

    // Single bits make one stream over all frames (PS3.5 8.1.1), so frames cannot be put one behind the other as they are.
    private static ReadOnlyMemory<LabelRun>[] AllRuns(StoredFrames frames, int frameCount)
    {
        var runs = new ReadOnlyMemory<LabelRun>[frameCount];
        RunReader reader = frames.NewReader();
        for (int frame = 0; frame < frameCount; frame++)
            runs[frame] = reader.Read(frame).ConvertAll(run => new LabelRun(run.Start, run.Length)).ToArray();
        return runs;
    }

    private static DataSet ShallowCopy(DataSet dataSet)
    {
        var copy = new DataSet();
        foreach (DataElement element in dataSet)
            copy.Put(element);
        return copy;
    }
}
