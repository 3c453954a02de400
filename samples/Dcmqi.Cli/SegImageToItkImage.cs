using System.Globalization;
using System.IO.Compression;

namespace Dcmqi.Cli;

/// <summary>One run of <c>segimage2itkimage</c>.</summary>
internal sealed class SegImageToItkImage(CommandConsole console)
{
    public required string[] InputFiles { get; init; }

    public required string OutputFolder { get; init; }

    /// <summary>A name of <see cref="OutputType"/>.</summary>
    public required string Type { get; init; }

    public required string Prefix { get; init; }

    public SegmentGrouping Grouping { get; init; }

    /// <summary>Whether files are called after the segments in them, rather than by number.</summary>
    public bool IsNamedByLabel { get; init; }

    /// <summary>What becomes of fractions; <see langword="null"/> where it was not given: real numbers.</summary>
    public FractionOutput? Fractions { get; init; }

    public CompressionLevel? Compression { get; init; }

    /// <summary>Which grid the volumes get.</summary>
    public OutputGrid Grid { get; init; }

    /// <summary>The images whose grid is wanted; for <see cref="OutputGrid.Source"/>.</summary>
    public SourceInput? Source { get; init; }

    /// <summary>What of a slide is written.</summary>
    public required SlideRegionInput Region { get; init; }

    /// <summary>The level of the slide whose pixels are wanted; for <see cref="OutputGrid.Source"/>.</summary>
    public int? Level { get; init; }

    public bool Verbose { get; init; }

