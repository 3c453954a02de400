using Dcmqi.Analysis;

namespace Dcmqi;

public sealed partial class SegmentMeasurements
{
    /// <summary>Returns the measurements as groups of a report: one for each segment (PS3.16 TID 1411), and one for each axis drawn (TID 1410).</summary>
    /// <param name="diameters">Whose axes are drawn. Default: none. Only axes in the plane of one of the <see cref="Images"/> can be.</param>
    /// <param name="uids">Generates the identifiers of segments without a Tracking UID. Default: random.</param>
    public IReadOnlyList<MeasurementGroup> ToGroups(ReportedDiameters diameters = ReportedDiameters.None, UidGenerator? uids = null) =>
        Enum.IsDefined(diameters)
            ? [.. new MeasuredGroups(this, uids ?? new UidGenerator()).All(diameters)]
            : throw new ArgumentOutOfRangeException(nameof(diameters), diameters, "The diameters are None, LargestPlane or EveryPlane.");

    /// <summary>Returns the measurements as a flat table, one row for each; as a file it is CSV.</summary>
    public MeasurementTable ToTable() => MeasurementTable.FromMetadata(new MeasurementReportMetadata { Groups = ToGroups() });
}
