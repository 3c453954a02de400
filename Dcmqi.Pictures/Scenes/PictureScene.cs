namespace Dcmqi.Pictures;

/// <summary>What a picture shows, on one grid: images, segments, a map; each may be missing.</summary>
internal sealed class PictureScene
{
    private readonly PictureOptions _options;
    private readonly List<string> _warnings = [];

    public PictureScene(SourceImages? source, Segmentation? segmentation, ParametricMap? map, PictureOptions options, CancellationToken cancellationToken)
    {
        _options = options;
        Segments = segmentation is null ? null : new SegmentSlices(segmentation, options);
        Map = map is null ? null : new MapSlices(map, options, cancellationToken);
        Images = source is null ? null : new ImageSlices(VolumeOf(source, map is null ? options.VolumeIndex : 0));
        VolumeGeometry grid = Images?.Geometry ?? Map?.Geometry ?? Segments!.Geometry ?? segmentation!.CoveringGrid;
        View = SliceView.Of(grid, options.Plane, source?.HasPatientCoordinates ?? segmentation?.HasPatientCoordinates ?? true);
        Colors = Segments is null ? [] : SegmentPalette.Of(Segments.Segments, options.Colors);
        if (source is { HasPatientCoordinates: false } && segmentation is { HasPatientCoordinates: true })
            throw new ConversionException("The segmentation lies in the patient and the images do not; they cannot be drawn over one another.");
        if (source is { HasPatientCoordinates: true } && ((CompositeInstance?)segmentation ?? map)?.FrameOfReferenceUid is { Length: > 0 } frame && source.FrameOfReferenceUid is { Length: > 0 } ofImages && frame != ofImages)
            _warnings.Add($"The images lie in another frame of reference ({ofImages}) than what is drawn over them ({frame}); it may not lie where it is shown.");
        if (options.ShowPatient)
            Caption = Identity((CompositeInstance?)segmentation ?? map);
    }

    public SliceView View { get; private set; }

    public ImageSlices? Images { get; }

    public SegmentSlices? Segments { get; }

    public MapSlices? Map { get; }

    public IReadOnlyDictionary<int, RgbColor> Colors { get; }

    public IReadOnlyList<string> Caption { get; } = [];

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The slice that the options name, else the one that shows most.</summary>
    public int ChooseSlice(CancellationToken cancellationToken)
    {
        if (_options.Slice is { } slice)
        {
            return slice >= 0 && slice < View.Slices
                ? slice
                : throw new ArgumentOutOfRangeException(nameof(PictureOptions.Slice), slice, $"{(View.Slices == 1 ? "There is 1 slice" : $"There are {View.Slices} slices")}, counted from 0.");
        }

        if (_options.PositionMm is { } position)
            return View.SliceAt(position);
        return Segments?.FindSlice(View, cancellationToken) ?? View.Slices / 2;
    }

    /// <summary>One slice.</summary>
    /// <param name="slice">Which.</param>
    /// <param name="scale">How large.</param>
    /// <param name="window">The window of the images; chosen for the slice if <see langword="null"/>.</param>
    /// <param name="caption">Lines of text over it.</param>
    /// <param name="shown">Takes the segments that occur.</param>
    /// <param name="cancellationToken">Cancels between frames.</param>
    public Panel Paint(int slice, PictureScale scale, ValueWindow? window, IReadOnlyList<string> caption, ISet<int> shown, CancellationToken cancellationToken)
    {
        Panel panel = NewPanel(scale, caption);
        if (Images is not null)
        {
            float[] values = Images.Read(View, slice, cancellationToken);
            SourceFrame frame = Images.FrameOf(View.IsAcquired ? slice : Images.Geometry.Size.Z / 2);
            PanelPainter.PaintImage(panel, View.Columns, View.Rows, values, window ?? WindowChoice.Of(frame, values), frame.Image.PhotometricInterpretation == "MONOCHROME1");
        }

        if (Map is not null)
            PanelPainter.PaintMap(panel, View.Columns, View.Rows, Map.Read(View, slice), MapRange, _options.ColorMap, _options.Opacity ?? (Images is null ? 1 : 0.6));
        if (Segments is not null)
            Draw(panel, Segments.Read(View, slice, cancellationToken), shown);
        return panel;
    }

