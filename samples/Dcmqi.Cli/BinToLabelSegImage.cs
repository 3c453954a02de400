namespace Dcmqi.Cli;

/// <summary>One run of <c>bin2labelsegimage</c>.</summary>
internal sealed class BinToLabelSegImage(CommandConsole console)
{
    public required string InputFile { get; init; }

    public required string OutputFile { get; init; }

    public LabelMapColorModel ColorModel { get; init; }

    public LabelMapBitDepth BitDepth { get; init; }

    public EmptyContent EmptyFrames { get; init; }

    /// <summary>Options of dcmqi's that were given and change nothing.</summary>
    public required string[] WithoutEffect { get; init; }

    public PixelCompression Compression { get; init; }

    /// <summary>Whether an object that breaks the standard is refused.</summary>
    public bool IsChecked { get; init; }

    public bool Verbose { get; init; }

    public void Run(CancellationToken cancellationToken)
    {
        new InputFiles().File("--inputDICOM", InputFile).FolderOf("--outputDICOM", OutputFile).Check();
        using Segmentation binary = Segmentation.Open(InputFile);
        if (binary.Encoding == SegmentationEncoding.Fractional)
            throw new UsageException($"--inputDICOM: '{InputFile}' is fractional, not binary; segconvert converts any.");
        if (binary.Encoding == SegmentationEncoding.LabelMap)
            console.Note($"'{InputFile}' is a label map already; its segments are taken over.");
        if (WithoutEffect.Length > 0)
            console.Note($"{string.Join(" and ", WithoutEffect)} {(WithoutEffect.Length == 1 ? "changes" : "change")} nothing: Segment Numbers and references are those of the input.");
        if (Verbose)
            console.Say($"Read {binary}.");

        var options = new SegmentationOptions { Encoding = SegmentationEncoding.LabelMap, LabelMapColorModel = ColorModel, LabelMapBitDepth = BitDepth, EmptyFrames = EmptyFrames };
        console.Plan(("Composing frames", 1, 1), ("Compressing", 4, 1), ("Writing", 1, 1));
        using Segmentation labelMap = binary.ConvertTo(options, new() { Authorship = console.Authorship }, console.Progress, cancellationToken);
        console.Warn(labelMap.Warnings);
        Check(labelMap);
        labelMap.Save(OutputFile, new() { Compression = Compression }, progress: console.Progress, cancellationToken: cancellationToken);
        console.Say($"Saved {OutputFile}. {labelMap}");
    }

    private void Check(Segmentation labelMap)
    {
        if (!IsChecked)
            return;
        ValidationFinding[] errors = [.. labelMap.Validate().Where(finding => finding.Severity == ValidationSeverity.Error)];
        if (errors.Length > 0)
            throw new UsageException($"The label map would break the standard; --noCheck writes it all the same.{string.Concat(errors.Select(finding => $"{Environment.NewLine}  {finding.Path} {finding.Message}. ({finding.Clause})"))}");
    }
}
