namespace Dcmqi.Cli;

/// <summary>One run of <c>itkimage2segimage</c>.</summary>
internal sealed class ItkImageToSegImage(CommandConsole console)
{
    private string[] _imageFiles = [];

    /// <summary>The JSON file that describes labels; <see langword="null"/> where <see cref="Labels"/> do.</summary>
    public string? MetadataFile { get; init; }

    /// <summary>What labels mean, where no JSON file says it.</summary>
    public LabelTable? Labels { get; init; }

    /// <summary>Whether each file is the mask of one structure of <see cref="Labels"/>.</summary>
    public bool AreMasks { get; init; }

    /// <summary>Files, folders of files, and patterns.</summary>
    public required string[] Images { get; init; }

    public required SourceInput Source { get; init; }

    public required string OutputFile { get; init; }

    public EmptyContent EmptyFrames { get; init; }

    public SourceMatching SourceMatching { get; init; }

    public SegmentNumbering Numbering { get; init; }

    /// <summary>How voxels are held; <see langword="null"/> where it was not given.</summary>
    public SegmentationEncoding? GivenEncoding { get; init; }

    /// <summary>How the object is compressed; <see langword="null"/> where it was not given.</summary>
    public PixelCompression? GivenCompression { get; init; }

    /// <summary>Who receives the object; <see langword="null"/> where nobody was named.</summary>
    public Receiver? Receiver { get; init; }

    /// <summary>What fractions mean; <see langword="null"/> where it was not given.</summary>
    public FractionalType? FractionalType { get; init; }

    /// <summary>The voxel value that means 1; <see langword="null"/> where it was not given.</summary>
    public double? FractionMaximum { get; init; }

    /// <summary>Frames of each file; <see langword="null"/> for one file.</summary>
    public int? FramesPerPart { get; init; }

    /// <summary>How volumes come onto the grid of the images; <see langword="null"/> where they keep their own.</summary>
    public Resampling? Resampling { get; init; }

    /// <summary>What the values are that the voxels of a volume have along time.</summary>
    public TimeAxis TimeAxis { get; init; }

    /// <summary>What becomes of values of the images that break the standard.</summary>
    public SourceRepair SourceRepair { get; init; }

    /// <summary>Whether the matching was asked for by name.</summary>
    public bool IsMatchingGiven { get; init; }

    public MetadataReadOptions ReadOptions { get; init; } = new();

    public bool Verbose { get; init; }

    // For a receiver the object is made of bits first, which hold all that is given, and then as is chosen; but bits have no gaps between Segment Numbers.
    private SegmentationEncoding Encoding => GivenEncoding ?? (Receiver is { } receiver && IsSettled ? SegmentationOptions.For(receiver).Encoding : SegmentationEncoding.Binary);

    private bool IsSettled => Numbering == SegmentNumbering.FromLabels;

    private PixelCompression Compression => GivenCompression ?? PixelCompression.None;

    public void Run(CancellationToken cancellationToken)
    {
        _imageFiles = VolumeList.Of("--inputImageList", Images);
        var output = new SegmentationOutput(console, OutputFile, FramesPerPart);
        InputFiles files = Check(output);
        console.Plan(("Reading headers", 2, 1), ("Reading volume", 1, _imageFiles.Length), ("Reading labels", 3, _imageFiles.Length), ("Filling tiles", 2, _imageFiles.Length), ("Composing frames", 1, 1), ("Compressing", 4, 1), ("Writing", 1, 1));

        // The three inputs have nothing to do with one another until the builder brings them together.
        console.Begin("Reading headers");
        Task<SourceImages> source = Task.Run(() => Source.Load(console, cancellationToken), CancellationToken.None);
        Task<SegmentationMetadata> metadata = Task.Run(() => MetadataFile is null ? new SegmentationMetadata() : SegmentationMetadata.Load(MetadataFile, ReadOptions), CancellationToken.None);
        Task<VolumeReader> header = Task.Run(() => HeaderOf(_imageFiles[0]), CancellationToken.None);
        Finish(source, metadata, header);
        console.End("Reading headers");
        if (Verbose)
            console.Say($"Read {source.Result} and {Labels?.ToString() ?? metadata.Result.ToString()}.");

        using Segmentation segmentation = source.Result.SlideLevels.Count > 0
            ? BuildOnSlide(source.Result, metadata.Result, cancellationToken)
            : Build(source.Result, metadata.Result, cancellationToken);
        console.Warn(segmentation.Warnings);
        if (Verbose)
        {
            foreach (Segment segment in segmentation.Segments)
                console.Say(segment.ToString());
        }

        if (Receiver is null)
        {
            output.WarnOfCompression(segmentation, Compression);
            output.Write(segmentation, Compression, cancellationToken);
            return;
        }

        Store(segmentation, output, files, cancellationToken);
    }

