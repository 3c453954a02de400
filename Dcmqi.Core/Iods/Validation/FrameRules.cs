using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>What PS3.3 asks of the frames of every derived multi-frame object: dimensions and references that hold together.</summary>
internal static class FrameRules
{
    public static void Check(DataSet dataSet, FindingList findings)
    {
        CheckDimensions(dataSet, findings);
        HashSet<string?> referenced = [.. SopInstancesOf(dataSet), .. dataSet.GetItems(Tags.StudiesContainingOtherReferencedInstancesSequence).SelectMany(SopInstancesOf)];
        int dimensions = dataSet.GetItems(Tags.DimensionIndexSequence).Count;
        foreach (Tag sequence in (ReadOnlySpan<Tag>)[Tags.SharedFunctionalGroupsSequence, Tags.PerFrameFunctionalGroupsSequence])
        {
            IReadOnlyList<DataSet> items = dataSet.GetItems(sequence);
            for (int i = 0; i < items.Count; i++)
            {
                findings.Enter(sequence, i);
                CheckIndexValues(items[i], dimensions, findings);
                CheckReferences(items[i], referenced, findings);
                findings.Leave();
            }
        }
    }

    private static void CheckDimensions(DataSet dataSet, FindingList findings)
    {
        findings.Clause = "PS3.3 C.7.6.17";
        HashSet<string?> organizations = [.. dataSet.GetItems(Tags.DimensionOrganizationSequence).Select(item => item.GetString(Tags.DimensionOrganizationUID))];
        IReadOnlyList<DataSet> indices = dataSet.GetItems(Tags.DimensionIndexSequence);
        for (int i = 0; i < indices.Count; i++)
        {
            findings.Enter(Tags.DimensionIndexSequence, i);
            if (indices[i].GetString(Tags.DimensionOrganizationUID) is { } organization && !organizations.Contains(organization))
                findings.Error(Tags.DimensionOrganizationUID, $"is {QuotedValue.Of(organization)}, which is not in Dimension Organization Sequence (0020,9221)");
            findings.Leave();
        }
    }

    private static void CheckIndexValues(DataSet group, int dimensions, FindingList findings)
    {
        if (dimensions == 0 || group.GetItem(Tags.FrameContentSequence) is not { } content || !content.HasValue(Tags.DimensionIndexValues))
            return;
        int[] values = content.GetInt32s(Tags.DimensionIndexValues);
        findings.Enter(Tags.FrameContentSequence, 0);
        if (values.Length != dimensions)
            findings.Add(ValidationSeverity.Error, Tags.DimensionIndexValues, string.Create(CultureInfo.InvariantCulture, $"has {values.Length} values; Dimension Index Sequence (0020,9222) has {Counted.Of(dimensions, "item")}"), "PS3.3 C.7.6.17.1");
        else if (values.Min() < 1)
            findings.Add(ValidationSeverity.Error, Tags.DimensionIndexValues, string.Create(CultureInfo.InvariantCulture, $"holds {values.Min()}; indices from 1 were expected"), "PS3.3 C.7.6.17.1");
        findings.Leave();
    }

    // PS3.3 C.12.2: what frames refer to is listed once for the whole object.
    private static void CheckReferences(DataSet group, HashSet<string?> referenced, FindingList findings)
    {
        IReadOnlyList<DataSet> derivations = group.GetItems(Tags.DerivationImageSequence);
        for (int i = 0; i < derivations.Count; i++)
        {
            IReadOnlyList<DataSet> sources = derivations[i].GetItems(Tags.SourceImageSequence);
            for (int k = 0; k < sources.Count; k++)
            {
                if (sources[k].GetString(Tags.ReferencedSOPInstanceUID) is not { } uid || referenced.Contains(uid))
                    continue;
                findings.Enter(Tags.DerivationImageSequence, i);
                findings.Enter(Tags.SourceImageSequence, k);
                findings.Add(ValidationSeverity.Error, Tags.ReferencedSOPInstanceUID, "is in none of the Referenced Series Sequences (0008,1115)", "PS3.3 C.12.2");
                findings.Leave();
                findings.Leave();
            }
        }
    }

    private static IEnumerable<string?> SopInstancesOf(DataSet study) =>
        from series in study.GetItems(Tags.ReferencedSeriesSequence)
        from instance in series.GetItems(Tags.ReferencedInstanceSequence)
        select instance.GetString(Tags.ReferencedSOPInstanceUID);
}
