using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.RtStructures;

/// <summary>The rules of PS3.3 C.8.8.5, C.8.8.6 and C.8.8.8 that tie values to one another.</summary>
internal sealed class StructureSetRules
{
    private const string Definition = "PS3.3 C.8.8.5", Contour = "PS3.3 C.8.8.6", Observations = "PS3.3 C.8.8.8";

    private readonly DataSet _root;
    private readonly FindingList _findings;
    private readonly HashSet<int> _numbers = [];
    private readonly HashSet<string> _images = [];

    private StructureSetRules(DataSet root, FindingList findings) => (_root, _findings) = (root, findings);

    /// <summary>Checks a structure set.</summary>
    public static void Check(DataSet dataSet, FindingList findings)
    {
        var rules = new StructureSetRules(dataSet, findings);
        foreach ((Tag sequence, Action check) in (ReadOnlySpan<(Tag, Action)>)[(Tags.StructureSetROISequence, rules.CheckDefinitions), (Tags.ROIContourSequence, rules.CheckContours), (Tags.RTROIObservationsSequence, rules.CheckObservations)])
        {
            try
            {
                check();
            }
            catch (DicomFormatException exception)
            {
                findings.Add(ValidationSeverity.Error, sequence, $"cannot be checked: {exception.Message.TrimEnd('.')}", Definition);
            }
        }
    }

    private void CheckDefinitions()
    {
        _findings.Expect(_root, Tags.Modality, "PS3.3 C.8.8.1", "RTSTRUCT");
        HashSet<string> frames = [];
        foreach (DataSet frame in _root.GetItems(Tags.ReferencedFrameOfReferenceSequence))
        {
            if (frame.GetString(Tags.FrameOfReferenceUID) is { } uid)
                frames.Add(uid);
            foreach (DataSet series in frame.GetItems(Tags.RTReferencedStudySequence).SelectMany(study => study.GetItems(Tags.RTReferencedSeriesSequence)))
                _images.UnionWith(series.GetItems(Tags.ContourImageSequence).Select(image => image.GetString(Tags.ReferencedSOPInstanceUID)).OfType<string>());
        }

        ForEach(Tags.StructureSetROISequence, item =>
        {
            if (NumberOf(item, Tags.ROINumber) is { } number && !_numbers.Add(number))
                Error(Tags.ROINumber, Invariant($"is {number}, as in an item before"), Definition);
            if (item.GetString(Tags.ReferencedFrameOfReferenceUID) is { } its && frames.Count > 0 && !frames.Contains(its))
                Warning(Tags.ReferencedFrameOfReferenceUID, $"is in no item of {((Tag)Tags.ReferencedFrameOfReferenceSequence).Describe()}", Definition);
        });
    }

    private void CheckContours()
    {
        HashSet<int> seen = [];
        ForEach(Tags.ROIContourSequence, item =>
        {
            if (NumberOf(item, Tags.ReferencedROINumber) is { } number)
                CheckReference(number, seen, Contour);
            if (item.HasValue(Tags.ROIDisplayColor) && !(NumbersOf(item, Tags.ROIDisplayColor) is [>= 0 and <= 255, >= 0 and <= 255, >= 0 and <= 255]))
                Error(Tags.ROIDisplayColor, "has values other than three from 0 to 255", Contour);
            int index = 0;
            bool hasXor = false, hasOther = false;
            foreach (DataSet contour in item.EnumerateItems(Tags.ContourSequence))
            {
                _findings.Enter(Tags.ContourSequence, index++);
                RtContourType type = ContourTypes.Of(contour.GetString(Tags.ContourGeometricType));
                (hasXor, hasOther) = (hasXor || type == RtContourType.ClosedPlanarXor, hasOther || type != RtContourType.ClosedPlanarXor);
                CheckContour(contour, type);
                _findings.Leave();
            }

            if (hasXor && hasOther)
                Error(Tags.ContourSequence, "has CLOSEDPLANAR_XOR contours beside others; all of a ROI were expected to be so", "PS3.3 C.8.8.6.3");
        });
    }