    private void Store(Segmentation segmentation, SegmentationOutput output, InputFiles files, CancellationToken cancellationToken)
    {
        var storage = new ReceiverStorage(console) { Receiver = Receiver, Constraints = new() { Encoding = IsSettled ? segmentation.Encoding : GivenEncoding, Compression = GivenCompression } };
        ReceiverChoice choice = storage.Choose(segmentation, new() { EmptyFrames = EmptyFrames, FractionalType = FractionalType }, FramesPerPart);
        if (!choice.Splits && choice.Options.Encoding == segmentation.Encoding)
        {
            output.Write(segmentation, choice.Compression, cancellationToken);
            return;
        }

        IReadOnlyList<Segmentation> made = storage.Make(segmentation, choice, new() { Authorship = console.Authorship }, cancellationToken);
        try
        {
            output.WriteAll(made, files, choice.Compression, cancellationToken);
        }
        finally
        {
            foreach (Segmentation one in made)
                one.Dispose();
        }
    }

    private Segmentation Build(SourceImages source, SegmentationMetadata metadata, CancellationToken cancellationToken)
    {
        var builder = new SegmentationBuilder(source, metadata)
        {
            Options = new()
            {
                Encoding = Encoding,
                FractionalType = FractionalType,
                EmptyFrames = EmptyFrames,
                LargeObjects = Receiver is null ? SegmentationOutput.LargeObjects(Compression, FramesPerPart) : LargeObjects.Allow,
            },
            Alignment = new() { Matching = SourceMatching, Resampling = Resampling },
            Numbering = Numbering,
            TimeAxis = TimeAxis,
            Authorship = console.Authorship with { SourceRepair = SourceRepair },
        };
        AddAll(builder, cancellationToken);
        try
        {
            return builder.Build(console.Progress, cancellationToken);
        }
        catch (ConversionException exception) when (exception.UndescribedLabels.Count > 0)
        {
            console.Error(exception.Message);
            Suggest(metadata, cancellationToken);
            throw new ToldException();
        }
    }

    // What labels without description may mean. Files are read again: this is where nothing is made.
    private void Suggest(SegmentationMetadata metadata, CancellationToken cancellationToken)
    {
        for (int index = 0; index < _imageFiles.Length; index++)
        {
            int group = metadata.SegmentAttributesFileMapping.Count == 0 ? index : metadata.SegmentAttributesFileMapping.ToList().FindIndex(name => Path.GetFileName(name) == Path.GetFileName(_imageFiles[index]));
            if (LabelCounts.Of(_imageFiles[index], console.Progress, cancellationToken) is [var counts] && group >= 0 && group < metadata.SegmentAttributes.Count)
                new LabelSuggestions(console).Tell(_imageFiles[index], counts, metadata.SegmentAttributes[group]);
        }
    }

    // A label map is of the level that has as many columns and rows.
    private Segmentation BuildOnSlide(SourceImages source, SegmentationMetadata metadata, CancellationToken cancellationToken)
    {
        CheckGoesWithSlides();
        if (AreMasks || (Labels is null && MetadataFile is null))
            throw new UsageException("Slides need label maps with --inputMetadata, --preset or --labels.");
        VolumeSize size = HeaderOf(_imageFiles[0]).Geometry.Size;
        int level = source.SlideLevels.ToList().FindIndex(level => level.Matrix.Columns == size.X && level.Matrix.Rows == size.Y);
        var builder = new SlideSegmentationBuilder(source, metadata)
        {
            Tiles = new() { Level = Math.Max(0, level), Tiling = EmptyFrames == EmptyContent.Keep ? SlideTiling.Full : SlideTiling.Sparse },
            Options = new() { Encoding = Encoding, FractionalType = FractionalType },
            Numbering = Numbering,
            Authorship = console.Authorship with { SourceRepair = SourceRepair },
        };
        foreach (string file in _imageFiles)
        {
            if (Encoding == SegmentationEncoding.Fractional)
                builder.AddFractions(file, FractionMaximum ?? 1, console.Progress, cancellationToken);
            else if (Labels is not null)
                builder.AddLabelMap(file, Labels, console.Progress, cancellationToken);
            else
                builder.AddLabelMap(file, console.Progress, cancellationToken);
        }

        return builder.Build(console.Progress, cancellationToken);
    }

    // What has no meaning on a slide is refused, not ignored.
    private void CheckGoesWithSlides()
    {
        if (Resampling is not null)
            throw new UsageException("--resample is not for slides: a label map has as many columns and rows as one of the levels.");
        if (TimeAxis == TimeAxis.Inputs)
            throw new UsageException("--layers is not for slides: their label maps have no fourth axis.");
        if (IsMatchingGiven)
            throw new UsageException("--referencesGeometryCheck and --allowUnmatched are not for slides: tiles refer to the tiles in their place.");
    }

