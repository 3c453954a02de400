using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

/// <summary>A segmentation's data set in the transfer syntax of a file to be written.</summary>
internal static class SegmentationFile
{
    public static (DataSet DataSet, TransferSyntax Syntax) Of(
        DataSet dataSet, StoredFrames frames, int frameCount, PixelCompression compression, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        FrameFormat format = frames.Format;
        if (compression == PixelCompression.JpegLs && format.BitsAllocated == 1)
            throw new ArgumentException("JPEG-LS compresses pixels of 2 bits and more, not the single bits of a binary segmentation. Use PixelCompression.Rle, DeflatedFrame or Deflated, or SegmentationEncoding.LabelMap.", nameof(compression));
        return TranscodedFile.Of(dataSet, format, frameCount, frames.Read, NativePixels, compression, progress, cancellationToken);

        BulkValue NativePixels() => format.BitsAllocated == 1
            ? new RunPixelData(AllRuns(frames, frameCount), (int)format.PixelCount)
            : new RenderedPixelData(frameCount, format.FrameBytes, frames.Read);
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
}
