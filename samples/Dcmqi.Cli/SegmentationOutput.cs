using System.Globalization;

namespace Dcmqi.Cli;

/// <summary>Writes a segmentation as one file, or as the parts of a concatenation; several as files that are numbered.</summary>
internal sealed class SegmentationOutput(CommandConsole console, string path, int? framesPerPart)
{
    private const string Option = "--outputDICOM";
    private const string BeforeNumber = "-object";

    /// <summary>An object that is written in parts may be larger than one file can hold, and so may one that is compressed frame by frame.</summary>
    public static LargeObjects LargeObjects(PixelCompression compression, int? framesPerPart) =>
        framesPerPart is null && compression is PixelCompression.None or PixelCompression.Deflated ? Dcmqi.LargeObjects.Refuse : Dcmqi.LargeObjects.Allow;

    /// <summary>Adds what will be written to the names that are checked.</summary>
    public InputFiles Name(InputFiles inputs, bool mayBeSeveral)
    {
        if (mayBeSeveral)
            inputs.FolderOfParts(Option, path, BeforeNumber);
        else if (framesPerPart is not null)
            inputs.FolderOfParts(Option, path);
        else
            inputs.FolderOf(Option, path);
        return inputs;
    }

    /// <summary>Warns of what some receivers are known to show wrong without a message.</summary>
    public void WarnOfCompression(Segmentation segmentation, PixelCompression compression)
    {
        if (compression == PixelCompression.Rle && segmentation.Encoding == SegmentationEncoding.Binary)
            console.Warn(["fo-dicom 5.1, OHIF 3.13 and older versions of pydicom read a binary segmentation with --compress rle as empty, without an error. --segmentationType labelmap with rle, or --compress deflate, is read by more."]);
    }

    /// <summary>Writes one, under the name that was given.</summary>
    public void Write(Segmentation segmentation, PixelCompression compression, CancellationToken cancellationToken) =>
        console.Say(Saved(Save(segmentation, path, compression, cancellationToken), segmentation));

    /// <summary>Writes one under the name that was given, or several under numbered names; all of them or none.</summary>
    public void WriteAll(IReadOnlyList<Segmentation> segmentations, InputFiles inputs, PixelCompression compression, CancellationToken cancellationToken)
    {
        if (segmentations.Count == 1)
        {
            Write(segmentations[0], compression, cancellationToken);
            return;
        }

        string folder = Path.GetDirectoryName(path) ?? "";
        using var outputs = new OutputSet(folder.Length == 0 ? "." : folder);
        var saved = new List<string>();
        for (int index = 0; index < segmentations.Count; index++)
        {
            Segmentation segmentation = segmentations[index];
            string name = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)}{BeforeNumber}{index + 1}{Path.GetExtension(path)}");
            outputs.Write(name, temporary => saved.Add(Saved(
                [.. Save(segmentation, temporary, compression, cancellationToken).Select(file => Path.Combine(folder, Path.GetFileName(file)))], segmentation)));
        }

        outputs.Keep(inputs, Option);
        saved.ForEach(console.Say);
    }

    private IReadOnlyList<string> Save(Segmentation segmentation, string to, PixelCompression compression, CancellationToken cancellationToken)
    {
        if (framesPerPart is not null)
            return segmentation.SaveConcatenation(to, Concatenation.ByFrames(framesPerPart.Value) with { Uids = console.Authorship.Uids }, new() { Compression = compression }, progress: console.Progress, cancellationToken: cancellationToken);
        segmentation.Save(to, new() { Compression = compression }, progress: console.Progress, cancellationToken: cancellationToken);
        return [to];
    }

    private string Saved(IReadOnlyList<string> files, Segmentation segmentation) => framesPerPart is null
        ? $"Saved {files[0]}. {segmentation}"
        : string.Create(CultureInfo.InvariantCulture, $"Saved {files[0]}{(files.Count == 1 ? "" : $" to {Path.GetFileName(files[^1])}")}, {Counted.Of(files.Count, "part")}. {segmentation}");
}