    private InputFiles Check(SegmentationOutput output)
    {
        if (Receiver is null || GivenEncoding is not null)
            CompressionName.CheckGoesWith(Encoding, Compression);
        if (FractionMaximum is <= 0 or double.NaN or double.PositiveInfinity)
            throw new UsageException("--fractionMaximum is the voxel value that means 1; it must be above 0.");
        if (Encoding != SegmentationEncoding.Fractional && (FractionMaximum is not null || FractionalType is not null))
            throw new UsageException($"{(FractionMaximum is null ? "--fractionalType" : "--fractionMaximum")} is for --segmentationType fractional.");
        if (Encoding != SegmentationEncoding.Fractional && Resampling == Dcmqi.Resampling.Linear)
            throw new UsageException("--resample linear is for --segmentationType fractional; labels have nothing between them. Use --resample nearest.");
        var inputs = new InputFiles();
        if (MetadataFile is not null && Labels is not null)
            inputs.Fault("--inputMetadata and --preset (or --labels) both say what the labels mean; give one.");
        if (AreMasks && Labels is null)
            inputs.Fault("--masks goes with --preset or --labels.");
        if (MetadataFile is null && Labels is null && !_imageFiles.All(SegNrrdFile.IsNamedSo))
            inputs.Fault("--inputMetadata (or --preset, --labels) is needed for files that are no .seg.nrrd.");
        if (MetadataFile is null && Labels is null && Encoding == SegmentationEncoding.Fractional)
            inputs.Fault("--segmentationType fractional needs --inputMetadata.");
        if (Labels is not null && Encoding == SegmentationEncoding.Fractional)
            inputs.Fault("--preset and --labels are for labels; fractions need --inputMetadata.");
        if (MetadataFile is not null)
            inputs.File("--inputMetadata", MetadataFile);
        inputs.Files("--inputImageList", _imageFiles);
        Source.Check(inputs, "that were segmented");
        output.Name(inputs, mayBeSeveral: Receiver is not null);
        inputs.Check();
        if (_imageFiles.Length == 0)
            throw new UsageException("--inputImageList names no file.");
        return inputs;
    }

    private void AddAll(SegmentationBuilder builder, CancellationToken cancellationToken)
    {
        foreach (string path in _imageFiles)
        {
            VolumeReader header = HeaderOf(path);
            if (Verbose)
                console.Say($"Read {path}: Volume{header.ToString()[nameof(VolumeReader).Length..]}");
            TellFourthAxis(path, header);
            if (Encoding == SegmentationEncoding.Fractional)
                builder.AddFractions(path, FractionMaximum ?? 1, console.Progress, cancellationToken);
            else if (AreMasks)
                builder.AddMask(path, MaskOf(path), console.Progress, cancellationToken);
            else if (Labels is not null)
                builder.AddLabelMap(path, LabelsOf(path, cancellationToken), console.Progress, cancellationToken);
            else if (MetadataFile is null)
                builder.AddSegNrrd(path, console.Progress, cancellationToken);
            else
                builder.AddLabelMap(path, console.Progress, cancellationToken);
        }
    }

    // What a header says can be asked of a reader that is closed.
    private static VolumeReader HeaderOf(string path)
    {
        using VolumeReader reader = VolumeReader.Open(path);
        return reader;
    }

    private SegmentAttributes MaskOf(string path)
    {
        string stem = NameOf(path);
        LabelTableEntry entry = Labels!.Find(stem) ?? new LabelTableEntry { Label = ushort.MaxValue, Name = stem };
        SegmentationMetadata described = SegmentationMetadata.FromLabels(new LabelTable(Labels.Name, [entry with { Label = Math.Max(1, entry.Label) }]) { AlgorithmName = Labels.AlgorithmName });
        console.Warn(described.Warnings);
        return described.SegmentAttributes[0][0];
    }

    // A mask taken for a label map would be the preset's first class, whatever it is.
    private LabelTable LabelsOf(string path, CancellationToken cancellationToken) =>
        Labels!.Find(NameOf(path)) is { Label: not 1 } entry && LabelCounts.Of(path, null, cancellationToken).SelectMany(counts => counts.Voxels.Keys).Distinct().SequenceEqual([1])
            ? throw new UsageException($"'{Path.GetFileName(path)}' holds label 1 alone and is called as {Labels.Name} calls label {entry.Label}: it seems to be a mask. Give --masks.")
            : Labels;

    private static string NameOf(string path) => Path.GetFileName(path).Split('.')[0];

    private void TellFourthAxis(string path, VolumeReader volume)
    {
        if (volume.Components == 1 || (MetadataFile is null && Labels is null))
            return;
        bool isTime = volume.ComponentAxis == VolumeComponentAxis.Time && TimeAxis == TimeAxis.TimePoints;
        console.Note(isTime
            ? $"{path}: its {volume.Components} volumes were taken as points in time of one label map; --layers takes them as label maps of their own."
            : $"{path}: its {volume.Components} volumes were taken as label maps of their own, each with a list of segments in the metadata.");
    }

    // Waits for all, so that what is wrong with each is told together.
    private static void Finish(params Task[] tasks)
    {
        try
        {
            Task.WaitAll(tasks);
        }
        catch (AggregateException several) when (several.Flatten().InnerExceptions.OfType<OperationCanceledException>().FirstOrDefault() is { } cancelled)
        {
            throw cancelled;
        }
    }
}
