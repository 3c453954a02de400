namespace Dcmqi.Cli;

/// <summary>One run of <c>segconvert</c>.</summary>
internal sealed class SegConvert(CommandConsole console)
{
    public required string[] InputFiles { get; init; }

    public required string OutputFile { get; init; }

    /// <summary>The encoding of the result; that of the first input if <see langword="null"/>.</summary>
    public SegmentationEncoding? Encoding { get; init; }

    /// <summary>How the result is compressed; <see langword="null"/> where it was not given.</summary>
    public PixelCompression? Compression { get; init; }

    /// <summary>Who receives the result; <see langword="null"/> where nobody was named.</summary>
    public Receiver? Receiver { get; init; }

    /// <summary>Whether segments that overlap go into objects of their own.</summary>
    public bool Splits { get; init; }

    public double? Threshold { get; init; }

    public int[]? Segments { get; init; }

    /// <summary>Which tiles of a slide are written; as in the inputs if <see langword="null"/>.</summary>
    public SlideTiling? Tiling { get; init; }

    public bool UsePalette { get; init; }

    public bool Force16Bit { get; init; }

    /// <summary>Frames of each file; <see langword="null"/> for one file.</summary>
    public int? FramesPerPart { get; init; }

    public bool Verbose { get; init; }

    private ReceiverStorage Storage => new(console)
    {
        Receiver = Receiver,
        Splits = Splits,
        Constraints = new()
        {
            Encoding = Encoding ?? (UsePalette || Force16Bit ? SegmentationEncoding.LabelMap : null),
            Compression = Compression,
            LabelMapColorModel = ColorModel,
        },
    };

    private LabelMapColorModel ColorModel => UsePalette ? LabelMapColorModel.PaletteColor : LabelMapColorModel.Monochrome2;

    public void Run(CancellationToken cancellationToken)
    {
        var output = new SegmentationOutput(console, OutputFile, FramesPerPart);
        InputFiles files = output.Name(new InputFiles().Files("--inputDICOM", InputFiles), Storage.IsNeeded);
        files.Check();
        if (InputFiles.Length == 0)
            throw new UsageException("--inputDICOM names no file.");
        Segmentation[] inputs = [.. Segmentation.OpenAll(InputFiles)];
        try
        {
            CheckOptions(inputs);
            if (Verbose)
            {
                foreach (Segmentation input in inputs)
                    console.Say($"Read {input}.");
            }

            if (Storage.IsNeeded)
                Store(inputs, output, files, cancellationToken);
            else
                Convert(inputs, output, cancellationToken);
        }
        finally
        {
            Array.ForEach(inputs, input => input.Dispose());
        }
    }

    private void Convert(Segmentation[] inputs, SegmentationOutput output, CancellationToken cancellationToken)
    {
        console.Plan(("Composing frames", 1, 1), ("Compressing", 4, 1), ("Writing", 1, 1));
        using Segmentation converted = Segmentation.Merge(inputs, Options(EncodingOr(inputs[0].Encoding)), Conversion(Segments), console.Progress, cancellationToken);
        Tell(converted);
        output.WarnOfCompression(converted, CompressionOrNone);
        output.Write(converted, CompressionOrNone, cancellationToken);
    }

    // Several objects become one first, whose segments may overlap.
    private void Store(Segmentation[] inputs, SegmentationOutput output, InputFiles files, CancellationToken cancellationToken)
    {
        console.Plan(("Composing frames", 2, inputs.Length == 1 ? 1 : 2), ("Compressing", 4, 1), ("Writing", 1, 1));
        SegmentationEncoding asIs = Array.TrueForAll(inputs, input => input.Encoding == SegmentationEncoding.Fractional) ? SegmentationEncoding.Fractional : SegmentationEncoding.Binary;
        using Segmentation? merged = inputs.Length == 1 ? null : Segmentation.Merge(inputs, new() { Encoding = asIs }, Conversion(Segments), console.Progress, cancellationToken);
        Segmentation source = merged ?? inputs[0];
        ReceiverStorage storage = Storage;
        ReceiverChoice choice = storage.Choose(source, Options(EncodingOr(source.Encoding)), FramesPerPart);
        if (Threshold is not null && choice.Options.Encoding == SegmentationEncoding.Fractional)
            throw new UsageException("--threshold is for fractions that become segments; these stay fractions. Give --segmentationType binary or labelmap.");
        IReadOnlyList<Segmentation> made = storage.Make(source, choice, Conversion(merged is null ? Segments : null), cancellationToken);
        try
        {
            Tell(made[0]);
            console.Repeat("Compressing", made.Count);
            console.Repeat("Writing", made.Count);
            output.WriteAll(made, files, choice.Compression, cancellationToken);
        }
        finally
        {
            foreach (Segmentation segmentation in made)
                segmentation.Dispose();
        }
    }

    private void Tell(Segmentation converted)
    {
        console.Warn(converted.Warnings);
        if (!Verbose)
            return;
        foreach (Segment segment in converted.Segments)
            console.Say(segment.ToString());
    }

    private PixelCompression CompressionOrNone => Compression ?? PixelCompression.None;

    private SegmentationEncoding EncodingOr(SegmentationEncoding otherwise) => Encoding ?? otherwise;

    private SegmentationOptions Options(SegmentationEncoding encoding) => new()
    {
        Encoding = encoding,
        LargeObjects = SegmentationOutput.LargeObjects(CompressionOrNone, FramesPerPart),
        LabelMapColorModel = ColorModel,
        LabelMapBitDepth = Force16Bit ? LabelMapBitDepth.Sixteen : LabelMapBitDepth.Smallest,
    };

    private SegmentationConversion Conversion(int[]? segments) => new() { Segments = segments, Threshold = Threshold ?? 0.5, Tiling = Tiling, Authorship = console.Authorship };

    // What was asked for and cannot be done is said, rather than left out.
    private void CheckOptions(Segmentation[] inputs)
    {
        // What the receiver gets is chosen later, where nothing says it.
        SegmentationEncoding? encoding = Receiver is null ? EncodingOr(inputs[0].Encoding) : Encoding;
        if (encoding is { } known)
            CompressionName.CheckGoesWith(known, CompressionOrNone);
        if (encoding is not (SegmentationEncoding.LabelMap or null) && (UsePalette || Force16Bit))
            throw new UsageException($"{(UsePalette ? "--usePalette" : "--force16Bit")} is for --segmentationType labelmap, not {EncodingName.Of(encoding.Value)}.");
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
