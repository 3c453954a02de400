using Dcmqi.Pictures;

namespace Dcmqi;

public sealed partial class Picture
{
    private const int MontageTile = 256;

    /// <summary>Makes a picture of one slice of images; of a slide, of a region or the whole plane made smaller.</summary>
    /// <param name="source">The images.</param>
    /// <param name="options">What is shown, and how.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ConversionException">The images make no volume, or have no place in the patient where an anatomic plane is asked for.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slice or volume.</exception>
    /// <exception cref="NotSupportedException">The pixels cannot be read; the message says why.</exception>
    public static Picture OfImages(SourceImages source, PictureOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.SlideLevels.Count == 0 ? Slice(source, null, null, options, cancellationToken) : OfSlide(source, null, options, cancellationToken);
    }

    /// <summary>Makes a picture of one slice of a segmentation on a plain ground; of a slide, of a region or the whole plane made smaller.</summary>
    /// <param name="segmentation">The segmentation.</param>
    /// <param name="options">What is shown, and how.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ConversionException">The frames make no volume.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slice, segment, point in time or region.</exception>
    public static Picture Of(Segmentation segmentation, PictureOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segmentation);
        return segmentation.SlideMatrix is null ? Slice(null, segmentation, null, options, cancellationToken) : OfSlide(null, segmentation, options, cancellationToken);
    }

    /// <summary>Makes a picture of one slice of images, or of a slide, with the segments over it. Segments on another grid are drawn where they lie; of a slide, the level that fits is found.</summary>
    /// <param name="source">The images.</param>
    /// <param name="segmentation">The segmentation.</param>
    /// <param name="options">What is shown, and how.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ConversionException">Images and segmentation do not go together, or make no volume.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slice, segment, volume or point in time.</exception>
    /// <exception cref="NotSupportedException">The pixels cannot be read; the message says why.</exception>
    public static Picture Of(SourceImages source, Segmentation segmentation, PictureOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(segmentation);
        return segmentation.SlideMatrix is null ? Slice(source, segmentation, null, options, cancellationToken) : OfSlide(source, segmentation, options, cancellationToken);
    }

    /// <summary>Makes a picture of one slice of a parametric map, with a bar that explains its colours.</summary>
    /// <param name="map">The map.</param>
    /// <param name="options">What is shown, and how.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ConversionException">The map makes no volume.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slice or volume.</exception>
    public static Picture Of(ParametricMap map, PictureOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        return Slice(null, null, map, options, cancellationToken);
    }

    /// <summary>Makes a picture of one slice of images with a parametric map over it.</summary>
    /// <param name="source">The images.</param>
    /// <param name="map">The map.</param>
    /// <param name="options">What is shown, and how.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ConversionException">Images or map make no volume.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slice or volume.</exception>
    /// <exception cref="NotSupportedException">The pixels cannot be read; the message says why.</exception>
    public static Picture Of(SourceImages source, ParametricMap map, PictureOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(map);
        return Slice(source, null, map, options, cancellationToken);
    }

    /// <summary>Makes a picture of several slices side by side, evenly spread through the segments: towards the left, the back or the head.</summary>
    /// <param name="source">The images, or <see langword="null"/> for a plain ground.</param>
    /// <param name="segmentation">The segmentation, or <see langword="null"/> for the images alone.</param>
    /// <param name="count">How many slices, from 1; fewer are shown where there are fewer.</param>
    /// <param name="options">What is shown, and how; <see cref="PictureOptions.Size"/> is that of one slice, 256 if not given.</param>
    /// <param name="progress">Receives progress: slices as they are drawn.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ArgumentException">There is neither an image nor a segmentation.</exception>
    /// <exception cref="ConversionException">Images and segmentation do not go together, or make no volume.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1, or there is no such segment, volume or point in time.</exception>
    /// <exception cref="NotSupportedException">The pixels cannot be read; the message says why.</exception>
    public static Picture Montage(SourceImages? source, Segmentation? segmentation, int count = 12, PictureOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (source is null && segmentation is null)
            throw new ArgumentException("There is nothing to show: neither images nor a segmentation.", nameof(segmentation));
        int size = options is null || options.Size == new PictureOptions().Size ? MontageTile : options.Size;
        options ??= new();
        using var text = new TextPainter(options.FontFile);
        var scene = new PictureScene(source, segmentation, null, options, cancellationToken);
        int[] slices = MontageSlices(scene, count, cancellationToken);
        PictureScale scale = PictureScale.Exactly(scene.View, size);
        var panels = new List<Panel>();
        var shown = new HashSet<int>();
        try
        {
            foreach (int slice in slices)
            {
                string place = scene.View.IsInPatient ? FormattableString.Invariant($"{scene.View.AxisName} {scene.View.PlaceOf(slice):0.#}") : FormattableString.Invariant($"frame {slice + 1}");
                panels.Add(scene.Paint(slice, scale, options.Window, [place], shown, cancellationToken));
                progress?.Report(new ConversionProgress("Drawing slices", panels.Count, slices.Length));
            }

            int perRow = (int)Math.Ceiling(Math.Sqrt(panels.Count * (double)scale.Height / scale.Width));
            return new Picture(new PageLayout(options, text).Compose(panels, Math.Clamp(perRow, 1, panels.Count), scene.Legend(shown), null), $"{panels.Count} {scene.View.Name.ToLowerInvariant()} slice{(panels.Count == 1 ? "" : "s")}", scene.Warnings);
        }
        finally
        {
            panels.ForEach(panel => panel.Dispose());
        }
    }

    /// <summary>Makes a picture of the largest values along all lines of sight (maximum intensity projection), with all segments as they lie behind one another.</summary>
    /// <param name="source">The images.</param>
    /// <param name="segmentation">The segmentation, or <see langword="null"/> for the images alone.</param>
    /// <param name="options">What is shown, and how. An image plane of <see cref="PicturePlane.Acquired"/> is seen as it was acquired; ask for <see cref="PicturePlane.Coronal"/> to see it from the front.</param>
    /// <param name="progress">Receives progress: frames as they are read.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ConversionException">Images and segmentation do not go together, or make no volume.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such segment, volume or point in time.</exception>
    /// <exception cref="NotSupportedException">The pixels cannot be read; the message says why.</exception>
    public static Picture Mip(SourceImages source, Segmentation? segmentation = null, PictureOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new();
        using var text = new TextPainter(options.FontFile);
        var scene = new PictureScene(source, segmentation, null, options, cancellationToken);
        float[] values = Projection.Maximum(scene.Images!, scene.View, progress, cancellationToken);
        using Panel panel = scene.NewPanel(PictureScale.AtLeast(scene.View, options.Size), scene.Caption);
        SourceFrame frame = scene.Images!.FrameOf(0);
        PanelPainter.PaintImage(panel, scene.View.Columns, scene.View.Rows, values, options.Window ?? WindowChoice.ByPercentiles(values, 0.05, 0.998), frame.Image.PhotometricInterpretation == "MONOCHROME1");
        var shown = new HashSet<int>();
        if (scene.Segments is not null)
            scene.Draw(panel, scene.Segments.Project(scene.View, cancellationToken), shown);
        return new Picture(new PageLayout(options, text).Compose([panel], 1, scene.Legend(shown), null), $"{scene.View.Name} maximum intensity projection", scene.Warnings);
    }

    private static Picture Slice(SourceImages? source, Segmentation? segmentation, ParametricMap? map, PictureOptions? options, CancellationToken cancellationToken)
    {
        options ??= new();
        using var text = new TextPainter(options.FontFile);
        var scene = new PictureScene(source, segmentation, map, options, cancellationToken);
        int slice = scene.ChooseSlice(cancellationToken);
        var shown = new HashSet<int>();
        using Panel panel = scene.Paint(slice, PictureScale.AtLeast(scene.View, options.Size), options.Window, scene.Caption, shown, cancellationToken);
        return new Picture(new PageLayout(options, text).Compose([panel], 1, scene.Legend(shown), scene.Scale), scene.Describe(slice), scene.Warnings);
    }

    private static int[] MontageSlices(PictureScene scene, int count, CancellationToken cancellationToken)
    {
        (int first, int last) = scene.Segments?.Extent(scene.View, cancellationToken) ?? (0, scene.View.Slices - 1);
        int slices = last - first + 1;
        count = Math.Min(count, slices);
        IEnumerable<int> chosen = count == 1 ? [first + slices / 2] : Enumerable.Range(0, count).Select(index => first + (int)Math.Round(index * (slices - 1) / (double)(count - 1)));
        return [.. scene.View.IsAscending ? chosen : chosen.Reverse()];
    }
}
