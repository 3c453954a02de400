using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

/// <summary>The tiles of finished segmentations of one slide as planes of content: each place once, whichever object has a tile there.</summary>
internal sealed class ConvertedTiles
{
    private const double SameMm = 1e-6;

    // As many as SlideSegmentationBuilder writes; of a sparse object places are counted only.
    private const int MostTiles = 1 << 26;

    private readonly IReadOnlyList<ConversionSource> _sources;
    private readonly SlideMatrix _matrix;
    private readonly double[] _heights;
    private readonly int _across;
    private readonly int _down;

    // For each plane of a sparse object its place, counted over the whole grid of tiles.
    private readonly int[] _places;

    /// <param name="sources">Segmentations that <see cref="CheckTogether"/> found nothing at.</param>
    /// <param name="tiling">What was asked for; <see langword="null"/> for that of the sources.</param>
    public ConvertedTiles(IReadOnlyList<ConversionSource> sources, SlideTiling? tiling)
    {
        _sources = sources;
        _matrix = sources[0].Frames.Matrix!;
        _across = _matrix.TilesAcross;
        _down = _matrix.TilesDown;
        Tiling = TilingOf(sources, tiling);
        _heights = [.. sources.SelectMany(source => source.Frames.Matrix!.FocalPlanesMm).Select(Rounded).Distinct().Order()];
        _places = Tiling == SlideTiling.Full ? [] : [.. sources.SelectMany(source => Enumerable.Range(0, source.Frames.Count).Select(frame => PlaceOf(source, frame))).Distinct().Order()];
        PlaneGroups = Tiling == SlideTiling.Full ? new GeneratedItems(_across * _down * _heights.Length, _ => new DataSet()) : SparseGroups();
    }

    public SlideTiling Tiling { get; }

    /// <summary>For each plane, place and sources; what the first object says that has a tile there and names sources.</summary>
    public IReadOnlyList<DataSet> PlaneGroups { get; }

    public PlaneDimension[] Dimensions => Tiling == SlideTiling.Full
        ? PlaneDimension.Tiles(_across, _down, _heights.Length)
        : PlaneDimension.Tiles(_places, _across, _down, _heights.Length);

    // Where all say their sources once for all frames, it stays so.
    private bool SharesSources => Tiling == SlideTiling.Full || _sources.All(source => source.SharedGroups?.HasValue(Tags.DerivationImageSequence) == true);

