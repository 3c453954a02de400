using Dcmqi.Iods;
using Dcmqi.RtStructures;
using Dcmqi.Segmentations;
using Dcmqi.Sources;
using Dcmqi.Volumes;

namespace Dcmqi;

/// <summary>Makes a DICOM RT Structure Set (PS3.3 A.19) from segments: contours at the level 0.5 between voxel centres, which enclose the very voxels that they were made of.</summary>
/// <remarks>
/// <para>Pixels that touch at a corner alone have contours of their own. Segments without voxels are kept as regions without contours.</para>
/// <para>A builder is for one thread. What <see cref="Build"/> returns may be used from several.</para>
/// </remarks>
public sealed partial class RtStructureSetBuilder
{
    private const string What = "A structure set";

    private readonly SourceImages _source;
    private readonly RtStructureSetMetadata _metadata;
    private readonly List<RoiInput> _inputs = [];
    private readonly List<string> _warnings = [];

    /// <summary>Creates a structure set.</summary>
    /// <param name="source">The images that the segments were drawn on; <see cref="SourceImages.None"/> if there are none.</param>
    /// <param name="metadata">What is said of structure set and series. Default: as <see cref="RtStructureSetMetadata"/> says.</param>
    public RtStructureSetBuilder(SourceImages source, RtStructureSetMetadata? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _metadata = metadata ?? new RtStructureSetMetadata();
    }

    /// <summary>Gets how contours are made. Default: as <see cref="RtContourOptions"/> says.</summary>
    public RtContourOptions Contours { get; init; } = new();

    /// <summary>Gets who made the structure set, with what and when, and under which identifiers. Default: as <see cref="Dcmqi.Authorship"/> says.</summary>
    public Authorship Authorship { get; init; } = new();

