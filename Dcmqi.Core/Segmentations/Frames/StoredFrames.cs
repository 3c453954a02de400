using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Segmentations;

/// <summary>The frames of a segmentation as they are stored, and as runs. What is particular to a Segmentation Type on reading is said in one class each.</summary>
internal abstract class StoredFrames
{
    public abstract SegmentationEncoding Encoding { get; }

    /// <summary>How <see cref="Read"/> lays out a frame.</summary>
    public abstract FrameFormat Format { get; }

    /// <summary>The value of pixels that no frame gives: where positions are missing.</summary>
    public virtual ushort FillValue => 0;

    /// <summary>Whether the object states <see cref="FillValue"/>.</summary>
    public virtual bool HasFillValue => false;

    /// <summary>What was found out and tolerated while pixels were read.</summary>
    public virtual IEnumerable<string> ReadingWarnings => [];

    /// <summary>Reads a frame without compression; several threads may read at once.</summary>
    /// <param name="frame">Frame from 0.</param>
    /// <param name="stored">Takes the bytes; bits lie from the lowest of the first byte on.</param>
    public abstract void Read(int frame, Span<byte> stored);

    /// <summary>A reader for one thread.</summary>
    public abstract RunReader NewReader();

    /// <param name="dataSet">The segmentation.</param>
    /// <param name="frames">What its functional groups say.</param>
    /// <param name="pixels">Its frames.</param>
    /// <param name="warnings">Takes what was tolerated.</param>
    /// <exception cref="NotSupportedException">The Segmentation Type, or the form of its pixels, is not supported.</exception>
    public static StoredFrames Of(DataSet dataSet, FrameIndex frames, FrameReader pixels, List<string> warnings)
    {
        string? type = dataSet.GetString(Tags.SegmentationType);
        return type switch
        {
            "BINARY" => new BinaryStoredFrames(frames, pixels),
            "LABELMAP" => new LabelMapStoredFrames(dataSet, frames, pixels, warnings),
            "FRACTIONAL" => new FractionalStoredFrames(dataSet, frames, pixels, warnings),
            _ => throw new NotSupportedException($"{Tags.SegmentationType.Describe()} is {(type is null ? "missing" : $"'{type}'")}; BINARY, LABELMAP and FRACTIONAL are supported (PS3.3 C.8.20.2.3)."),
        };
    }
}
