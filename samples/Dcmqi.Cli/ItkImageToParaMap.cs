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

    public Resampling? Resampling { get; init; }

    public PixelCompression Compression { get; init; }

    public SourceRepair SourceRepair { get; init; }

    public MetadataReadOptions ReadOptions { get; init; } = new();

    public bool Verbose { get; init; }

    public void Run(CancellationToken cancellationToken)
    {
        Check();
        console.Plan(("Reading headers", 2, 1), ("Composing frames", 1, 1), ("Compressing", 4, 1), ("Writing", 2, 1));
        Task<SourceImages> source = Task.Run(() => Source.Load(console.Progress, cancellationToken), CancellationToken.None);
        Task<ParametricMapMetadata[]> metadata = Task.Run(() => Array.ConvertAll(MetadataFiles, file => ParametricMapMetadata.Load(file, ReadOptions)), CancellationToken.None);
        Task<Volume[]> volumes = Task.Run(() => Array.ConvertAll(ImageFiles, file => VolumeFile.Read(file)), CancellationToken.None);
        Task.WaitAll([source, metadata, volumes], CancellationToken.None);
        if (Verbose)
            console.Say($"Read {source.Result} and {string.Join(", ", metadata.Result.Select(one => one.ToString()))}.");

        var builder = new ParametricMapBuilder(source.Result, metadata.Result[0])
        {
            PixelType = PixelType,
            PaddingValue = PaddingValue,
            StepSize = StepSize,

            // dcmqi writes the map where no image matches, too; its own examples have such maps.
            Alignment = new() { Matching = SourceMatching.Prefer, Resampling = Resampling },
            Authorship = new() { SourceRepair = SourceRepair },
        };
        for (int index = 0; index < ImageFiles.Length; index++)
        {
            if (Verbose)
                console.Say($"Read {ImageFiles[index]}: {volumes.Result[index]}");
            builder.AddVolume(volumes.Result[index], metadata.Result[Math.Min(index, metadata.Result.Length - 1)], Path.GetFileName(ImageFiles[index]), cancellationToken);
        }

        using ParametricMap map = builder.Build(console.Progress, cancellationToken);
        console.Warn(map.Warnings);
        map.Save(OutputFile, new() { Compression = Compression }, progress: console.Progress, cancellationToken: cancellationToken);
        console.Say($"Saved {OutputFile}. {map}");
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
