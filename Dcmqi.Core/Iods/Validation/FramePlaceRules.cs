using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>Frames that lie in one place: what tells them apart, and whether their dimensions say that they do.</summary>
internal sealed class FramePlaceRules
{
    // Decimal strings have 16 characters; planes lie farther apart than this.
    private const double SameMm = PlaneStack.SamePositionMm;

    private readonly DataSet? _shared;
    private readonly IReadOnlyList<DataSet> _frames;
    private readonly Tag?[] _dimensions;
    private readonly FindingList _findings;
    private readonly bool _isSegmentation;

    private FramePlaceRules(DataSet dataSet, FindingList findings)
    {
        _shared = dataSet.GetItem(Tags.SharedFunctionalGroupsSequence);
        _frames = dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence);
        _dimensions = [.. dataSet.GetItems(Tags.DimensionIndexSequence).Select(item => item.GetTags(Tags.DimensionIndexPointer) is [{ } pointer, ..] ? pointer : (Tag?)null)];
        _isSegmentation = dataSet.HasValue(Tags.SegmentationType);
        _findings = findings;
    }

    /// <summary>Checks that frames in one place differ in something else, and that one position has one index.</summary>
    public static void Check(DataSet dataSet, FindingList findings) => new FramePlaceRules(dataSet, findings).Check();

    private void Check()
    {
        int dimension = Array.IndexOf(_dimensions, Tags.ImagePositionPatient);
        var indexAt = new Dictionary<(int Segment, Place Place, string OtherIndices), int>();
        for (int frame = 0; frame < _frames.Count; frame++)
        {
            if (PlaceOf(_frames[frame]) is not { } place)
                continue;
            int[] values = IndexValues(_frames[frame]);
            int index = dimension >= 0 && dimension < values.Length ? values[dimension] : 0;
            (int, Place, string) key = (SegmentOf(_frames[frame]), place, OtherIndices(values));
            if (indexAt.TryAdd(key, index))
                continue;
            _findings.Enter(Tags.PerFrameFunctionalGroupsSequence, frame);
            Tell(frame, key.Item1, isSameIndex: indexAt[key] == index);
            _findings.Leave();
        }
    }

    private void Tell(int frame, int segment, bool isSameIndex)
    {
        Tag place = _frames[frame].Contains(Tags.PlanePositionSlideSequence) ? Tags.PlanePositionSlideSequence : Tags.PlanePositionSequence;
        string what = $"is that of a frame before{(segment == 0 ? "" : " of the same segment")}";
        if (!isSameIndex)
            _findings.Add(ValidationSeverity.Error, place, $"{what}, but their indices of {Tags.ImagePositionPatient.Describe()} in {Tags.DimensionIndexValues.Describe()} differ: one position has one index", "PS3.3 C.7.6.17.1");
        else if (_isSegmentation)
            _findings.Warning(place, $"{what}, and no dimension tells them apart: receivers take one of them, or both");
    }

    private int SegmentOf(DataSet frame) => FunctionalGroups.Find(frame, _shared, Tags.SegmentIdentificationSequence)?.GetInt32(Tags.ReferencedSegmentNumber) ?? 0;

    // Indices of position and segment say again what position and segment say.
    private string OtherIndices(int[] values) => string.Join(',', values.Where((_, index) => index < _dimensions.Length && !SaysPlaceOrSegment(_dimensions[index])));

    private static bool SaysPlaceOrSegment(Tag? dimension) => dimension is { } tag
        && (tag == Tags.ImagePositionPatient || tag == Tags.ReferencedSegmentNumber || tag == Tags.RowPositionInTotalImagePixelMatrix
            || tag == Tags.ColumnPositionInTotalImagePixelMatrix || tag == Tags.ZOffsetInSlideCoordinateSystem
            || tag == Tags.XOffsetInSlideCoordinateSystem || tag == Tags.YOffsetInSlideCoordinateSystem || tag == Tags.InStackPositionNumber);

    private static int[] IndexValues(DataSet frame) =>
        frame.GetItem(Tags.FrameContentSequence) is { } content && content.HasValue(Tags.DimensionIndexValues) ? content.GetInt32s(Tags.DimensionIndexValues) : [];

    private Place? PlaceOf(DataSet frame)
    {
        try
        {
            return FunctionalGroups.Find(frame, _shared, Tags.PlanePositionSequence) is { } position ? InPatient(frame, position) : OnSlide(frame);
        }
        catch (DicomFormatException)
        {
            // What is no number is told where values are checked.
            return null;
        }
    }

    private Place? InPatient(DataSet frame, DataSet item)
    {
        double[] position = item.GetDoubles(Tags.ImagePositionPatient);
        double[] orientation = FunctionalGroups.Find(frame, _shared, Tags.PlaneOrientationSequence)?.GetDoubles(Tags.ImageOrientationPatient) ?? [];
        return position.Length == 3 ? new Place(Rounded(position[0]), Rounded(position[1]), Rounded(position[2]), string.Join('\\', orientation.Select(Rounded))) : null;
    }

    // Heights are micrometres.
    private Place? OnSlide(DataSet frame) =>
        FunctionalGroups.Find(frame, _shared, Tags.PlanePositionSlideSequence) is { } item
        && item.GetInt32(Tags.ColumnPositionInTotalImagePixelMatrix) is { } column && item.GetInt32(Tags.RowPositionInTotalImagePixelMatrix) is { } row
            ? new Place(column, row, Rounded(item.GetDouble(Tags.ZOffsetInSlideCoordinateSystem) ?? 0), "")
            : null;

    private static double Rounded(double value) => Math.Round(value / SameMm);

    private readonly record struct Place(double First, double Second, double Third, string Orientation);
}
