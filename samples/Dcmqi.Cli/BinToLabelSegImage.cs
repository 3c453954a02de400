namespace Dcmqi.Cli;

/// <summary>One run of <c>bin2labelsegimage</c>.</summary>
internal sealed class BinToLabelSegImage(CommandConsole console)
{
    public required string InputFile { get; init; }

    public required string OutputFile { get; init; }

    public LabelMapColorModel ColorModel { get; init; }

    public LabelMapBitDepth BitDepth { get; init; }

    public PixelCompression Compression { get; init; }

    /// <summary>Whether an object that breaks the standard is refused.</summary>
    public bool IsChecked { get; init; }

    public bool Verbose { get; init; }

    public void Run(CancellationToken cancellationToken)
    {
        new InputFiles().File("--inputDICOM", InputFile).FolderOf("--outputDICOM", OutputFile).Check();
        using Segmentation binary = Segmentation.Open(InputFile);
        if (binary.Encoding != SegmentationEncoding.Binary)
            throw new UsageException($"--inputDICOM: '{InputFile}' is {EncodingName.Of(binary.Encoding)}, not binary; segconvert converts any.");
        if (Verbose)
            console.Say($"Read {binary}.");

        var options = new SegmentationOptions { Encoding = SegmentationEncoding.LabelMap, LabelMapColorModel = ColorModel, LabelMapBitDepth = BitDepth };
        using Segmentation labelMap = binary.ConvertTo(options, null, null, cancellationToken);
        console.Warn(labelMap.Warnings);
        Check(labelMap);
        labelMap.Save(OutputFile, new() { Compression = Compression }, progress: null, cancellationToken: cancellationToken);
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
