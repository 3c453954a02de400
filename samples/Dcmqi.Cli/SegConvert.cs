namespace Dcmqi.Cli;

/// <summary>One run of <c>segconvert</c>.</summary>
internal sealed class SegConvert(CommandConsole console)
{
    public required string[] InputFiles { get; init; }

    public required string OutputFile { get; init; }

    /// <summary>The encoding of the result; that of the first input if <see langword="null"/>.</summary>
    public SegmentationEncoding? Encoding { get; init; }

    public PixelCompression Compression { get; init; }

    public double? Threshold { get; init; }

    public int[]? Segments { get; init; }

    /// <summary>Which tiles of a slide are written; as in the inputs if <see langword="null"/>.</summary>
    public SlideTiling? Tiling { get; init; }

    public bool UsePalette { get; init; }

    public bool Force16Bit { get; init; }

    /// <summary>Frames of each file; <see langword="null"/> for one file.</summary>
    public int? FramesPerPart { get; init; }

    public bool Verbose { get; init; }

    public void Run(CancellationToken cancellationToken)
    {
        SegmentationOutput.Name(new InputFiles().Files("--inputDICOM", InputFiles), OutputFile, FramesPerPart).Check();
        if (InputFiles.Length == 0)
            throw new UsageException("--inputDICOM names no file.");
        Segmentation[] inputs = [.. Segmentation.OpenAll(InputFiles)];
        try
        {
            Convert(inputs, cancellationToken);
        }
        finally
        {
            Array.ForEach(inputs, input => input.Dispose());
        }
    }

    private void Convert(Segmentation[] inputs, CancellationToken cancellationToken)
    {
        SegmentationEncoding encoding = Encoding ?? inputs[0].Encoding;
        CheckOptions(inputs, encoding);
        if (Verbose)
        {
            foreach (Segmentation input in inputs)
                console.Say($"Read {input}.");
        }

        var options = new SegmentationOptions
        {
            Encoding = encoding,
            LargeObjects = SegmentationOutput.LargeObjects(Compression, FramesPerPart),
            LabelMapColorModel = UsePalette ? LabelMapColorModel.PaletteColor : LabelMapColorModel.Monochrome2,
            LabelMapBitDepth = Force16Bit ? LabelMapBitDepth.Sixteen : LabelMapBitDepth.Smallest,
        };
        console.Plan(("Composing frames", 1, 1), ("Compressing", 4, 1), ("Writing", 1, 1));
        var conversion = new SegmentationConversion { Segments = Segments, Threshold = Threshold ?? 0.5, Tiling = Tiling };
        using Segmentation converted = Segmentation.Merge(inputs, options, conversion, console.Progress, cancellationToken);
        console.Warn(converted.Warnings);
        if (Verbose)
        {
            foreach (Segment segment in converted.Segments)
                console.Say(segment.ToString());
        }

        SegmentationOutput.Write(console, converted, OutputFile, Compression, FramesPerPart, cancellationToken);
    }

    // What was asked for and cannot be done is said, rather than left out.
    private void CheckOptions(Segmentation[] inputs, SegmentationEncoding encoding)
    {
        CompressionName.CheckGoesWith(encoding, Compression);
        if (encoding != SegmentationEncoding.LabelMap && (UsePalette || Force16Bit))
            throw new UsageException($"{(UsePalette ? "--usePalette" : "--force16Bit")} is for --segmentationType labelmap, not {EncodingName.Of(encoding)}.");
        if (Tiling is not null && Array.Exists(inputs, input => input.SlideMatrix is null))
            throw new UsageException("--tiling is for segmentations of slides, and there are others.");
        if (Tiling == SlideTiling.Full && FramesPerPart is not null)
            throw new UsageException("--concatenation is for tiles that each say their place: --tiling sparse.");
        if (Threshold is null)
            return;
        if (!(Threshold is > 0 and <= 1))
            throw new UsageException("--threshold is a fraction: above 0, at most 1.");
        if (Array.TrueForAll(inputs, input => input.Encoding != SegmentationEncoding.Fractional))
            throw new UsageException("--threshold is for fractional inputs, and there is none.");
        if (encoding == SegmentationEncoding.Fractional && Array.TrueForAll(inputs, input => input.Encoding == SegmentationEncoding.Fractional))
            throw new UsageException("--threshold is for fractions that become segments; these stay fractions. Give --segmentationType binary or labelmap.");
    }
}
