using System.Globalization;

namespace Dcmqi.Cli;

/// <summary>One run of <c>itkimage2paramap</c>.</summary>
internal sealed class ItkImageToParaMap(CommandConsole console)
{
    public required string[] MetadataFiles { get; init; }

    public required string[] ImageFiles { get; init; }

    public required SourceInput Source { get; init; }

    public required string OutputFile { get; init; }

    public ParametricMapPixelType PixelType { get; init; }

    public double? PaddingValue { get; init; }

    public double? StepSize { get; init; }

    /// <summary>Which tiles of a slide are written; those that hold a value if <see langword="null"/>.</summary>
    public SlideTiling? Tiling { get; init; }

    public Resampling? Resampling { get; init; }

    public PixelCompression Compression { get; init; }

    public SourceRepair SourceRepair { get; init; }

    public MetadataReadOptions ReadOptions { get; init; } = new();

    public bool Verbose { get; init; }

    public void Run(CancellationToken cancellationToken)
    {
        Check();
        console.Plan(("Reading headers", 2, 1), ("Reading volume", 2, ImageFiles.Length), ("Composing frames", 1, 1), ("Compressing", 4, 1), ("Writing", 2, 1));
        console.Begin("Reading headers");
        Task<SourceImages> source = Task.Run(() => Source.Load(console, cancellationToken), CancellationToken.None);
        Task<ParametricMapMetadata[]> metadata = Task.Run(() => Array.ConvertAll(MetadataFiles, file => ParametricMapMetadata.Load(file, ReadOptions)), CancellationToken.None);
        Task<VolumeReader[]> headers = Task.Run(() => Array.ConvertAll(ImageFiles, HeaderOf), CancellationToken.None);
        Task.WaitAll([source, metadata, headers], CancellationToken.None);
        console.End("Reading headers");
        if (Verbose)
        {
            console.Say($"Read {source.Result} and {string.Join(", ", metadata.Result.Select(one => one.ToString()))}.");
            foreach ((string file, VolumeReader header) in ImageFiles.Zip(headers.Result))
                console.Say($"Read {file}: Volume{header.ToString()[nameof(VolumeReader).Length..]}");
        }

        using ParametricMap map = source.Result.SlideLevels.Count > 0
            ? BuildOnSlide(source.Result, metadata.Result, headers.Result[0].Geometry.Size, cancellationToken)
            : Build(source.Result, metadata.Result, cancellationToken);
        console.Warn(map.Warnings);
        map.Save(OutputFile, new() { Compression = Compression }, progress: console.Progress, cancellationToken: cancellationToken);
        console.Say($"Saved {OutputFile}. {map}");
    }

    private ParametricMap Build(SourceImages source, ParametricMapMetadata[] metadata, CancellationToken cancellationToken)
    {
        if (Tiling is not null)
            throw new UsageException("--tiling is for slides, and the images are none.");
        var builder = new ParametricMapBuilder(source, metadata[0])
        {
            Options = Options,

            // dcmqi writes the map where no image matches, too; its own examples have such maps.
            Alignment = new() { Matching = SourceMatching.Prefer, Resampling = Resampling },
            Authorship = console.Authorship with { SourceRepair = SourceRepair },
        };
        for (int index = 0; index < ImageFiles.Length; index++)
            builder.AddVolume(ImageFiles[index], metadata[Math.Min(index, metadata.Length - 1)], console.Progress, cancellationToken);
        return builder.Build(console.Progress, cancellationToken);
    }

    // A volume is of the level that has as many columns and rows.
    private ParametricMap BuildOnSlide(SourceImages source, ParametricMapMetadata[] metadata, VolumeSize size, CancellationToken cancellationToken)
    {
        if (Resampling is not null)
            throw new UsageException("--resample is not for slides: a volume has as many columns and rows as one of the levels.");
        int level = source.SlideLevels.ToList().FindIndex(level => level.Matrix.Columns == size.X && level.Matrix.Rows == size.Y);
        var builder = new SlideParametricMapBuilder(source, metadata[0])
        {
            Tiles = new() { Level = Math.Max(0, level), Tiling = Tiling ?? SlideTiling.Sparse },
            Options = Options,
            Authorship = console.Authorship with { SourceRepair = SourceRepair },
        };
        for (int index = 0; index < ImageFiles.Length; index++)
            builder.AddVolume(ImageFiles[index], metadata[Math.Min(index, metadata.Length - 1)], console.Progress, cancellationToken);
        return builder.Build(console.Progress, cancellationToken);
    }

    private ParametricMapOptions Options => new() { PixelType = PixelType, PaddingValue = PaddingValue, StepSize = StepSize };

    // What a header says can be asked of a reader that is closed.
    private static VolumeReader HeaderOf(string path)
    {
        using VolumeReader reader = VolumeReader.Open(path);
        return reader;
    }

    private void Check()
    {
        PixelTypeName.CheckGoesWith(PixelType, Compression);
        bool isReal = PixelType is ParametricMapPixelType.Float or ParametricMapPixelType.Double;
        if (StepSize is { } step && (isReal || !(step > 0 && double.IsFinite(step))))
            throw new UsageException(isReal ? "--stepSize is for whole numbers: --pixelType uint16 or uint8." : string.Create(CultureInfo.InvariantCulture, $"--stepSize is {step}; a number above 0 is needed."));
        var inputs = new InputFiles();
        inputs.Files("--inputMetadata", MetadataFiles).Files("--inputImage", ImageFiles);
        Source.Check(inputs, "that the values were computed from");
        inputs.FolderOf("--outputDICOM", OutputFile).Check();
        if (ImageFiles.Length == 0)
            throw new UsageException("--inputImage names no file.");
        if (MetadataFiles.Length != 1 && MetadataFiles.Length != ImageFiles.Length)
            throw new UsageException($"--inputMetadata names {MetadataFiles.Length} files and --inputImage {ImageFiles.Length}; give one metadata file, or one for each image.");
    }
}
