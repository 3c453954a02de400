using Dcmqi.Dicom;
using Dcmqi.Iods.ContentTree;
using Dcmqi.Measurements;

namespace Dcmqi;

/// <summary>A measurement report: an SR document of template TID 1500 (PS3.16), built or opened.</summary>
/// <remarks>What the document holds beside measurements and evaluations is kept when it is saved, and told in <see cref="CompositeInstance.Warnings"/>.</remarks>
public sealed partial class MeasurementReport : CompositeInstance
{
    private readonly ContainerItem _root;

    // Made when first asked for; every thread makes the same.
    private volatile IReadOnlyList<ImageReference>? _evidence;

    internal MeasurementReport(OpenedFiles? files, DataSet dataSet, IEnumerable<string> warnings)
        : base(dataSet, files)
    {
        var told = new List<string>(warnings);
        _root = ContentTreeReader.Read(dataSet, told);
        Metadata = ReportReader.Read(dataSet, _root, told);
        ImageLibrary = [.. ReadImageLibrary(_root)];
        Warnings = told;
    }

    /// <summary>Gets what the report says.</summary>
    public MeasurementReportMetadata Metadata { get; }

    /// <summary>Gets the groups of measurements.</summary>
    public IReadOnlyList<MeasurementGroup> Groups => Metadata.Groups;

    /// <summary>Gets the images of the Image Library (PS3.16 TID 1600).</summary>
    public IReadOnlyList<ImageReference> ImageLibrary { get; }

    /// <summary>Gets a reference to this document, for the <see cref="MeasurementReportMetadata.PredecessorDocuments"/> of a new version of it.</summary>
    public DocumentReference Reference => new()
    {
        StudyInstanceUid = StudyInstanceUid,
        SeriesInstanceUid = SeriesInstanceUid,
        SopClassUid = SopClassUid,
        SopInstanceUid = SopInstanceUid,
    };

    /// <summary>Gets groups, measurements and SOP class in one line, such as <c>MeasurementReport: 2 groups, 14 measurements, Enhanced SR Storage</c>.</summary>
    public override string ToString()
    {
        int measurements = Groups.Sum(group => group.Measurements.Count) + Metadata.DerivedMeasurements.Count;
        return $"MeasurementReport: {Groups.Count} {(Groups.Count == 1 ? "group" : "groups")}, {measurements} {(measurements == 1 ? "measurement" : "measurements")}, {Uids.NameOf(SopClassUid)}";
    }

    /// <summary>Gives the report as text for people: header, then the content tree as an outline, all of it, one item a line.</summary>
    public string ToText() => ReportOutline.Of(DataSet, _root);

    /// <summary>Returns the report as an HTML page of its own: header, then the content tree. All text is escaped; nothing is loaded from elsewhere.</summary>
    /// <returns>A complete HTML 5 document.</returns>
    public string ToHtml() => ReportHtml.Of(DataSet, _root, Metadata);

    private static IEnumerable<ImageReference> ReadImageLibrary(ContainerItem root) =>
        root.FindAll<ContainerItem>(ReportCodes.ImageLibrary)
            .SelectMany(library => library.All())
            .OfType<InstanceItem>()
            .Where(item => item.ValueType == ContentValueType.Image)
            .Select(item => item.Reference);
}