    /// <summary>Adds all segments of a segmentation, with what it says of them.</summary>
    /// <param name="segmentation">A segmentation of the same frame of reference, of one point in time. It must stay open until this method returns.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ConversionException">The segmentation lies in another frame of reference, in no patient, at several points in time, or its frames make no grid.</exception>
    public RtStructureSetBuilder AddSegmentation(Segmentation segmentation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segmentation);
        string? images = _source.Header.GetString(Dicom.Tags.FrameOfReferenceUID);
        if (!segmentation.HasPatientCoordinates || segmentation.SlideMatrix is not null)
            throw new ConversionException("The frames of the segmentation do not lie in a patient, so there are no contours of them.");
        if (segmentation.TimePoints > 1)
            throw new ConversionException($"The segmentation has {segmentation.TimePoints} points in time; a structure set knows one. Add those of one point in time as a label map.");
        if (images is not null && segmentation.FrameOfReferenceUid is { } its && its != images)
            throw new ConversionException($"The segmentation lies in frame of reference {its}, the images in {images}. Load the images that it was drawn on.");
        VolumeGeometry geometry = segmentation.Geometry;
        IReadOnlyDictionary<int, LabelRun[][]> runs = segmentation.ReadRuns(cancellationToken);
        foreach (Segment segment in segmentation.Segments.Where(segment => !segment.IsBackground))
            _inputs.Add(new RoiInput(segment.ToAttributes(), geometry, runs.GetValueOrDefault(segment.Number) ?? []));
        return this;
    }

    /// <summary>Adds a label map, and what its labels mean.</summary>
    /// <param name="volume">Integers of any type, or real numbers that are all whole; one value per voxel. The volume is not kept.</param>
    /// <param name="segments">The segments, found by <see cref="SegmentAttributes.LabelId"/>, in the order in which regions are to be written.</param>
    /// <param name="cancellationToken">Cancels the reading of the voxels.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ConversionException">The volume has several values per voxel, is no label map, or holds a label that is not described.</exception>
    public RtStructureSetBuilder AddLabelMap(Volume volume, IReadOnlyList<SegmentAttributes> segments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(volume);
        ArgumentNullException.ThrowIfNull(segments);
        return Add(Scan(volume, ScanTarget.Labels, cancellationToken), volume.Described, segments);
    }

    /// <summary>Adds a label map from a file, and what its labels mean. No more of the file is in memory than some slices.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads; one value per voxel.</param>
    /// <param name="segments">The segments, found by <see cref="SegmentAttributes.LabelId"/>, in the order in which regions are to be written.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    /// <exception cref="NotSupportedException">The file uses what is not supported; the message names it.</exception>
    /// <exception cref="ConversionException">The volume has several values per voxel, is no label map, or holds a label that is not described.</exception>
    public RtStructureSetBuilder AddLabelMap(string path, IReadOnlyList<SegmentAttributes> segments, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segments);
        return Add(Scan(path, ScanTarget.Labels, progress, cancellationToken), $"'{Path.GetFileName(path)}'", segments);
    }

    private RtStructureSetBuilder Add(LabelLayer layer, string described, IReadOnlyList<SegmentAttributes> segments)
    {
        long[] unknown = [.. layer.VoxelCounts.Keys.Where(label => segments.All(segment => segment.LabelId != label))];
        if (unknown.Length > 0)
            throw new ConversionException($"{described} holds {(unknown.Length == 1 ? "label" : "labels")} {string.Join(", ", unknown.Take(10))}{(unknown.Length > 10 ? "..." : "")}, which no segment describes; described are {string.Join(", ", segments.Select(segment => segment.LabelId))}.");
        foreach (SegmentAttributes segment in segments)
            _inputs.Add(new RoiInput(segment, layer.Geometry, [.. layer.Slices.Select(slice => slice.RunsOf(segment.LabelId).ToArray())]));
        return this;
    }

    /// <summary>Adds the mask of one segment: every voxel that is not 0 belongs to it.</summary>
    /// <param name="volume">Voxels of any type; one value per voxel. The volume is not kept.</param>
    /// <param name="segment">What the segment is.</param>
    /// <param name="cancellationToken">Cancels the reading of the voxels.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ConversionException">The volume has several values per voxel, or one that is not a number.</exception>
    public RtStructureSetBuilder AddMask(Volume volume, SegmentAttributes segment, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(volume);
        ArgumentNullException.ThrowIfNull(segment);
        return Add(Scan(volume, ScanTarget.Mask, cancellationToken), segment);
    }

    /// <summary>Adds the mask of one segment from a file: every voxel that is not 0 belongs to it. No more of the file is in memory than some slices.</summary>
    /// <param name="path">A research image in a format that <see cref="VolumeFile"/> reads; one value per voxel.</param>
    /// <param name="segment">What the segment is.</param>
    /// <param name="progress">Receives progress: slices read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="VolumeFormatException">The file cannot be read.</exception>
    /// <exception cref="NotSupportedException">The file uses what is not supported; the message names it.</exception>
    /// <exception cref="ConversionException">The volume has several values per voxel, or one that is not a number.</exception>
    public RtStructureSetBuilder AddMask(string path, SegmentAttributes segment, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return Add(Scan(path, ScanTarget.Mask, progress, cancellationToken), segment);
    }

    private RtStructureSetBuilder Add(LabelLayer layer, SegmentAttributes segment)
    {
        _inputs.Add(new RoiInput(segment, layer.Geometry, [.. layer.Slices.Select(slice => slice.RunsOf(LabelLayer.OnlyLabel).ToArray())]));
        return this;
    }

    /// <summary>Checks everything and makes the structure set.</summary>
    /// <param name="progress">Receives progress: slices as they are outlined.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>A structure set as <c>RtStructureSet.Open</c> gives it.</returns>
    /// <exception cref="ConversionException">Nothing was added, the images have no patient coordinates, or what they say cannot be written; every fault is listed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public RtStructureSet Build(IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Contours.Check();
        var faults = new List<string>();
        Authorship.Check(faults);
        if (_inputs.Count == 0)
            faults.Add("Nothing was added. Call AddSegmentation, AddLabelMap or AddMask before Build.");
        if (!_source.HasPatientCoordinates)
            faults.Add("The images have no patient coordinates, in which contours lie.");
        CheckText(Dicom.Tags.StructureSetLabel, _metadata.Label, nameof(RtStructureSetMetadata.Label), faults);
        CheckText(Dicom.Tags.StructureSetName, _metadata.Name, nameof(RtStructureSetMetadata.Name), faults);
        CheckText(Dicom.Tags.StructureSetDescription, _metadata.Description, nameof(RtStructureSetMetadata.Description), faults);
        CheckText(Dicom.Tags.SeriesDescription, _metadata.SeriesDescription, nameof(RtStructureSetMetadata.SeriesDescription), faults);
        ConversionException.ThrowIfAny(faults);
        List<string> warnings = [.. _source.Warnings, .. _warnings];
        Dicom.DataSet dataSet = new StructureSetComposer(_source, _metadata, Authorship, warnings).Compose(_inputs, Outlines(warnings, progress, cancellationToken));
        warnings.AddRange(CodeRules.FaultsIn(dataSet, Dicom.Tags.RTROIObservationsSequence));
        return RtStructureSet.OfBuilt(dataSet, warnings);
    }

    /// <summary>Returns the number of regions and the images they belong to.</summary>
    public override string ToString() => $"RtStructureSetBuilder: {_inputs.Count} region{(_inputs.Count == 1 ? "" : "s")} on {_source}";

    private LabelLayer Scan(Volume volume, ScanTarget target, CancellationToken cancellationToken)
    {
        volume.RequireSingleComponent(What);
        string name = volume.Name is null ? $"volume {_inputs.Count + 1}" : Path.GetFileName(volume.Name);
        GridOrder order = DerivedPlanes.OrderFor(volume.Geometry, _source);
        return Sound(LayerScanner.Scan(volume, 0, name, order, target, null, cancellationToken), volume.Warnings);
    }

    private LabelLayer Scan(string path, ScanTarget target, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        using VolumeReader reader = VolumeReader.Open(path);
        string name = Path.GetFileName(path);
        Volume.RequireSingleComponent(What, $"'{name}'", reader.Components, reader.ComponentAxis);
        GridOrder order = DerivedPlanes.OrderFor(reader.Geometry, _source);
        var reading = new StageProgress(progress, "Reading labels", order.Apply(reader.Geometry).Size.Z);
        var scanner = FileScanner.Of(reader, [name], target, new VolumeReading(progress, cancellationToken));
        return Sound(scanner.Scan(order, reading.Step)[0], reader.Warnings);
    }

    private LabelLayer Sound(LabelLayer layer, IReadOnlyList<string> warnings)
    {
        if (layer.Fault is not null)
            throw new ConversionException(layer.Fault);
        _warnings.AddRange(warnings);
        return layer;
    }

    private IReadOnlyList<RoiOutlines> Outlines(List<string> warnings, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        var outlines = new RoiOutlines[_inputs.Count];
        for (int index = 0; index < outlines.Length; index++)
        {
            RoiInput input = _inputs[index];
            outlines[index] = RoiOutlines.Of(input, Contours, cancellationToken);
            if (Contours.SimplificationMm > 0)
                warnings.Add(outlines[index].DescribeChange(input.Name));
            if (outlines[index].Slices.Count == 0)
                warnings.Add($"'{input.Name}' has no voxel; it is written as a region without contours.");
            progress?.Report(new ConversionProgress("Outlining segments", index + 1, outlines.Length));
        }

        return outlines;
    }

    private static void CheckText(Dicom.Tag tag, string? value, string name, List<string> faults)
    {
        string? expected = value is null ? null : value.Length == 0 ? "text" : ValueRules.Check(Dicom.DicomDictionary.VrOf(tag), value) is { } fault ? fault.Expected : null;
        if (expected is not null)
            faults.Add($"RtStructureSetMetadata.{name} is {QuotedValue.Of(value!)}; for {tag.Describe()} {expected} was expected.");
    }
}
