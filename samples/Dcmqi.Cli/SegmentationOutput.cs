using System.Globalization;

namespace Dcmqi.Cli;

/// <summary>Writes a segmentation as one file, or as the parts of a concatenation.</summary>
internal static class SegmentationOutput
{
    /// <summary>An object that is written in parts may be larger than one file can hold, and so may one that is compressed frame by frame.</summary>
    public static LargeObjects LargeObjects(PixelCompression compression, int? framesPerPart) =>
        framesPerPart is null && compression is PixelCompression.None or PixelCompression.Deflated ? Dcmqi.LargeObjects.Refuse : Dcmqi.LargeObjects.Allow;

    /// <summary>Adds what will be written to the names that are checked.</summary>
    public static InputFiles Name(InputFiles inputs, string path, int? framesPerPart) =>
        framesPerPart is null ? inputs.FolderOf("--outputDICOM", path) : inputs.FolderOfParts("--outputDICOM", path);

    public static void Write(CommandConsole console, Segmentation segmentation, string path, PixelCompression compression, int? framesPerPart, CancellationToken cancellationToken)
    {
        if (compression == PixelCompression.Rle && segmentation.Encoding == SegmentationEncoding.Binary)
            console.Warn(["fo-dicom 5.1, OHIF 3.13 and older versions of pydicom read a binary segmentation with --compress rle as empty, without an error. --segmentationType labelmap with rle, or --compress deflate, is read by more."]);
        if (framesPerPart is null)
        {
            segmentation.Save(path, new() { Compression = compression }, progress: console.Progress, cancellationToken: cancellationToken);
            console.Say($"Saved {path}. {segmentation}");
            return;
        }

        IReadOnlyList<string> parts = segmentation.SaveConcatenation(path, Concatenation.ByFrames(framesPerPart.Value), new() { Compression = compression }, progress: console.Progress, cancellationToken: cancellationToken);
        console.Say(string.Create(CultureInfo.InvariantCulture, $"Saved {parts[0]}{(parts.Count == 1 ? "" : $" to {Path.GetFileName(parts[^1])}")}, {Counted.Of(parts.Count, "part")}. {segmentation}"));
    }
}
