using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>Holds the codes of an object against the tables of PS3.16.</summary>
internal static class CodeRules
{
    private const string Clause = "PS3.16 8";

    /// <summary>Adds a finding for each code that cannot be what it says.</summary>
    public static void Check(DataSet dataSet, FindingList findings)
    {
        foreach ((Tag sequence, string fault) in Faults(dataSet, new HashSet<string>(StringComparer.Ordinal)))
            findings.Add(ValidationSeverity.Warning, sequence, "holds " + fault.TrimEnd('.'), Clause);
    }

    /// <summary>What is wrong with the codes in some sequences: warnings of what was built.</summary>
    public static IEnumerable<string> FaultsIn(DataSet dataSet, params Tag[] sequences)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return sequences.SelectMany(tag => dataSet.EnumerateItems(tag)).SelectMany(item => Faults(item, seen)).Select(found => $"{found.Sequence.Describe()} holds {found.Fault}");
    }

    private static IEnumerable<(Tag Sequence, string Fault)> Faults(DataSet dataSet, HashSet<string> seen)
    {
        foreach (DataElement element in dataSet)
        {
            if (element.VR != VR.SQ)
                continue;
            foreach (DataSet item in element.EnumerateItems())
            {
                if (item.HasValue(Tags.CodingSchemeDesignator) && CodeItem.Read(item) is { } code && seen.Add($"{code}{element.Tag}"))
                {
                    string? fault = element.Tag == Tags.MeasurementUnitsCodeSequence ? CodeFault.OfUnit(code) : CodeFault.Of(code);
                    if (fault is not null)
                        yield return (element.Tag, fault);
                }

                foreach ((Tag, string) within in Faults(item, seen))
                    yield return within;
            }
        }
    }
}
