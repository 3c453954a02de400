using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>Holds the codes of an object against the tables of PS3.16.</summary>
internal static class CodeRules
{
    private const string Clause = "PS3.16 8";

    // Patient, visit and procedure (PS3.3 C.7.1.1, C.7.2.1, C.7.2.2, C.7.3.1): the hospital's own codes, taken over from the images.
    private static readonly HashSet<uint> OfHospital =
    [
        Tags.ProcedureCodeSequence, Tags.AdmittingDiagnosesCodeSequence, Tags.RequestedProcedureCodeSequence, Tags.ReasonForVisitCodeSequence, Tags.PerformedProtocolCodeSequence,
        Tags.RequestAttributesSequence, Tags.ReasonForRequestedProcedureCodeSequence, Tags.ReasonForPerformedProcedureCodeSequence,
    ];

    /// <summary>Adds a finding for each code that cannot be what it says.</summary>
    public static void Check(DataSet dataSet, FindingList findings)
    {
        IEnumerable<DataElement> elements = dataSet.Where(element => !OfHospital.Contains(element.Tag.Value));
        foreach ((Tag sequence, string fault) in Faults(elements, new HashSet<string>(StringComparer.Ordinal)))
            findings.Add(ValidationSeverity.Warning, sequence, "holds " + fault.TrimEnd('.'), Clause);
    }

    /// <summary>What is wrong with the codes in some sequences: warnings of what was built.</summary>
    public static IEnumerable<string> FaultsIn(DataSet dataSet, params Tag[] sequences)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return sequences.SelectMany(tag => dataSet.EnumerateItems(tag)).SelectMany(item => Faults(item, seen)).Select(found => $"{found.Sequence.Describe()} holds {found.Fault}");
    }

    private static IEnumerable<(Tag Sequence, string Fault)> Faults(IEnumerable<DataElement> dataSet, HashSet<string> seen)
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
