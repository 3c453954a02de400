using System.Globalization;
using System.IO.Compression;

namespace Dcmqi.Cli;

/// <summary>One run of <c>segimage2itkimage</c>.</summary>
internal sealed class SegImageToItkImage(CommandConsole console)
{
    public required string[] InputFiles { get; init; }

    public required string OutputFolder { get; init; }

    public required string Extension { get; init; }

    public required string Prefix { get; init; }

    public SegmentGrouping Grouping { get; init; }

    public CompressionLevel? Compression { get; init; }

    public bool Verbose { get; init; }

    public void Run(CancellationToken cancellationToken)
    {
        var inputs = new InputFiles().Files("--inputDICOM", InputFiles);
        if (File.Exists(OutputFolder))
            throw new UsageException($"--outputDirectory: '{OutputFolder}' is a file.");
        if (Prefix.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
            throw new UsageException($"--prefix: '{Prefix}' is no part of a file name; name the folder in --outputDirectory.");
        inputs.Check();
        if (InputFiles.Length == 0)
            throw new UsageException("--inputDICOM names no file.");

        Segmentation segmentation = Segmentation.Open(InputFiles);
        console.Warn(segmentation.Warnings);
        if (Verbose)
            console.Say($"Read {segmentation}.");

        // A label map is one volume already; dcmqi never takes it apart.
        SegmentGrouping grouping = segmentation.Encoding == SegmentationEncoding.LabelMap ? SegmentGrouping.NonOverlapping : Grouping;
        using var outputs = new OutputSet(OutputFolder);
        string name = Prefix.Length == 0 ? "" : Prefix + "-";
        var options = new VolumeWriteOptions { Compression = Compression };
        int number = 0;
        foreach (LabelVolume labels in segmentation.ToLabelMaps(grouping, null, cancellationToken))
        {
            number++;
            console.Warn(labels.Warnings);
            cancellationToken.ThrowIfCancellationRequested();
            VolumeFile.Write(outputs.PathOf(string.Create(CultureInfo.InvariantCulture, $"{name}{number}{Extension}")), labels, options);
        }

        segmentation.GetMetadata(grouping).Save(outputs.PathOf(name + "meta.json"));
        cancellationToken.ThrowIfCancellationRequested();
        foreach (string path in outputs.Keep())
            console.Say($"Saved {path}.");
    }
}