    public void Run(CancellationToken cancellationToken)
    {
        string extension = OutputType.Extension(Type, Compression);
        var inputs = new InputFiles().Files("--inputDICOM", InputFiles);
        if (File.Exists(OutputFolder))
            throw new UsageException($"--outputDirectory: '{OutputFolder}' is a file.");
        if (Prefix.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
            throw new UsageException($"--prefix: '{Prefix}' is no part of a file name; name the folder in --outputDirectory.");
        if (Grid == OutputGrid.Source)
            Source!.Check(inputs, "whose grid is wanted");
        inputs.Check();
        if (InputFiles.Length == 0)
            throw new UsageException("--inputDICOM names no file.");

        using Segmentation segmentation = Segmentation.Open(InputFiles);
        console.Warn(segmentation.Warnings);
        if (Verbose)
            console.Say($"Read {segmentation}.");

        CheckFractions(segmentation);
        bool isSegNrrd = OutputType.IsSegNrrd(Type);
        if (isSegNrrd && segmentation.SlideMatrix is not null)
            throw new UsageException($"--outputType {Type} is for segmentations in the patient; this one lies on a slide.");
        using var outputs = new OutputSet(OutputFolder);
        string name = Prefix.Length == 0 ? "" : Prefix + "-";
        string[]? labels = IsNamedByLabel ? [.. SegmentFileNames.Of(segmentation)] : null;
        bool areFractions = !isSegNrrd && segmentation.Encoding == SegmentationEncoding.Fractional && Fractions != FractionOutput.Threshold;

        // A label map is one volume already; dcmqi never takes it apart.
        SegmentGrouping grouping = areFractions ? SegmentGrouping.PerSegment
            : isSegNrrd || (segmentation.Encoding == SegmentationEncoding.LabelMap && !IsNamedByLabel) ? SegmentGrouping.NonOverlapping : Grouping;
        SegmentVoxels voxels = !areFractions ? SegmentVoxels.Labels : Fractions == FractionOutput.Stored ? SegmentVoxels.StoredFractions : SegmentVoxels.Fractions;
        var writing = new VolumeWriteOptions { Compression = Compression };
        console.Plan(("Reading headers", 1, 1), ("Reading slices", 3, grouping == SegmentGrouping.PerSegment ? segmentation.Segments.Count : 1));
        SourceImages? source = Grid == OutputGrid.Source ? LoadSource(segmentation, cancellationToken) : null;
        SlideRegion? region = Region.Of(segmentation.SlideMatrix, LevelOf(segmentation, source), (long)segmentation.FrameCount * segmentation.Rows * segmentation.Columns);
        IReadOnlyList<VolumeGeometry?> grids = segmentation.SlideMatrix is null ? GridsOf(segmentation, source) : [null];
        for (int part = 0; part < grids.Count; part++)
        {
            string ofPart = grids.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-part{part + 1}");
            var options = new SegmentationVolumeOptions { Voxels = voxels, Geometry = grids[part], Region = region, Writing = writing };
            if (isSegNrrd)
            {
                outputs.Write(NameOf(0, ofPart), path => console.Warn(segmentation.SaveSegNrrd(path, options, console.Progress, cancellationToken).Warnings));
                continue;
            }

            foreach (SavedVolume saved in outputs.WriteAll(pathOf => segmentation.SaveVolumes(index => pathOf(NameOf(index, ofPart)), grouping, options, console.Progress, cancellationToken)))
                console.Warn(saved.Warnings);
        }

        string[]? files = grids.Count == 1 && labels is not null ? Array.ConvertAll(labels, label => name + label + extension) : null;
        SegmentationMetadata metadata = segmentation.GetMetadata(grouping) with { SegmentAttributesFileMapping = files ?? [] };
        outputs.Write(name + "meta.json", metadata.Save);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (string path in outputs.Keep(inputs, "--outputDirectory"))
            console.Say($"Saved {path}.");

        string NameOf(int index, string part) => $"{name}{labels?[index] ?? (index + 1).ToString(CultureInfo.InvariantCulture)}{part}{extension}";
    }

    private void CheckFractions(Segmentation segmentation)
    {
        if (segmentation.Encoding != SegmentationEncoding.Fractional)
        {
            if (Fractions is not null)
                throw new UsageException($"--fractions is for fractional segmentations; this one is {EncodingName.Of(segmentation.Encoding)}.");
            return;
        }

        if (Fractions == FractionOutput.Threshold)
            return;
        if (OutputType.IsSegNrrd(Type))
            throw new UsageException($"--outputType {Type} holds labels, and the segmentation is fractional; --fractions threshold makes labels of them.");
        const string Way = "--fractions threshold makes labels of them.";
        if (Grouping == SegmentGrouping.NonOverlapping && segmentation.Segments.Count > 1)
            throw new UsageException($"--mergeSegments: fractions of several segments do not share a volume; {Way}");
        if (Grid != OutputGrid.Own && segmentation.SlideMatrix is null)
            throw new UsageException($"--onSourceGrid, --resample and --evenParts are for labels, and the segmentation is fractional; {Way}");
    }

    private SourceImages LoadSource(Segmentation segmentation, CancellationToken cancellationToken)
    {
        SourceImages source = Source!.Load(console, cancellationToken);
        console.Warn(source.Warnings);
        if ((segmentation.SlideMatrix is null) != (source.SlideLevels.Count == 0))
            throw new UsageException($"--onSourceGrid: {(segmentation.SlideMatrix is null ? "the images are a slide, and the segmentation does not lie on one" : "the segmentation lies on a slide, and the images are none")}.");
        if (source.HasPatientCoordinates != segmentation.HasPatientCoordinates)
            throw new UsageException($"--onSourceGrid: {(segmentation.HasPatientCoordinates ? "the segmentation lies in the patient, the images do not" : "the images lie in the patient, the segmentation does not")}.");
        if (segmentation.FrameOfReferenceUid != source.FrameOfReferenceUid && segmentation.SlideMatrix is not null)
            throw new UsageException("--onSourceGrid: the segmentation and the images are of two slides (Frame of Reference UID (0020,0052)).");
        return source;
    }

    private SlideMatrix? LevelOf(Segmentation segmentation, SourceImages? source)
    {
        if (segmentation.SlideMatrix is null || source is null)
            return Level is null ? null : throw new UsageException("--level is for segmentations of slides, and this one's frames are no tiles.");
        return Level is null || Level < source.SlideLevels.Count
            ? source.SlideLevels[Level ?? 0].Matrix
            : throw new UsageException($"--level is {Level}; the slide has {source.SlideLevels.Count}, counted from 0.");
    }

    // null: the segmentation's own.
    private IReadOnlyList<VolumeGeometry?> GridsOf(Segmentation segmentation, SourceImages? source)
    {
        switch (Grid)
        {
            case OutputGrid.Source:
                return [source!.Geometry];
            case OutputGrid.Covering:
                return [segmentation.CoveringGrid];
            case OutputGrid.EvenParts:
                return segmentation.Grids;
            default:
                return segmentation.GridFault is { } fault
                    ? throw new UsageException($"{fault} Use --resample nearest for one volume with the smallest distance as spacing{(segmentation.Grids.Count > 1 ? $", or --evenParts for {segmentation.Grids.Count} volumes, one for each part that is evenly spaced" : "")}.")
                    : [null];
        }
    }
}
