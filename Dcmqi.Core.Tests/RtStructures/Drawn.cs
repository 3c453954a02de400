using System.Globalization;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.RtStructures;

/// <summary>A region as another writer would write it.</summary>
/// <param name="Number">ROI Number.</param>
/// <param name="Name">ROI Name.</param>
/// <param name="Contours">Type and points of each contour, in the patient.</param>
internal sealed record Drawn(int Number, string Name, params (string Type, Vector3d[] Points)[] Contours)
{
    public const string FrameOfReference = "2.25.1002";

    public string? InterpretedType { get; init; } = "ORGAN";

    public string Algorithm { get; init; } = "MANUAL";

    public string Frame { get; init; } = FrameOfReference;

    public (string Value, string Scheme, string Meaning)? Code { get; init; }

    public bool IsObserved { get; init; } = true;

    /// <summary>Changes items of Contour Sequence before they are written.</summary>
    public Action<int, PhantomDataSet>? Change { get; init; }

    /// <summary>The file, made by a writer that owes nothing to the library.</summary>
    public static byte[] File(params Drawn[] rois) => new PhantomDataSet()
        .Text(0x00080005, "CS", "ISO_IR 192")
        .Text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.481.3")
        .Text(0x00080018, "UI", "2.25.7001")
        .Text(0x00080060, "CS", "RTSTRUCT")
        .Text(0x00080070, "LO", "Planner")
        .Text(0x00100010, "PN", "Phantom^Paula")
        .Text(0x0020000D, "UI", "2.25.1000")
        .Text(0x0020000E, "UI", "2.25.7002")
        .Text(0x30060002, "SH", "PLAN1")
        .Sequence(0x30060020, [.. rois.Select(roi => new PhantomDataSet()
            .Text(0x30060022, "IS", Text(roi.Number))
            .Text(0x30060024, "UI", roi.Frame)
            .Text(0x30060026, "LO", roi.Name)
            .Text(0x30060036, "CS", roi.Algorithm))])
        .Sequence(0x30060039, [.. rois.Select(roi => new PhantomDataSet()
            .Text(0x3006002A, "IS", @"12\200\7")
            .Sequence(0x30060040, [.. roi.Contours.Select((contour, index) => roi.Item(index, contour.Type, contour.Points))])
            .Text(0x30060084, "IS", Text(roi.Number)))])
        .Sequence(0x30060080, [.. rois.Where(roi => roi.IsObserved).Select((roi, index) => roi.Observation(index + 1))])
        .ToPart10();

    public static RtStructureSet Open(params Drawn[] rois) => RtStructureSet.Open(File(rois));

    /// <summary>A polygon in the plane of a slice, from indexes of a grid.</summary>
    public static (string Type, Vector3d[] Points) Polygon(VolumeGeometry geometry, double z, params (double X, double Y)[] points) =>
        ("CLOSED_PLANAR", [.. points.Select(point => geometry.IndexToPatient(point.X, point.Y, z))]);

    public static (double X, double Y)[] Box(double left, double top, double right, double bottom) => [(left, top), (right, top), (right, bottom), (left, bottom)];

    private PhantomDataSet Item(int index, string type, Vector3d[] points)
    {
        PhantomDataSet item = new PhantomDataSet()
            .Text(0x30060042, "CS", type)
            .Text(0x30060046, "IS", Text(points.Length))
            .Decimals(0x30060050, [.. points.SelectMany(point => new[] { point.X, point.Y, point.Z })]);
        Change?.Invoke(index, item);
        return item;
    }

    private PhantomDataSet Observation(int number)
    {
        PhantomDataSet item = new PhantomDataSet().Text(0x30060082, "IS", Text(number)).Text(0x30060084, "IS", Text(Number));
        if (Code is { } code)
            item.Code(0x30060086, code.Value, code.Scheme, code.Meaning);
        return item.Text(0x300600A4, "CS", InterpretedType ?? "").Text(0x300600A6, "PN", "");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
