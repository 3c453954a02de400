using Dcmqi.Json;

namespace Dcmqi.Measurements;

/// <summary>A row as it comes back from a file. What a report of another writer holds and a cell does not is left out and told, so that the table of any report can be read.</summary>
internal static class ReadableRow
{
    public static MeasurementRow Of(MeasurementRow row, string name, TableWarnings warnings)
    {
        var kept = new MeasurementRow { Group = row.Group };
        foreach (TableColumn column in TableColumn.All)
        {
            if (column.Write(row).Trim() is not { Length: > 0 } cell)
                continue;
            try
            {
                kept = column.Read(kept, cell);
            }
            catch (FormatException fault)
            {
                warnings.Add(name, $"{column.Name} is left out, since a table does not hold '{LocatedNode.Shorten(cell)}': {fault.Message}.");
            }
        }

        return Consistent(kept, name, warnings);
    }

    // What says more of something that is not there has no place either.
    private static MeasurementRow Consistent(MeasurementRow row, string name, TableWarnings warnings)
    {
        row = row with
        {
            Laterality = row.FindingSite is null ? null : row.Laterality,
            TopographicalModifier = row.FindingSite is null ? null : row.TopographicalModifier,
            ReferencedSegments = row.SegmentationUid is null ? [] : row.ReferencedSegments,
            ReferencedFrames = row.SegmentationUid is null ? [] : row.ReferencedFrames,
        };
        if (row.AlgorithmName is null && (row.AlgorithmVersion is not null || row.AlgorithmParameters.Count > 0))
        {
            warnings.Add(name, "version and parameters of an algorithm without a name are left out.");
            row = row with { AlgorithmVersion = null, AlgorithmParameters = [] };
        }

        if (row.MeasurementAlgorithmName is null && (row.MeasurementAlgorithmVersion is not null || row.MeasurementAlgorithmParameters.Count > 0))
        {
            warnings.Add(name, "version and parameters of an algorithm without a name are left out.");
            row = row with { MeasurementAlgorithmVersion = null, MeasurementAlgorithmParameters = [] };
        }

        bool isMeasurement = row.Quantity is not null, isEvaluation = row.Evaluation is not null && (row.EvaluationCode is null) != (row.EvaluationText is null);
        MeasurementRow empty = GroupRows.WithGroupOf(new MeasurementRow { Group = row.Group }, row);
        if (!isMeasurement && !isEvaluation && row != empty)
            warnings.Add(name, "what has no name or no answer that a table holds is left out.");
        return isMeasurement || isEvaluation ? row : empty;
    }
}
