using Dcmqi.Pictures;

namespace Dcmqi;

public sealed partial class Picture
{
    /// <summary>Makes a picture of the surfaces of segments in space, smoothed, each in its colour. No graphics processor is needed.</summary>
    /// <param name="segmentation">A segmentation in the patient, of one point in time.</param>
    /// <param name="options">What is shown, and how: <see cref="PictureOptions.Plane"/> says from where (<see cref="PicturePlane.Acquired"/>: from the front, as <see cref="PicturePlane.Coronal"/>), <see cref="PictureOptions.Segments"/> which.</param>
    /// <param name="progress">Receives progress: segments as their surfaces are made.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ArgumentException">An option was given that only slices have.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such segment.</exception>
    /// <exception cref="ConversionException">The segmentation lies in no patient, at several points in time, or its frames lie at uneven distances.</exception>
    public static Picture OfSurfaces(Segmentation segmentation, PictureOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segmentation);
        options ??= new();
        RefuseSliceOptions(options);
        return OfSurfaces(SurfaceMesh.FromSegments(segmentation, options.Segments, new SurfaceOptions { Smoothing = new SurfaceSmoothing() }, progress, cancellationToken), options with { Segments = null }, cancellationToken);
    }

    /// <summary>Makes a picture of surfaces in space, each in its colour. No graphics processor is needed.</summary>
    /// <param name="surfaces">The surfaces, in patient coordinates; those without a colour get one.</param>
    /// <param name="options">How they are shown: <see cref="PictureOptions.Plane"/> says from where (<see cref="PicturePlane.Acquired"/>: from the front, as <see cref="PicturePlane.Coronal"/>).</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ArgumentException">An option was given that only slices or segments have.</exception>
    public static Picture OfSurfaces(IReadOnlyList<SurfaceMesh> surfaces, PictureOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(surfaces);
        options ??= new();
        RefuseSliceOptions(options);
        if (options.Segments is not null)
            throw new ArgumentException($"Surfaces have no Segment Numbers; {nameof(PictureOptions.Segments)} chooses those of a segmentation.", nameof(options));
        Dictionary<int, RgbColor> colors = SegmentPalette.Of([.. surfaces.Select((surface, index) => (index, surface.Color))], options.Colors);
        int[] shown = [.. Enumerable.Range(0, surfaces.Count).Where(index => surfaces[index].TriangleCount > 0)];
        string description = FormattableString.Invariant($"{shown.Length} surface{(shown.Length == 1 ? "" : "s")} seen from {SideOf(options.Plane)}");
        using var text = new TextPainter(options.FontFile);
        if (shown.Length == 0)
        {
            using var empty = new Panel(Math.Max(1, options.Size), Math.Max(1, options.Size), options.Background);
            return new Picture(new PageLayout(options, text).Compose([empty], 1, [], null), description, ["No surface has a triangle: there is nothing to see."]);
        }

        SurfaceMesh[] drawn = [.. shown.Select(index => surfaces[index])];
        SurfaceView view = SurfaceView.Of(drawn, options.Plane, Math.Max(1, options.Size));
        using var panel = new Panel(view.Width, view.Height, options.Background)
        {
            Letters = (Orientation.LettersOf(-view.Right), Orientation.LettersOf(view.Right), Orientation.LettersOf(-view.Down), Orientation.LettersOf(view.Down)),
            PixelsPerMm = view.PixelsPerMm,
        };
        new SurfacePainter(view).Paint(panel, drawn, [.. shown.Select(index => colors[index])], cancellationToken);
        LegendEntry[] legend = [.. shown.Select(index => SegmentLegend.Entry(colors[index], surfaces[index].Name is { Length: > 0 } name ? name : FormattableString.Invariant($"Surface {index + 1}")))];
        return new Picture(new PageLayout(options, text).Compose([panel], 1, legend, null), description, [.. drawn.SelectMany(surface => surface.Warnings).Distinct()]);
    }

    // An option that would do nothing is a mistake.
    private static void RefuseSliceOptions(PictureOptions options)
    {
        var plain = new PictureOptions();
        (string Name, bool IsGiven)[] sliceOptions =
        [
            (nameof(PictureOptions.Slice), options.Slice is not null),
            (nameof(PictureOptions.PositionMm), options.PositionMm is not null),
            (nameof(PictureOptions.Style), options.Style != plain.Style),
            (nameof(PictureOptions.Opacity), options.Opacity is not null),
            (nameof(PictureOptions.Window), options.Window is not null),
            (nameof(PictureOptions.MapRange), options.MapRange is not null),
            (nameof(PictureOptions.TimePoint), options.TimePoint != 0),
            (nameof(PictureOptions.VolumeIndex), options.VolumeIndex != 0),
            (nameof(PictureOptions.Region), options.Region is not null),
            (nameof(PictureOptions.ShowPatient), options.ShowPatient),
        ];
        string[] given = [.. sliceOptions.Where(option => option.IsGiven).Select(option => option.Name)];
        if (given.Length > 0)
            throw new ArgumentException($"{string.Join(", ", given)} {(given.Length == 1 ? "belongs" : "belong")} to slices; a picture of surfaces does not have {(given.Length == 1 ? "it" : "them")}.", nameof(options));
    }

    private static string SideOf(PicturePlane plane) => plane switch
    {
        PicturePlane.Axial => "the feet",
        PicturePlane.Sagittal => "the patient's left",
        _ => "the front",
    };
}