    /// <summary>Adds why tiles do not go together, or not in the tiling that is asked for.</summary>
    public static void CheckTogether(IReadOnlyList<ConversionSource> sources, SlideTiling? tiling, List<string> faults)
    {
        if (sources.All(source => source.Frames.Tiles is null))
        {
            if (tiling is not null)
                faults.Add("Tiling is for segmentations of slides; the frames of these are no tiles.");
            return;
        }

        SlideMatrix? first = sources[0].Frames.Matrix;
        CheckCount(sources, tiling, faults);
        for (int index = 0; index < sources.Count; index++)
        {
            if (first is null || sources[index].Frames.Matrix is not { } matrix || !IsSamePlane(first, matrix))
            {
                faults.Add($"Segmentation {index + 1} ({(object?)sources[index].Frames.Matrix ?? "no tiles"}) lies on another plane than segmentation 1 ({(object?)first ?? "no tiles"}), or has other tiles. Read one of them by ReadRegion and write it on the other's by SlideSegmentationBuilder.");
                continue;
            }

            if (!sources[index].Frames.Tiles!.AreAligned)
                faults.Add($"Segmentation {index + 1}: its tiles do not begin at multiples of {matrix.TileSize}, so that pixels may lie in several. Read it by ReadRegion and write it anew by SlideSegmentationBuilder.");

            // PS3.3 C.7.6.17.3: the focal planes of TILED_FULL follow from their number and distance; a sparse object may have them in any height.
            if (TilingOf(sources, tiling) == SlideTiling.Full && matrix.Tiling == SlideTiling.Sparse && matrix.FocalPlanesMm is not [0])
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"Segmentation {index + 1} has {matrix.FocalPlanesMm.Count} focal plane{(matrix.FocalPlanesMm.Count == 1 ? "" : "s")}, the first at {matrix.FocalPlanesMm[0]:0.######} mm; {SlideTiling.Full} cannot say that. Use {nameof(SlideTiling)}.{SlideTiling.Sparse}."));
        }
    }

    private static void CheckCount(IReadOnlyList<ConversionSource> sources, SlideTiling? tiling, List<string> faults)
    {
        if (sources[0].Frames.Matrix is not { } matrix)
            return;
        Int128 places = (Int128)matrix.TilesAcross * matrix.TilesDown * sources.Sum(source => source.Frames.Matrix?.FocalPlanesMm.Count ?? 0);
        int most = TilingOf(sources, tiling) == SlideTiling.Full ? MostTiles : int.MaxValue;
        if (places > most)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{matrix} has room for {places} tiles; {most} are the most that are converted."));
    }

    /// <summary>The plane of each frame.</summary>
    public int[] PlaneOfFrame(ConversionSource source) =>
        [.. Enumerable.Range(0, source.Frames.Count).Select(frame => Tiling == SlideTiling.Full ? PlaceOf(source, frame) : Array.BinarySearch(_places, PlaceOf(source, frame)))];

    /// <summary>The parts of the Microscope Slide Layer Tile Organization Module that depend on the tiling (PS3.3 C.8.12.14).</summary>
    public void SetOrganization(DataSet common)
    {
        common.Set(Tags.TotalPixelMatrixColumns, _matrix.Columns);
        common.Set(Tags.TotalPixelMatrixRows, _matrix.Rows);
        common.Remove(Tags.TotalPixelMatrixFocalPlanes);
        if (Tiling == SlideTiling.Full)
            common.Set(Tags.TotalPixelMatrixFocalPlanes, _heights.Length);
    }

    /// <summary>What all tiles share.</summary>
    public DataSet SharedGroups()
    {
        DataSet shared = ContentReader.Without(
            _sources[0].SharedGroups ?? new DataSet(), Tags.SegmentIdentificationSequence, Tags.FrameContentSequence, Tags.PlanePositionSlideSequence, Tags.DerivationImageSequence);

        // Older writers say the same of each frame.
        if (!shared.HasValue(Tags.PixelMeasuresSequence) && _sources[0].FirstFrameGroup?.HasValue(Tags.PixelMeasuresSequence) == true)
            shared.CopyFrom(_sources[0].FirstFrameGroup!, Tags.PixelMeasuresSequence);
        if (SharesSources)
            SetAllSources(shared);
        return shared;
    }

    private static SlideTiling TilingOf(IReadOnlyList<ConversionSource> sources, SlideTiling? tiling) =>
        tiling ?? (sources.All(source => source.Frames.Matrix is { Tiling: SlideTiling.Full }) ? SlideTiling.Full : SlideTiling.Sparse);

    private static bool IsSamePlane(SlideMatrix first, SlideMatrix second) =>
        first.TileSize == second.TileSize && first.Columns == second.Columns && first.Rows == second.Rows
        && IsClose(first, second, 0, 0) && IsClose(first, second, first.Columns, 0) && IsClose(first, second, 0, first.Rows);

    // Half a pixel is more than decimal strings of 16 characters are apart, and less than another place.
    private static bool IsClose(SlideMatrix first, SlideMatrix second, int column, int row)
    {
        Vector3d apart = first.PositionMm(column, row) - second.PositionMm(column, row);
        return Math.Max(Math.Abs(apart.X), Math.Abs(apart.Y)) <= Math.Max(SameMm, 0.5 * Math.Min(first.ColumnSpacingMm, first.RowSpacingMm));
    }

    private static double Rounded(double heightMm) => Math.Round(heightMm, 9);

    private int PlaceOf(ConversionSource source, int frame)
    {
        TileIndex tiles = source.Frames.Tiles!;
        int focalPlane = Array.BinarySearch(_heights, Rounded(source.Frames.Matrix!.FocalPlanesMm[tiles.FocalPlane(frame)]));
        return checked((((focalPlane * _down) + (tiles.Row(frame) / _matrix.TileSize.Rows)) * _across) + (tiles.Column(frame) / _matrix.TileSize.Columns));
    }

    // What is said of tiles stays where it is until it is asked for.
    private GeneratedItems SparseGroups()
    {
        var speaker = new (int Source, int Frame)[_places.Length];
        Array.Fill(speaker, (-1, -1));
        var namesSources = new bool[_places.Length];
        for (int index = 0; index < _sources.Count; index++)
        {
            int[] planes = PlaneOfFrame(_sources[index]);
            int frame = 0;
            foreach (DataSet group in _sources[index].EnumerateFrameGroups())
            {
                int plane = planes[frame];
                bool names = group.HasValue(Tags.DerivationImageSequence);
                if (speaker[plane].Source < 0 || (names && !namesSources[plane]))
                    (speaker[plane], namesSources[plane]) = ((index, frame), names);
                frame++;
            }
        }

        return new GeneratedItems(_places.Length, plane => Group(_sources[speaker[plane].Source], speaker[plane].Frame));
    }

    private DataSet Group(ConversionSource source, int frame)
    {
        DataSet group = ContentReader.Without(source.FrameGroups.Count == 0 ? new DataSet() : source.FrameGroups[frame], Tags.SegmentIdentificationSequence, Tags.PixelMeasuresSequence);
        if (group.GetItem(Tags.FrameContentSequence) is { } content)
            group.SetItems(Tags.FrameContentSequence, ContentReader.Without(content, Tags.DimensionIndexValues));
        if (!group.Contains(Tags.PlanePositionSlideSequence))
        {
            TileIndex tiles = source.Frames.Tiles!;
            SlidePosition.Set(group, source.Frames.Matrix!, tiles.Column(frame), tiles.Row(frame), tiles.FocalPlane(frame));
        }

        if (SharesSources)
            group.Remove(Tags.DerivationImageSequence);
        else if (!group.HasValue(Tags.DerivationImageSequence) && source.SharedGroups?.Contains(Tags.DerivationImageSequence) == true)
            group.CopyFrom(source.SharedGroups, Tags.DerivationImageSequence);
        return group;
    }

    // All images that any frame names, each once and whole: which of its frames it was is no longer said.
    private void SetAllSources(DataSet shared)
    {
        var images = new Dictionary<string, DataSet>(StringComparer.Ordinal);
        DataSet? derivation = null;
        foreach (DataSet item in _sources.SelectMany(source => source.EnumerateFrameGroups().Prepend(source.SharedGroups ?? new DataSet())).SelectMany(group => group.GetItems(Tags.DerivationImageSequence)))
        {
            derivation ??= item;
            foreach (DataSet image in item.GetItems(Tags.SourceImageSequence))
                images.TryAdd(image.GetString(Tags.ReferencedSOPInstanceUID) ?? "", image);
        }

        if (derivation is null)
            return;
        DataSet all = ContentReader.Without(derivation);
        all.SetItems(Tags.SourceImageSequence, [.. images.Values.Select(image => ContentReader.Without(image, Tags.ReferencedFrameNumber, Tags.SpatialLocationsPreserved))]);
        shared.SetItems(Tags.DerivationImageSequence, all);
    }
}
