using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary>The options that name what is measured: segmentations, and images or a volume.</summary>
internal sealed class MeasuredInput
{
    private readonly Option<string[]> _segmentations = CommonOptions.List("--inputDICOM", "DICOM Segmentations with the segments.");

    private readonly Option<string> _folder = new("--inputDICOMDirectory") { HelpName = "DIR", Description = "Folder of the images that are measured; searched with its subfolders." };

    private readonly Option<string[]> _files = CommonOptions.List("--inputDICOMList", "The images that are measured; with --inputImage also one file of their headers in DICOM JSON (.json).");

    private readonly ArchiveOptions _archive = new("that are measured");

    private readonly Option<string> _volume = new("--inputImage", "--sourceVolume") { HelpName = "FILE", Description = "Volume whose values are measured in place of the images' own, such as a NIfTI file; images that are named too are those that it was made from." };

    private readonly Option<string> _unit = new("--valueUnit") { HelpName = "UCUM", Description = "With --inputImage: the unit of its values, such as [hnsf'U]; none if not given." };

    private readonly Option<string> _quantity = new("--valueQuantity") { HelpName = "CODE", Description = "With --inputImage: what its values are, as value|scheme|meaning, such as 112031|DCM|Attenuation Coefficient." };

    private readonly Option<int?> _number = new("--volume") { HelpName = "N", Description = "Of images that make several volumes (times, b-values, echoes), the one that is measured, from 0." };

    public MeasuredInput() => _segmentations.Required = true;

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_segmentations, _folder, _files, .. _archive.All, _volume, _unit, _quantity, _number])
            command.Options.Add(option);
    }

    public string[] Segmentations(ParseResult parsed) => parsed.GetValue(_segmentations) ?? [];

    /// <summary>Tells of what is not there or does not go together.</summary>
    public InputFiles Check(ParseResult parsed)
    {
        var inputs = new InputFiles().Files("--inputDICOM", Segmentations(parsed));
        Images(parsed)?.Check(inputs, "that are measured");
        if (parsed.GetValue(_volume) is { } volume)
            inputs.File("--inputImage", volume);
        else if (Images(parsed) is null)
            inputs.Fault("What is measured is missing: give --inputDICOMDirectory, --inputDICOMList, --inputDICOMweb or --inputImage.");
        else if (Images(parsed)!.Files.Any(file => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
            inputs.Fault("--inputDICOMList: headers in DICOM JSON have no pixels to measure; give --inputImage beside them.");
        if (parsed.GetValue(_volume) is null && (parsed.GetValue(_unit) ?? parsed.GetValue(_quantity)) is not null)
            inputs.Fault("--valueUnit and --valueQuantity need --inputImage; images say it themselves.");
        return inputs;
    }

    /// <summary>Measures every segmentation.</summary>
    public IReadOnlyList<SegmentMeasurements> Measure(ParseResult parsed, SegmentMeasurementOptions options, CommandConsole console, CancellationToken cancellationToken)
    {
        Segmentation[] segmentations = Array.ConvertAll(Segmentations(parsed), path => Segmentation.Open(path));
        if (options.TimePoint is { } time && segmentations.FirstOrDefault(segmentation => time < 0 || time >= segmentation.TimePoints) is { } shorter)
            throw new UsageException($"--timePoint: the segmentation has {Counted.Of(shorter.TimePoints, "point")} in time, from 0.");
        console.Plan(("Reading headers", 1, 1), ("Reading segments", 1, segmentations.Length), ("Reading volume", 2, 1), ("Reading images", 3, 1), ("Measuring segments", 8, 1), ("Composing groups", 1, 1));
        console.Begin("Reading images");
        SourceImages? images = Images(parsed) is { } named ? Chosen(named.Load(console, cancellationToken), parsed.GetValue(_number)) : null;
        IReadOnlyList<SegmentMeasurements> measured = parsed.GetValue(_volume) is { } path
            ? SegmentMeasurements.Measure(segmentations, path, options with { Images = images, Unit = Unit(parsed), Quantity = Quantity(parsed) }, console.Progress, cancellationToken)
            : SegmentMeasurements.Measure(segmentations, images!, options, console.Progress, cancellationToken);
        console.End("Reading images");
        console.Warn([.. segmentations.SelectMany(segmentation => segmentation.Warnings), .. images?.Warnings ?? [], .. measured.SelectMany(one => one.Warnings).Distinct()]);
        return measured;
    }

    private static SourceImages Chosen(SourceImages images, int? number)
    {
        if (number is not { } index)
            return images;
        IReadOnlyList<SourceImages> volumes = images.Volumes;
        return index >= 0 && index < volumes.Count
            ? volumes[index]
            : throw new UsageException($"--volume: the images make {Counted.Of(volumes.Count, "volume")}: {string.Join("; ", volumes.Select((volume, place) => $"{place} {volume.Description}".TrimEnd()))}.");
    }

    private SourceInput? Images(ParseResult parsed) => parsed.GetValue(_folder) is null && parsed.GetValue(_files) is null or [] && _archive.SeriesOf(parsed) is null
        ? null
        : new SourceInput { Files = parsed.GetValue(_files) ?? [], Folder = parsed.GetValue(_folder), Archive = _archive.SeriesOf(parsed), NeedsPixels = parsed.GetValue(_volume) is null, Volume = null, NoSource = false, ContextFile = null };

    private CodedConcept? Unit(ParseResult parsed) => parsed.GetValue(_unit) is { } unit ? new CodedConcept(unit, "UCUM", unit) : null;

    private CodedConcept? Quantity(ParseResult parsed) => parsed.GetValue(_quantity) is { } quantity ? CodeText.Of("--valueQuantity", quantity) : null;
}
