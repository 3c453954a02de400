namespace Dcmqi.Cli;

/// <summary>Makes a picture of whatever is given.</summary>
internal sealed record PictureWork(string? InputFile, string? ImageFolder, ArchiveSeries? Archive, string? SegmentationFile, PictureOptions Options, int? Montage, bool IsMip, bool IsSurfaces)
{
    // What the options of pictures are called here.
    private static readonly Dictionary<string, string> OptionNames = new()
    {
        [nameof(PictureOptions.Slice)] = "--slice",
        [nameof(PictureOptions.PositionMm)] = "--position",
        [nameof(PictureOptions.Segments)] = "--segments",
        [nameof(PictureOptions.TimePoint)] = "--timePoint",
        [nameof(PictureOptions.VolumeIndex)] = "--volume",
    };

    public void Run(string output, CommandConsole console, CancellationToken cancellationToken)
    {
        Check(output);
        console.Plan(("Reading headers", 1, 1), ("Reading images", 3, 1), ("Drawing slices", 3, 1));
        using CompositeInstance? opened = InputFile is null ? null : ResultFile.Open(InputFile);
        using Segmentation? measured = SegmentationFile is null ? null : Segmentation.Open(SegmentationFile);
        string? folder = ImageFolder ?? Archive?.Fetch(console, cancellationToken);
        SourceImages? images = folder is null ? null : SourceImages.Load(folder, progress: console.Progress, cancellationToken: cancellationToken);
        using Picture picture = Translated(() => Make(opened, measured, images, console, cancellationToken));
        console.Warn([.. opened?.Warnings ?? [], .. images?.Warnings ?? [], .. picture.Warnings]);
        picture.Save(output);
        console.Say($"Saved {output}. {picture.Description}, {picture.Width} x {picture.Height} pixels");
    }

    /// <summary>Turns the names of an argument into those of options.</summary>
    public static T Translated<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException exception) when (exception.ParamName is { } name && OptionNames.TryGetValue(name, out string? option))
        {
            string given = exception is ArgumentOutOfRangeException { ActualValue: { } value } ? FormattableString.Invariant($" is {value}") : "";
            throw new UsageException($"{option}{given}. {exception.Message.Split(" (Parameter", 2)[0]}");
        }
    }

    private void Check(string output)
    {
        var inputs = new InputFiles();
        if (InputFile is null && ImageFolder is null && Archive is null)
            inputs.Fault("Neither --inputDICOM nor --inputDICOMDirectory nor --inputDICOMweb is given: there is nothing to show.");
        Archive?.Check(inputs);
        if (ImageFolder is not null && Archive is not null)
            inputs.Fault("--inputDICOMweb and --inputDICOMDirectory cannot both be given.");
        if (InputFile is not null)
            inputs.File("--inputDICOM", InputFile);
        if (SegmentationFile is not null)
            inputs.File("--inputSegmentation", SegmentationFile);
        if (ImageFolder is not null)
            inputs.Folder("--inputDICOMDirectory", ImageFolder);
        string[] kinds = Given([("--montage", Montage is not null), ("--mip", IsMip), ("--surfaces", IsSurfaces)]);
        if (kinds.Length > 1)
            inputs.Fault($"{string.Join(" and ", kinds)} are different pictures; give one of them.");
        if (Montage is < 1)
            inputs.Fault($"--montage is {Montage}; at least one slice is shown.");
        if (Options is { Slice: not null, PositionMm: not null })
            inputs.Fault("--slice and --position cannot both be given.");
        if ((Montage is not null || IsMip) && (Options.Slice is not null || Options.PositionMm is not null))
            inputs.Fault("--slice and --position choose one slice; --montage and --mip show several.");
        if (IsSurfaces)
            CheckSurfaces(inputs);
        if (Path.GetExtension(output).ToUpperInvariant() is not (".PNG" or ".JPG" or ".JPEG"))
            inputs.Fault($"--output: '{output}' ends in none of .png, .jpg and .jpeg.");
        inputs.FolderOf("--output", output).Check();
    }

    private void CheckSurfaces(InputFiles inputs)
    {
        if (InputFile is null)
            inputs.Fault("--surfaces shows a segmentation: --inputDICOM is missing.");
        var plain = new PictureOptions();
        string[] given = Given(
        [
            ("--inputDICOMDirectory", ImageFolder is not null),
            ("--inputDICOMweb", Archive is not null),
            ("--slice", Options.Slice is not null),
            ("--position", Options.PositionMm is not null),
            ("--window", Options.Window is not null),
            ("--mapRange", Options.MapRange is not null),
            ("--style", Options.Style != plain.Style),
            ("--timePoint", Options.TimePoint != plain.TimePoint),
            ("--volume", Options.VolumeIndex != plain.VolumeIndex),
            ("--showPatient", Options.ShowPatient),
        ]);
        if (given.Length > 0)
            inputs.Fault($"--surfaces shows segments in space, without slices or images: leave {string.Join(", ", given)} out.");
    }

    private static string[] Given((string Name, bool IsGiven)[] options) => [.. options.Where(option => option.IsGiven).Select(option => option.Name)];

    private Picture Make(CompositeInstance? opened, Segmentation? measured, SourceImages? images, CommandConsole console, CancellationToken cancellationToken)
    {
        if (measured is not null && opened is not MeasurementReport)
            throw new UsageException("--inputSegmentation goes with an SR; give a segmentation as --inputDICOM.");
        if ((Montage is not null || IsMip) && opened is not (null or Segmentation))
            throw new UsageException($"{(IsMip ? "--mip" : "--montage")} shows images and segmentations.");
        if (IsSurfaces)
            return Picture.OfSurfaces(opened as Segmentation ?? throw new UsageException("--surfaces shows segmentations."), Options, console.Progress, cancellationToken);
        if (IsMip)
            return Picture.Mip(images ?? throw new UsageException("--mip needs --inputDICOMDirectory or --inputDICOMweb."), (Segmentation?)opened, Options, console.Progress, cancellationToken);
        if (Montage is { } count)
            return Picture.Montage(images, (Segmentation?)opened, count, Options, console.Progress, cancellationToken);
        return opened switch
        {
            null => Picture.OfImages(images!, Options, cancellationToken),
            Segmentation segmentation => images is null ? Picture.Of(segmentation, Options, cancellationToken) : Picture.Of(images, segmentation, Options, cancellationToken),
            ParametricMap map => images is null ? Picture.Of(map, Options, cancellationToken) : Picture.Of(images, map, Options, cancellationToken),
            MeasurementReport report => Picture.Of(images ?? throw new UsageException("An SR is shown on its images: --inputDICOMDirectory or --inputDICOMweb is missing."), report, measured, Options, cancellationToken),
            RtStructureSet => throw new UsageException($"'{InputFile}' is an RT Structure Set; 'dcmqi rtstruct2segimage' makes a segmentation of it that can be shown."),
            _ => throw new UsageException($"'{InputFile}' cannot be shown."),
        };
    }
}