    private void CheckContour(DataSet contour, RtContourType type)
    {
        if (contour.HasValue(Tags.ContourGeometricType) && type == RtContourType.Unknown)
            Error(Tags.ContourGeometricType, $"is {QuotedValue.Of(contour.GetString(Tags.ContourGeometricType) ?? "")}; {string.Join(" or ", Enum.GetValues<RtContourType>().Where(known => known != RtContourType.Unknown).Select(ContourTypes.TextOf))} was expected", Contour);
        foreach (DataSet image in contour.GetItems(Tags.ContourImageSequence))
        {
            if (image.GetString(Tags.ReferencedSOPInstanceUID) is { } uid && _images.Count > 0 && !_images.Contains(uid))
                Warning(Tags.ContourImageSequence, $"refers to an image that {((Tag)Tags.RTReferencedSeriesSequence).Describe()} does not list", Contour);
        }

        if (contour.Find(Tags.ContourData) is not { IsSequence: false, Fragments: null } data)
            return;
        int values = ContourText.CountValues(data.Value.Span);
        if (values % 3 != 0)
            Error(Tags.ContourData, "has not three numbers for each point", Contour);
        else if (NumberOf(contour, Tags.NumberOfContourPoints) is { } stated && stated != values / 3)
            Error(Tags.NumberOfContourPoints, $"is not the number of points in {((Tag)Tags.ContourData).Describe()}", Contour);
        if (values > 0)
            CheckPoints(data.Value.Span, values, type);
    }

    private void CheckPoints(ReadOnlySpan<byte> text, int values, RtContourType type)
    {
        var points = new Vector3d[values / 3];
        bool areNumbers = values % 3 != 0 || ContourText.Read(text, values, points) is null;
        if (!areNumbers)
            Error(Tags.ContourData, "is not made of numbers", Contour);
        bool isClosed = type is RtContourType.ClosedPlanar or RtContourType.ClosedPlanarXor;
        if (type == RtContourType.Point && values > 3)
            Error(Tags.ContourData, "has several points, and the contour is a POINT", "PS3.3 C.8.8.6.1");
        else if (isClosed && values < 9)
            Warning(Tags.ContourData, "has fewer than three points, and the contour is closed: it encloses nothing", "PS3.3 C.8.8.6.1");
        else if (isClosed && areNumbers && values % 3 == 0 && PlaneDistance.Largest(points) > PlaneDistance.ToleranceMm)
            Warning(Tags.ContourData, Invariant($"has points that lie more than {PlaneDistance.ToleranceMm} mm off a common plane"), "PS3.3 C.8.8.6.1");
    }

    private void CheckObservations()
    {
        HashSet<int> seen = [], observations = [];
        ForEach(Tags.RTROIObservationsSequence, item =>
        {
            if (NumberOf(item, Tags.ObservationNumber) is { } observation && !observations.Add(observation))
                Error(Tags.ObservationNumber, Invariant($"is {observation}, as in an item before"), Observations);

            // Several observations may be of one ROI.
            if (NumberOf(item, Tags.ReferencedROINumber) is { } number)
                CheckReference(number, null, Observations);
            seen.Add(NumberOf(item, Tags.ReferencedROINumber) ?? -1);
        });
        int[] unobserved = [.. _numbers.Where(number => !seen.Contains(number)).Order()];
        if (unobserved.Length > 0)
            Warning(Tags.RTROIObservationsSequence, $"says nothing of ROI {SliceList.Of(unobserved)}", Observations);
    }

    private void CheckReference(int number, HashSet<int>? seen, string clause)
    {
        if (!_numbers.Contains(number))
            Error(Tags.ReferencedROINumber, Invariant($"is {number}, which is no ROI Number (3006,0022)"), clause);
        else if (seen?.Add(number) == false)
            Error(Tags.ReferencedROINumber, Invariant($"is {number}, as in an item before"), clause);
    }

    private void ForEach(Tag sequence, Action<DataSet> check)
    {
        int index = 0;
        foreach (DataSet item in _root.GetItems(sequence))
        {
            _findings.Enter(sequence, index++);
            check(item);
            _findings.Leave();
        }
    }

    // What is no number has a finding of its own.
    private static int? NumberOf(DataSet item, Tag tag) => NumbersOf(item, tag) is [var first, ..] ? first : null;

    private static int[] NumbersOf(DataSet item, Tag tag)
    {
        try
        {
            return item.HasValue(tag) ? item.GetInt32s(tag) : [];
        }
        catch (DicomFormatException)
        {
            return [];
        }
    }

    private void Error(Tag tag, string message, string clause) => _findings.Add(ValidationSeverity.Error, tag, message, clause);

    private void Warning(Tag tag, string message, string clause) => _findings.Add(ValidationSeverity.Warning, tag, message, clause);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
