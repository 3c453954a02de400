using System.Collections.Concurrent;
using Dcmqi.Analysis;
using Dcmqi.Binary;

namespace Dcmqi;

public sealed partial class SegmentMeasurements
{
    private readonly ConcurrentDictionary<int, string> _trackingUids = new();

    /// <summary>Returns the measurements as groups of a report: one for each segment (PS3.16 TID 1411), and one for each axis drawn (TID 1410).</summary>
    /// <param name="diameters">Whose axes are drawn. Default: none. Only axes in the plane of one of the <see cref="Images"/> can be.</param>
    /// <param name="uids">Generates the identifiers of segments without a Tracking UID, unless an earlier report or table of these measurements has them. Default: random.</param>
    public IReadOnlyList<MeasurementGroup> ToGroups(ReportedDiameters diameters = ReportedDiameters.None, UidGenerator? uids = null) =>
        Enum.IsDefined(diameters)
            ? [.. new MeasuredGroups(this, uids ?? new UidGenerator()).All(diameters)]
            : throw new ArgumentOutOfRangeException(nameof(diameters), diameters, "The diameters are None, LargestPlane or EveryPlane.");

    /// <summary>Returns the measurements as a flat table, one row for each; as a file it is CSV.</summary>
    public MeasurementTable ToTable() => MeasurementTable.FromMetadata(new MeasurementReportMetadata { Groups = ToGroups() });

    /// <summary>Writes a CSV file with one row for each segment and one column for each feature, whole or not at all.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="options">How it is written. Default: text that a spreadsheet would take for a formula has an apostrophe before it.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveWideCsv(string path, CsvOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        WholeFile.Write(path, stream => stream.Write(WideTable.Write(this, options)));
    }

    /// <summary>Returns CSV with one row for each segment and one column for each feature: number, label, tracking and voxels of the segment, then the features by <see cref="MeasuredFeature.Title"/> with their unit in brackets. A feature without a value is an empty cell.</summary>
    /// <param name="options">How it is written. Default: text that a spreadsheet would take for a formula has an apostrophe before it.</param>
    public string ToWideCsv(CsvOptions? options = null) => System.Text.Encoding.UTF8.GetString(WideTable.Write(this, options));

    /// <summary>The Tracking UID of a segment: its own, or one that is the same in all reports and tables of these measurements.</summary>
    internal string TrackingUidOf(Segment segment, UidGenerator uids) => segment.TrackingUid ?? _trackingUids.GetOrAdd(segment.Number, _ => uids.Next());
}
