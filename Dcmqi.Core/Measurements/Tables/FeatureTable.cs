using Dcmqi.Measurements;

namespace Dcmqi;

/// <summary>A table of features, such as radiomics programs write: one row for each segment, one column for each feature.</summary>
/// <example>
/// <code>FeatureTable.Load("features.csv", FeatureMapping.Load("mapping.json")).ToReport("seg.dcm").Save("report.dcm");</code>
/// </example>
public sealed class FeatureTable
{
    private readonly FeatureMapping? _mapping;

    internal FeatureTable(FeatureMapping? mapping, IReadOnlyList<FeatureRow> rows) => (_mapping, Rows) = (mapping, rows);

    /// <summary>Gets the segments with their features.</summary>
    public IReadOnlyList<FeatureRow> Rows { get; }

    /// <summary>Gets what was left out and why.</summary>
    public IReadOnlyList<string> Warnings { get; internal init; } = [];

    /// <summary>Reads a CSV file.</summary>
    /// <param name="path">The file: UTF-8, a header with the names of columns, then one row for each segment. An empty cell is not a measurement; <c>nan</c> and <c>inf</c> are measurements without a number.</param>
    /// <param name="mapping">What the columns mean.</param>
    /// <exception cref="MetadataException">The file is not such a table; every fault is listed with its line and column.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FeatureTable Load(string path, FeatureMapping mapping)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(mapping);
        return FeatureReader.Read(File.ReadAllBytes(path), path, mapping);
    }

    /// <summary>Reads CSV from a stream, to its end.</summary>
    /// <param name="stream">The stream; left open.</param>
    /// <param name="mapping">What the columns mean.</param>
    /// <exception cref="MetadataException">The content is not such a table; every fault is listed with its line and column.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static FeatureTable Load(Stream stream, FeatureMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(mapping);
        return FeatureReader.Read(Json.WholeInput.Read(stream), (stream as FileStream)?.Name, mapping);
    }

    /// <summary>Reads CSV from text.</summary>
    /// <param name="csv">The text.</param>
    /// <param name="mapping">What the columns mean.</param>
    /// <exception cref="MetadataException">The text is not such a table; every fault is listed with its line and column.</exception>
    public static FeatureTable Parse(string csv, FeatureMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(csv);
        ArgumentNullException.ThrowIfNull(mapping);
        return FeatureReader.Read(System.Text.Encoding.UTF8.GetBytes(csv), null, mapping);
    }

    /// <summary>Reads a file of a program that is known: CSV, or JSON where the profile is of such.</summary>
    /// <param name="path">The file: UTF-8. An empty cell is not a measurement; <c>nan</c> and <c>inf</c> are measurements without a number.</param>
    /// <param name="profile">The program, and what its table does not say: the quantity in the image and its unit.</param>
    /// <exception cref="MetadataException">The file is not such a table; every fault is listed with its place, columns that are not understood by name.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FeatureTable Load(string path, FeatureProfile profile)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(profile);
        return ProfileReader.Read(File.ReadAllBytes(path), path, profile);
    }

    /// <summary>Reads a table of a program that is known from a stream, to its end.</summary>
    /// <param name="stream">The stream; left open.</param>
    /// <param name="profile">The program, and what its table does not say: the quantity in the image and its unit.</param>
    /// <exception cref="MetadataException">The content is not such a table; every fault is listed with its place, columns that are not understood by name.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static FeatureTable Load(Stream stream, FeatureProfile profile)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(profile);
        return ProfileReader.Read(Json.WholeInput.Read(stream), (stream as FileStream)?.Name, profile);
    }

    /// <summary>Reads a table of a program that is known from text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="profile">The program, and what its table does not say: the quantity in the image and its unit.</param>
    /// <exception cref="MetadataException">The text is not such a table; every fault is listed with its place, columns that are not understood by name.</exception>
    public static FeatureTable Parse(string text, FeatureProfile profile)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(profile);
        return ProfileReader.Read(System.Text.Encoding.UTF8.GetBytes(text), null, profile);
    }

    /// <summary>Returns the rows as groups of measurements of the segments of a segmentation, which says what the mapping does not: tracking, finding and site.</summary>
    /// <param name="segmentationPath">The segmentation; its header is read.</param>
    /// <exception cref="ConversionException">The file is not a segmentation, lacks segments of the table or does not say which series it is of; every fault is listed.</exception>
    /// <exception cref="DicomFormatException">The file is not a DICOM file.</exception>
    public IReadOnlyList<MeasurementGroup> ToGroups(string segmentationPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(segmentationPath);
        return new FeatureGroups(_mapping, ReportFile.Open(segmentationPath)).Of(Rows);
    }

    /// <summary>Returns the table as a report on a segmentation.</summary>
    /// <param name="segmentationPath">The segmentation; patient and study are taken from it.</param>
    /// <param name="document">Further content of the report: observers, flags, image library, further groups. If not given, the program that computed the features is the observer.</param>
    /// <exception cref="ConversionException">Table, segmentation and document do not go together; every fault is listed.</exception>
    /// <exception cref="DicomFormatException">The file is not a DICOM file.</exception>
    public MeasurementReport ToReport(string segmentationPath, MeasurementReportMetadata? document = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(segmentationPath);
        MeasurementReportMetadata metadata = ToMetadata(segmentationPath, document);
        return new MeasurementReportBuilder(metadata).AddCompositeContext(segmentationPath).Build();
    }

    /// <summary>Returns the table as metadata of a report on a segmentation, for a <see cref="MeasurementReportBuilder"/>.</summary>
    /// <param name="segmentationPath">The segmentation; its header is read.</param>
    /// <param name="document">Further content of the report. If not given, the program that computed the features is the observer.</param>
    /// <exception cref="ConversionException">The file is not a segmentation, or lacks segments of the table; every fault is listed.</exception>
    /// <exception cref="DicomFormatException">The file is not a DICOM file.</exception>
    public MeasurementReportMetadata ToMetadata(string segmentationPath, MeasurementReportMetadata? document = null)
    {
        IReadOnlyList<MeasurementGroup> groups = ToGroups(segmentationPath);
        document ??= new MeasurementReportMetadata
        {
            Observers = [new DeviceObserver { Name = _mapping?.Algorithm?.Name ?? Rows.Select(row => row.Algorithm?.Name).FirstOrDefault(name => name is not null) ?? "Feature table" }],
            CompletionFlag = CompletionFlag.Complete,
        };
        return document with { Groups = [.. document.Groups, .. groups] };
    }

    /// <summary>Returns the counts, such as <c>FeatureTable: 3 segments, 107 features</c>.</summary>
    public override string ToString()
    {
        int features = _mapping?.Features.Count ?? Rows.Select(row => row.Features.Count).DefaultIfEmpty().Max();
        return $"FeatureTable: {Rows.Count} {(Rows.Count == 1 ? "segment" : "segments")}, {features} {(features == 1 ? "feature" : "features")}";
    }
}
