using System.Globalization;
using Dcmqi.Binary;
using Dcmqi.Segmentations;
using Dcmqi.Surfaces.Meshing;
using Dcmqi.Volumes;

namespace Dcmqi;

public sealed partial class SurfaceMesh
{
    // What is smoothed changes by a percent or less, unless it is but a few voxels wide.
    private const double LargestVolumeChange = 0.1;

    /// <summary>Makes the surface of a mask: of the voxels that are not 0.</summary>
    /// <param name="mask">Voxels of any type; one value per voxel.</param>
    /// <param name="options">How it is made. Default: not smoothed.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>A closed surface, at the level 0.5 between voxel centres; without vertices where no voxel is set. What touches at a corner or an edge alone is not joined.</returns>
    /// <exception cref="ConversionException">The volume has several values per voxel, or one that is not a number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="NotSupportedException">The surface has more than 715,827,863 vertices.</exception>
    public static SurfaceMesh From(Volume mask, SurfaceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mask);
        mask.RequireSingleComponent("A surface");
        string name = mask.Name is null ? "mask" : Path.GetFileName(mask.Name);
        LabelLayer layer = LabelLayer.OfMask(mask, 0, name, GridOrder.Identity, null, cancellationToken);
        if (layer.Fault is not null)
            throw new ConversionException(layer.Fault);
        return Trace(layer.Geometry, [.. layer.Slices.Select(slice => slice.RunsOf(LabelLayer.OnlyLabel).ToArray())], options ?? SurfaceOptions.Default, cancellationToken)
            .WithAppearance(mask.Name is null ? null : name, null);
    }

    /// <summary>Makes the surface of a segment, with its label and colour. Of a fractional segmentation it encloses what is one half and more.</summary>
    /// <param name="segmentation">A segmentation in the patient, of one point in time.</param>
    /// <param name="segmentNumber">Segment Number, from 1.</param>
    /// <param name="options">How it is made. Default: not smoothed.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>A closed surface; without vertices where the segment has no voxel.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such segment, or an option is outside its range.</exception>
    /// <exception cref="ConversionException">The segmentation lies in no patient, at several points in time, or its frames lie at uneven distances.</exception>
    /// <exception cref="NotSupportedException">The surface has more than 715,827,863 vertices.</exception>
    public static SurfaceMesh From(Segmentation segmentation, int segmentNumber, SurfaceOptions? options = null, CancellationToken cancellationToken = default) =>
        FromSegments(segmentation, [segmentNumber], options, null, cancellationToken)[0];

    /// <summary>Makes the surfaces of segments, several at once. Frames are read once.</summary>
    /// <param name="segmentation">A segmentation in the patient, of one point in time.</param>
    /// <param name="segmentNumbers">Segment Numbers; <see langword="null"/> for all segments, in order of the Segment Sequence.</param>
    /// <param name="options">How they are made. Default: not smoothed.</param>
    /// <param name="progress">Receives progress: segments as they are done.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>One surface for each number, in their order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such segment, or an option is outside its range.</exception>
    /// <exception cref="ConversionException">The segmentation lies in no patient, at several points in time, or its frames lie at uneven distances.</exception>
    /// <exception cref="NotSupportedException">A surface has more than 715,827,863 vertices.</exception>
    public static IReadOnlyList<SurfaceMesh> FromSegments(
        Segmentation segmentation,
        IReadOnlyList<int>? segmentNumbers = null,
        SurfaceOptions? options = null,
        IProgress<ConversionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segmentation);
        options ??= SurfaceOptions.Default;
        Segment[] segments = SegmentsOf(segmentation, segmentNumbers);
        if (!segmentation.HasPatientCoordinates || segmentation.SlideMatrix is not null)
            throw new ConversionException("The frames of the segmentation do not lie in a patient, so there are no surfaces of them.");
        if (segmentation.TimePoints > 1)
            throw new ConversionException($"The segmentation has {segmentation.TimePoints} points in time; a surface knows one. Make it of the mask of one point in time.");
        IReadOnlyDictionary<int, LabelRun[][]> runs = segmentation.ReadRuns(cancellationToken, segments.Select(segment => segment.Number).ToHashSet());
        VolumeGeometry geometry = segmentation.Geometry;
        var meshes = new SurfaceMesh[segments.Length];
        var done = new StageProgress(progress, "Making surfaces", meshes.Length);
        ParallelLoop.Run(
            meshes.Length,
            index =>
            {
                Segment segment = segments[index];
                meshes[index] = Trace(geometry, runs.GetValueOrDefault(segment.Number) ?? [], options, cancellationToken).WithAppearance(segment.Label, segment.DisplayColor);
                done.Step();
            },
            cancellationToken);
        return meshes;
    }

    private static Segment[] SegmentsOf(Segmentation segmentation, IReadOnlyList<int>? segmentNumbers)
    {
        if (segmentNumbers is null)
            return [.. segmentation.Segments.Where(segment => !segment.IsBackground)];
        Dictionary<int, Segment> byNumber = segmentation.Segments.ToDictionary(segment => segment.Number);
        return
        [
            .. segmentNumbers.Select(number => byNumber.GetValueOrDefault(number)
                ?? throw new ArgumentOutOfRangeException(nameof(segmentNumbers), number, $"The segments are {string.Join(", ", byNumber.Keys)}.")),
        ];
    }

    private static SurfaceMesh Trace(VolumeGeometry geometry, IReadOnlyList<LabelRun[]> slices, SurfaceOptions options, CancellationToken cancellationToken)
    {
        options.Smoothing?.Check();
        (double[] verticesMm, int[] triangles) = SurfaceTracer.Trace(geometry, slices, cancellationToken);
        var mesh = new SurfaceMesh(verticesMm, triangles);
        if (options.Smoothing is null || mesh.TriangleCount == 0)
            return mesh;
        var smooth = new SurfaceMesh(WindowedSinc.Smooth(verticesMm, triangles, options.Smoothing, cancellationToken), triangles);
        double before = mesh.VolumeMm3, change = (smooth.VolumeMm3 / before) - 1;
        string[] warnings = Math.Abs(change) <= LargestVolumeChange
            ? []
            : [string.Create(CultureInfo.InvariantCulture, $"Smoothing changed the volume by {change * 100:+0.#;-0.#} %: the surface is too small or too thin for this filter. Take a larger pass band, or do not smooth it.")];
        return new SurfaceMesh(smooth) { UnsmoothedVolumeMm3 = before, Warnings = warnings };
    }
}
