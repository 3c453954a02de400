using Dcmqi.Measurements;

namespace Dcmqi;

/// <summary>Groups of measurements as a flat table: one row for each measurement and each evaluation. As a file it is CSV (RFC 4180).</summary>
/// <remarks>
/// The columns have the names of dcmqi's JSON keys where there is one; docs/measurement-report-metadata.md lists them. Units are of UCUM,
/// codes <c>value|scheme|meaning</c>, numbers have a point. What a table has no column for (regions drawn, reference ranges, ...) is told in
/// <see cref="Warnings"/> when a table is made from a report.
/// </remarks>
public sealed class MeasurementTable
{
    /// <summary>Makes a table of rows.</summary>
    /// <param name="rows">The rows.</param>
    public MeasurementTable(IEnumerable<MeasurementRow> rows)
        : this(rows, [])
    {
    }

    internal MeasurementTable(IEnumerable<MeasurementRow> rows, IReadOnlyList<string> warnings)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Rows = [.. rows];
        Warnings = warnings;
    }

    /// <summary>Gets the rows, in order.</summary>
    public IReadOnlyList<MeasurementRow> Rows { get; }

    /// <summary>Gets what the report says and the table does not.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Makes a table of the measurements and evaluations of a report.</summary>
    /// <param name="report">The report.</param>
    public static MeasurementTable FromReport(MeasurementReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return FromMetadata(report.Metadata);
    }

    /// <summary>Makes a table of the measurements and evaluations of a report's metadata.</summary>
    /// <param name="metadata">The metadata; what it says for all groups stands in each row.</param>
    public static MeasurementTable FromMetadata(MeasurementReportMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        var warnings = new TableWarnings();
        var rows = new List<MeasurementRow>();
        foreach (MeasurementGroup group in metadata.Groups)
        {
            MeasurementGroup whole = group with
            {
                ActivitySession = group.ActivitySession ?? metadata.ActivitySession,
                TimePoint = group.TimePoint ?? metadata.TimePoint,
                Method = group.Method ?? metadata.Method,
            };
            int number = rows.Count == 0 ? 1 : rows[^1].Group + 1;
            rows.AddRange(GroupRows.Of(whole, number, warnings));
        }

        if (metadata.DerivedMeasurements.Count > 0)
            warnings.Add("Measurements derived from those of several groups are not in the table.");
        if (metadata.QualitativeEvaluations.Count > 0)
            warnings.Add("Evaluations of all that was examined are not in the table.");
        return new MeasurementTable(rows, warnings.ToList());
    }

    /// <summary>Reads a CSV file.</summary>
    /// <param name="path">The file: UTF-8, a header with the names of columns, then the rows.</param>
    /// <exception cref="MetadataException">The file is not such a table; every fault is listed with its line and column.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static MeasurementTable Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return TableReader.Read(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads CSV from a stream, to its end.</summary>
    /// <param name="stream">The stream; left open.</param>
    /// <exception cref="MetadataException">The content is not such a table; every fault is listed with its line and column.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static MeasurementTable Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return TableReader.Read(Json.WholeInput.Read(stream), (stream as FileStream)?.Name);
    }

    /// <summary>Reads CSV from text.</summary>
    /// <param name="csv">The text.</param>
    /// <exception cref="MetadataException">The text is not such a table; every fault is listed with its line and column.</exception>
    public static MeasurementTable Parse(string csv)
    {
        ArgumentNullException.ThrowIfNull(csv);
        return TableReader.Read(System.Text.Encoding.UTF8.GetBytes(csv), null);
    }

    /// <summary>Writes a CSV file, whole or not at all.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="options">How it is written. Default: text that a spreadsheet would take for a formula has an apostrophe before it.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, CsvOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Binary.WholeFile.Write(path, stream => stream.Write(TableWriter.Write(Rows, options)));
    }

    /// <summary>Writes CSV to a stream as UTF-8.</summary>
    /// <param name="stream">The stream; left open.</param>
    /// <param name="options">How it is written. Default: text that a spreadsheet would take for a formula has an apostrophe before it.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Save(Stream stream, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(TableWriter.Write(Rows, options));
    }

    /// <summary>Returns the table as CSV: commas, CR LF, a header, columns that have nothing in any row left out.</summary>
    /// <param name="options">How it is written. Default: text that a spreadsheet would take for a formula has an apostrophe before it.</param>
    public string ToCsv(CsvOptions? options = null) => System.Text.Encoding.UTF8.GetString(TableWriter.Write(Rows, options));

    /// <summary>Returns the rows as groups, for <see cref="MeasurementReportMetadata.Groups"/>. What is said of a group is taken from the first row of its number.</summary>
    public IReadOnlyList<MeasurementGroup> ToGroups() => [.. Rows.GroupBy(row => row.Group).Select(rows => GroupRows.ToGroup([.. rows]))];

    /// <summary>Returns the counts, such as <c>MeasurementTable: 7 rows, 2 groups</c>.</summary>
    public override string ToString()
    {
        int groups = Rows.DistinctBy(row => row.Group).Count();
        return $"MeasurementTable: {Rows.Count} {(Rows.Count == 1 ? "row" : "rows")}, {groups} {(groups == 1 ? "group" : "groups")}";
    }
}
