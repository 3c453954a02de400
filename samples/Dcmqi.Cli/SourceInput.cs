namespace Dcmqi.Cli;

/// <summary>The images that something was derived from, as the caller named them.</summary>
internal sealed class SourceInput
{
    /// <summary>DICOM files, or headers in DICOM JSON (<c>.json</c>).</summary>
    public required string[] Files { get; init; }

    public required string? Folder { get; init; }

    /// <summary>The series in an archive; only its headers are retrieved, unless <see cref="NeedsPixels"/>.</summary>
    public ArchiveSeries? Archive { get; init; }

    /// <summary>Whether pixels of the images will be read.</summary>
    public bool NeedsPixels { get; init; }

    /// <summary>Which of the volumes that the images make, from 0 as <c>sourceinfo</c> counts them; <see langword="null"/> for all.</summary>
    public required int? Volume { get; init; }

    public required bool NoSource { get; init; }

    public required string? ContextFile { get; init; }

    /// <summary>Adds files and folders that are not there, and what does not go together.</summary>
    /// <param name="inputs">Takes what is missing.</param>
    /// <param name="what">What the images were for, such as <c>that were segmented</c>.</param>
    public void Check(InputFiles inputs, string what)
    {
        inputs.Files("--inputDICOMList", Files);
        if (Folder is not null)
            inputs.Folder("--inputDICOMDirectory", Folder);
        if (ContextFile is not null)
            inputs.File("--compositeContext", ContextFile);
        Archive?.Check(inputs);
        bool hasImages = Folder is not null || Files.Length > 0 || Archive is not null;
        if (Archive is not null && (Folder is not null || Files.Length > 0))
            inputs.Fault("--inputDICOMweb and --inputDICOMDirectory or --inputDICOMList cannot both be given.");
        if (NoSource && hasImages)
            inputs.Fault("--noSource says that there are no images; --inputDICOMDirectory, --inputDICOMList and --inputDICOMweb name some.");
        if (NoSource && ContextFile is null)
            inputs.Fault("--noSource needs --compositeContext: the JSON file with patient, study and frame of reference.");
        if (!NoSource && ContextFile is not null)
            inputs.Fault("--compositeContext is for --noSource; with images, patient and study come from them.");
        if (!NoSource && !hasImages)
            inputs.Fault($"The images {what} are missing: give --inputDICOMDirectory, --inputDICOMList or --inputDICOMweb, or --noSource.");
    }

    public SourceImages Load(CommandConsole console, CancellationToken cancellationToken)
    {
        if (NoSource)
            return SourceImages.None(CompositeContext.Load(ContextFile!));
        SourceImages source = LoadImages(console, cancellationToken);
        if (Volume is not { } index)
            return source;
        IReadOnlyList<SourceImages> volumes = source.Volumes;
        return index < volumes.Count ? volumes[index] : throw new UsageException($"--sourceVolume is {index}, but the images make {(volumes.Count == 1 ? "1 volume: 0 is the only one" : $"{volumes.Count} volumes: 0 to {volumes.Count - 1}")}.");
    }

    private SourceImages LoadImages(CommandConsole console, CancellationToken cancellationToken)
    {
        IProgress<ConversionProgress>? progress = console.Progress;
        if (Archive is not null)
            return NeedsPixels ? SourceImages.Load(Archive.Fetch(console, cancellationToken), progress: progress, cancellationToken: cancellationToken) : Archive.Load(console, cancellationToken);
        if (Folder is null && Files is [{ } only] && only.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            using FileStream json = File.OpenRead(only);
            return SourceImages.LoadJson(json, progress: progress, cancellationToken: cancellationToken);
        }

        if (Folder is null)
            return SourceImages.Load(Files, progress: progress, cancellationToken: cancellationToken);
        if (Files.Length == 0)
            return SourceImages.Load(Folder, progress: progress, cancellationToken: cancellationToken);
        return SourceImages.Load([.. Files, Folder], progress: progress, cancellationToken: cancellationToken);
    }
}