    /// <summary>Segments over what a panel shows already.</summary>
    public void Draw(Panel panel, LabelLayers layers, ISet<int> shown)
    {
        shown.UnionWith(layers.Present());
        PanelPainter.PaintSegments(panel, layers.ScaledTo(panel.Bitmap.Width, panel.Bitmap.Height), Colors, _options.Style, _options.Opacity ?? 0.4);
    }

    /// <summary>An empty panel with letters and scale.</summary>
    public Panel NewPanel(PictureScale scale, IReadOnlyList<string> caption) => new(scale.Width, scale.Height, _options.Background)
    {
        Letters = View.IsInPatient ? (Orientation.LettersOf(-View.Right), Orientation.LettersOf(View.Right), Orientation.LettersOf(-View.Down), Orientation.LettersOf(View.Down)) : null,
        PixelsPerMm = View.IsInPatient ? scale.PixelsPerMm : null,
        Caption = caption,
    };

    /// <summary>Looks from another side.</summary>
    public void TurnTo(PicturePlane plane) => View = SliceView.Of(View.Grid, plane, View.IsInPatient);

    /// <summary>The names of the segments that are shown.</summary>
    public IReadOnlyList<LegendEntry> Legend(IReadOnlySet<int> shown) => Segments is null ? [] : SegmentLegend.Of(Segments.Segments, Colors, shown);

    /// <summary>What the colours of the map mean; <see langword="null"/> without a map.</summary>
    public ColorScale? Scale => Map is null ? null : new ColorScale(_options.ColorMap, MapRange, Map.Mapping.Quantity?.Meaning ?? Map.Mapping.Label, Map.Mapping.Unit?.Value ?? "");

    /// <summary>Axial slice 12 of 60, z = -103.5 mm.</summary>
    public string Describe(int slice) => View.IsInPatient
        ? FormattableString.Invariant($"{View.Name} slice {slice} of {View.Slices} (from 0), {View.AxisName} = {View.PlaceOf(slice):0.##} mm")
        : FormattableString.Invariant($"Frame {slice + 1} of {View.Slices}");

    private ValueWindow MapRange => _mapRange ??= _options.MapRange ?? (_options.ColorMap == ColorMap.Diverging ? Symmetric() : WindowChoice.ByPercentiles(Map!.Values, 0.02, 0.98));

    private ValueWindow? _mapRange;

    private ValueWindow Symmetric()
    {
        ValueWindow range = WindowChoice.ByPercentiles(Map!.Values, 0.02, 0.98);
        double farthest = Math.Abs(range.Center) + range.Width / 2;
        return ValueWindow.FromRange(-farthest, farthest);
    }

    private static IReadOnlyList<string> Identity(CompositeInstance? instance) =>
        instance is null ? [] : [.. new[] { instance.Context.PatientName, instance.Context.PatientId }.OfType<string>().Where(text => text.Length > 0)];

    private SourceImages VolumeOf(SourceImages source, int index)
    {
        if (source.Context is not null)
            throw new ConversionException("There are no source images to draw; leave them out.");
        IReadOnlyList<SourceImages> volumes = source.Volumes;
        if (index < 0 || index >= volumes.Count)
            throw new ArgumentOutOfRangeException(nameof(PictureOptions.VolumeIndex), index, $"The images make {volumes.Count} volume{(volumes.Count == 1 ? "" : "s")}, counted from 0.");
        if (volumes.Count > 1)
            _warnings.Add($"The images make {volumes.Count} volumes; {(volumes[index].Description.Length == 0 ? $"number {index}" : volumes[index].Description)} is shown. {nameof(PictureOptions)}.{nameof(PictureOptions.VolumeIndex)} chooses another.");
        return volumes[index];
    }
}
