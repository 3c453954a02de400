using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Segmentations;
using Dcmqi.Sources;
using Dcmqi.Surfaces.Items;

namespace Dcmqi;

/// <summary>Makes a DICOM Surface Segmentation (PS3.3 A.57) of surfaces, with what is said of their segments.</summary>
/// <remarks>
/// <para>Segments are numbered from 1 in the order in which they are added; each has one surface. Segments without a triangle are left out, with a warning.</para>
/// <para>A builder is for one thread. What <see cref="Build"/> returns may be used from several.</para>
/// </remarks>
public sealed class SurfaceSegmentationBuilder
{
    private readonly SourceImages _source;
    private readonly SegmentationMetadata _metadata;
    private readonly List<(SurfaceMesh Mesh, SegmentAttributes Segment, DataSet? Origin)> _inputs = [];
    private readonly List<Segmentation> _segmentations = [];

    /// <summary>Creates a surface segmentation.</summary>
    /// <param name="source">The images that were segmented; <see cref="SourceImages.None"/> with the <see cref="CompositeInstance.Context"/> of a segmentation if they are not at hand.</param>
    /// <param name="metadata">What is said of object and series; what it says of segments is not read. Default: nothing.</param>
    public SurfaceSegmentationBuilder(SourceImages source, SegmentationMetadata? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _metadata = metadata ?? new SegmentationMetadata();
    }

    /// <summary>Gets who made the object, with what and when, and under which identifiers. Default: as <see cref="Dcmqi.Authorship"/> says.</summary>
    public Authorship Authorship { get; init; } = new();

