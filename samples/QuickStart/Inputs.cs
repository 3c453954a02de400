using Dcmqi.Tests.Support;

namespace Dcmqi.QuickStart;

/// <summary>What is converted and where the results go.</summary>
/// <param name="DicomFolder">The images that were segmented or measured.</param>
/// <param name="VolumeFile">The label volume, or the volume of measured values.</param>
/// <param name="MetadataFile">What the labels or values mean.</param>
/// <param name="OutputFolder">Takes the results.</param>
/// <param name="IsMap">Whether the volume holds measured values.</param>
internal sealed record Inputs(string DicomFolder, string VolumeFile, string MetadataFile, string OutputFolder, bool IsMap = false)
{
    /// <summary>What the arguments are.</summary>
    public const string Usage =
        """
        dotnet run --project samples/QuickStart -- [--out FOLDER] [--dicom FOLDER --labels VOLUME --metadata JSON | --dicom FOLDER --map VOLUME --metadata JSON]

          --dicom FOLDER     The images that were segmented or measured.
          --labels VOLUME    A label volume, which becomes a DICOM Segmentation.
          --map VOLUME       Measured values, which become a DICOM Parametric Map.
          --metadata JSON    What the labels or values mean.
          --out FOLDER       Takes the results; artifacts/quickstart if not given.

        Without images a phantom is made and converted.
        """;

    private static string DefaultOutputFolder => Path.Combine(Directory.GetCurrentDirectory(), "artifacts", "quickstart");

    /// <summary>Reads the command line; makes a phantom where it names no data.</summary>
    public static Inputs FromArguments(string[] arguments)
    {
        var values = new Dictionary<string, string>();
        for (int index = 0; index < arguments.Length; index += 2)
        {
            if (arguments[index] is not ("--dicom" or "--labels" or "--map" or "--metadata" or "--out"))
                throw new UsageException($"'{arguments[index]}' is no option.");
            if (index + 1 == arguments.Length)
                throw new UsageException($"{arguments[index]} lacks its value.");
            values[arguments[index]] = arguments[index + 1];
        }

        string output = Path.GetFullPath(values.GetValueOrDefault("--out") ?? DefaultOutputFolder);
        Directory.CreateDirectory(output);
        if (!values.Keys.Any(option => option != "--out"))
            return MakePhantom(output);

        bool isMap = values.ContainsKey("--map");
        if (isMap && values.ContainsKey("--labels"))
            throw new UsageException("Give --labels or --map, not both.");
        string volume = isMap ? "--map" : "--labels";
        string[] missing = [.. new[] { "--dicom", volume, "--metadata" }.Where(option => !values.ContainsKey(option))];
        return missing.Length == 0
            ? new Inputs(values["--dicom"], values[volume], values["--metadata"], output, isMap)
            : throw new UsageException($"{string.Join(" and ", missing)} must be given too.");
    }

    private static Inputs MakePhantom(string output)
    {
        VolumeGeometry geometry = PhantomTorso.Grid;
        var torso = new PhantomTorso(geometry);

        string folder = Path.Combine(output, "phantom");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        new PhantomSeries(geometry) { Name = "torso", Pixels = torso.Slice }.Write(Path.Combine(folder, "ct"));
        Dcmqi.VolumeFile.Write(Path.Combine(folder, "labels.nrrd"), new Volume<byte>(geometry, torso.Labels()));
        PhantomTorso.Metadata().Save(Path.Combine(folder, "metadata.json"));
        Console.WriteLine($"Made a phantom: {PhantomTorso.Organs.Count} organs in {geometry}.");
        return new Inputs(Path.Combine(folder, "ct"), Path.Combine(folder, "labels.nrrd"), Path.Combine(folder, "metadata.json"), output);
    }
}
