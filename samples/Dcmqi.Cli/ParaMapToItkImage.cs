using System.Globalization;
using System.IO.Compression;

namespace Dcmqi.Cli;

/// <summary>One run of <c>paramap2itkimage</c>.</summary>
internal sealed class ParaMapToItkImage(CommandConsole console)
{
    public required string InputFile { get; init; }

    public required string OutputFolder { get; init; }

    /// <summary>A name of <see cref="OutputType"/>.</summary>
    public required string Type { get; init; }

    public required string Prefix { get; init; }

    /// <summary>Which values are written; <see langword="null"/> for those that dcmqi writes.</summary>
    public ParametricMapValues? Values { get; init; }

    public CompressionLevel? Compression { get; init; }

    /// <summary>What of a slide is written.</summary>
    public required SlideRegionInput Region { get; init; }

    public bool Verbose { get; init; }

    public void Run(CancellationToken cancellationToken)
    {
        string extension = OutputType.Extension(Type, Compression);
        InputFiles inputs = new InputFiles().File("--inputDICOM", InputFile);
        if (File.Exists(OutputFolder))
            throw new UsageException($"--outputDirectory: '{OutputFolder}' is a file.");
        if (Prefix.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
            throw new UsageException($"--prefix: '{Prefix}' is no part of a file name; name the folder in --outputDirectory.");
        inputs.Check();

        using ParametricMap map = ParametricMap.Open(InputFile);
        console.Warn(map.Warnings);
        if (Verbose)
            console.Say($"Read {map}.");

        // dcmqi gives real pixels as they are stored, and their slope in the metadata; of whole numbers it makes nothing.
        bool isReal = map.StoredType == typeof(float) || map.StoredType == typeof(double);
        ParametricMapValues values = Values ?? (isReal ? ParametricMapValues.Stored : ParametricMapValues.RealWorld);
        SlideRegion? region = Region.Of(map.SlideMatrix, null, (long)map.FrameCount * map.Rows * map.Columns);
        using var outputs = new OutputSet(OutputFolder);
        string name = Prefix.Length == 0 ? "" : Prefix + "-";
        console.Plan(("Reading", 1, map.Volumes.Count));
        bool isOneFile = map.Volumes.Count == 1 || IsSeries(map);
        for (int index = 0; index < (isOneFile ? 1 : map.Volumes.Count); index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string end = isOneFile ? "" : string.Create(CultureInfo.InvariantCulture, $"-{index + 1}");
            var options = new ParametricMapVolumeOptions
            {
                Values = values,
                Reading = new ParametricMapReadOptions { VolumeIndex = isOneFile ? null : index, Region = region },
                Writing = new VolumeWriteOptions { Compression = Compression },
            };
            outputs.Write($"{name}pmap{end}{extension}", path => console.Warn(map.SaveVolume(path, options, console.Progress, cancellationToken).Warnings));
            outputs.Write($"{name}meta{end}.json", map.GetMetadata(index, values).Save);
        }

        cancellationToken.ThrowIfCancellationRequested();
        foreach (string path in outputs.Keep(inputs, "--outputDirectory"))
            console.Say($"Saved {path}.");
    }

    // A quantity over time is one volume of four dimensions.
    private static bool IsSeries(ParametricMap map) =>
        map.Volumes.All(volume => volume.TemporalPositionIndex is not null) && map.Mappings.Count == 1;
}