    /// <summary>Adds the surfaces of segments, with what the segmentation says of them.</summary>
    /// <param name="segmentation">A segmentation in the frame of reference of the images, of one point in time.</param>
    /// <param name="segmentNumbers">Segment Numbers; <see langword="null"/> for all segments.</param>
    /// <param name="options">How surfaces are made. Default: not smoothed.</param>
    /// <param name="progress">Receives progress: segments as they are done.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such segment, or an option is outside its range.</exception>
    /// <exception cref="ConversionException">The segmentation lies in another frame of reference, in no patient, at several points in time, or its frames lie at uneven distances.</exception>
    public SurfaceSegmentationBuilder AddSegmentation(
        Segmentation segmentation,
        IReadOnlyList<int>? segmentNumbers = null,
        SurfaceOptions? options = null,
        IProgress<ConversionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segmentation);
        segmentNumbers ??= [.. segmentation.Segments.Where(segment => !segment.IsBackground).Select(segment => segment.Number)];
        IReadOnlyList<SurfaceMesh> meshes = SurfaceMesh.FromSegments(segmentation, segmentNumbers, options, progress, cancellationToken);
        for (int index = 0; index < meshes.Count; index++)
            AddMesh(meshes[index], segmentation, segmentNumbers[index]);
        return this;
    }

    /// <summary>Adds the surface that was made of a segment, with what the segmentation says of it.</summary>
    /// <param name="mesh">The surface.</param>
    /// <param name="segmentation">A segmentation in the frame of reference of the images.</param>
    /// <param name="segmentNumber">Segment Number, from 1.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such segment.</exception>
    /// <exception cref="ConversionException">The segmentation lies in another frame of reference.</exception>
    public SurfaceSegmentationBuilder AddMesh(SurfaceMesh mesh, Segmentation segmentation, int segmentNumber)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        ArgumentNullException.ThrowIfNull(segmentation);
        Segment segment = segmentation.Segments.FirstOrDefault(segment => segment.Number == segmentNumber)
            ?? throw new ArgumentOutOfRangeException(nameof(segmentNumber), segmentNumber, $"The segments are {string.Join(", ", segmentation.Segments.Select(segment => segment.Number))}.");
        string? images = _source.FrameOfReferenceUid;
        if (images is not null && segmentation.FrameOfReferenceUid is { } its && its != images)
            throw new ConversionException($"The segmentation lies in frame of reference {its}, the images in {images}. Load the images that it was drawn on.");
        _inputs.Add((mesh, segment.ToAttributes(), Reference(segmentation, segmentNumber)));
        if (!_segmentations.Contains(segmentation))
            _segmentations.Add(segmentation);
        return this;
    }

    /// <summary>Adds a surface.</summary>
    /// <param name="mesh">The surface, in the frame of reference of the images.</param>
    /// <param name="segment">What the segment is; its colour, else that of the surface, is written.</param>
    /// <returns>This builder.</returns>
    public SurfaceSegmentationBuilder AddMesh(SurfaceMesh mesh, SegmentAttributes segment)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        ArgumentNullException.ThrowIfNull(segment);
        if (segment.RecommendedDisplayCieLab is null && segment.RecommendedDisplayRgb is null && mesh.Color is not null)
            segment = segment with { RecommendedDisplayRgb = mesh.Color };
        _inputs.Add((mesh, segment, null));
        return this;
    }

    /// <summary>Checks everything and makes the object.</summary>
    /// <returns>A surface segmentation as <c>SurfaceSegmentation.Open</c> gives it.</returns>
    /// <exception cref="ConversionException">There is no surface, the images have no patient coordinates, or what they say cannot be written; every fault is listed.</exception>
    public SurfaceSegmentation Build()
    {
        var faults = new List<string>();
        Authorship.Check(faults);
        if (_inputs.All(input => input.Mesh.TriangleCount == 0))
            faults.Add(_inputs.Count == 0 ? "Nothing was added. Call AddSegmentation or AddMesh before Build." : "No segment has a voxel, so that there is no surface to write.");
        if (!_source.HasPatientCoordinates)
            faults.Add("The images have no patient coordinates, in which surfaces lie.");
        ConversionException.ThrowIfAny(faults);
        List<string> warnings = [.. _source.Warnings];
        DataSet dataSet = SegmentationModules.Of(_source, _metadata, Authorship, warnings);
        dataSet.Remove(Tags.ImageType);
        DerivedImage.SetWithoutPixels(dataSet, Authorship.Uids);
        dataSet.Set(Tags.SOPClassUID, Uids.SurfaceSegmentationStorage);
        SetSegments(dataSet, warnings);
        foreach (Segmentation segmentation in _segmentations)
            InstanceReferences.Add(dataSet, segmentation.StudyInstanceUid, segmentation.SeriesInstanceUid, Instance(segmentation));
        warnings.AddRange(CodeRules.FaultsIn(dataSet, Tags.SegmentSequence));
        return SurfaceSegmentation.OfBuilt(dataSet, warnings);
    }

    /// <summary>Returns the number of segments and the images they belong to.</summary>
    public override string ToString() => $"SurfaceSegmentationBuilder: {Counted.Of(_inputs.Count, "segment")} on {_source}";

    private void SetSegments(DataSet dataSet, List<string> warnings)
    {
        string version = Equipment.Library.SoftwareVersions;
        (List<DataSet> segments, List<DataSet> surfaces) = ([], []);
        foreach ((SurfaceMesh mesh, SegmentAttributes attributes, DataSet? origin) in _inputs)
        {
            string label = attributes.SegmentLabel ?? attributes.SegmentDescription ?? attributes.SegmentedPropertyType.Meaning;
            warnings.AddRange(mesh.Warnings.Select(warning => $"'{label}': {warning}"));
            if (mesh.TriangleCount == 0)
            {
                warnings.Add($"'{label}' has no voxel; it is left out.");
                continue;
            }

            int number = segments.Count + 1;
            DataSet segment = SegmentItem.Of(number, attributes, Authorship.Uids, warnings);
            int[] lab = segment.GetInt32s(Tags.RecommendedDisplayCIELabValue);

            // PS3.3 C.8.23.1: colour and algorithms are those of surfaces.
            foreach (Tag tag in (ReadOnlySpan<Tag>)[Tags.RecommendedDisplayCIELabValue, Tags.SegmentAlgorithmName, Tags.SegmentationAlgorithmIdentificationSequence])
                segment.Remove(tag);
            segment.Set(Tags.SurfaceCount, 1);
            segment.SetItems(Tags.ReferencedSurfaceSequence, ReferenceTo(number, origin, version));
            segments.Add(segment);
            surfaces.Add(SurfaceItem.Of(number, mesh, new CieLabColor((ushort)lab[0], (ushort)lab[1], (ushort)lab[2]), version));
        }

        dataSet.SetItems(Tags.SegmentSequence, segments);
        dataSet.Set(Tags.NumberOfSurfaces, surfaces.Count);
        dataSet.SetItems(Tags.SurfaceSequence, surfaces);
    }

    private static DataSet ReferenceTo(int number, DataSet? origin, string version)
    {
        var reference = new DataSet();
        reference.Set(Tags.ReferencedSurfaceNumber, number);
        reference.SetItems(Tags.SegmentSurfaceGenerationAlgorithmIdentificationSequence, SurfaceItem.Algorithm("Marching cubes", version));
        reference.SetItems(Tags.SegmentSurfaceSourceInstanceSequence, origin is null ? [] : [origin]);
        return reference;
    }

    private static DataSet Reference(Segmentation segmentation, int number)
    {
        DataSet reference = Instance(segmentation);
        reference.Set(Tags.ReferencedSegmentNumber, number);
        return reference;
    }

    private static DataSet Instance(Segmentation segmentation)
    {
        var instance = new DataSet();
        instance.Set(Tags.ReferencedSOPClassUID, segmentation.SopClassUid);
        instance.Set(Tags.ReferencedSOPInstanceUID, segmentation.SopInstanceUid);
        return instance;
    }
}
