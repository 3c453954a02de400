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
        var found = new FoundFaults();
        foreach (DataElement element in dataSet.Where(element => !OfHospital.Contains(element.Tag.Value)))
            found.AddFrom(element);
        foreach ((Tag sequence, string fault) in found.Faults)
            findings.Add(ValidationSeverity.Warning, sequence, "holds " + fault.TrimEnd('.'), Clause);
    }

    /// <summary>What is wrong with the codes in some sequences: warnings of what was built.</summary>
    public static IEnumerable<string> FaultsIn(DataSet dataSet, params Tag[] sequences)
    {
        var found = new FoundFaults();
        foreach (DataSet item in sequences.SelectMany(tag => dataSet.EnumerateItems(tag)))
            found.AddFrom(item);
        return found.Faults.Select(fault => $"{fault.Sequence.Describe()} holds {fault.Fault}");
    }

    // A report has tens of thousands of codes, most of them some hundred times.
    private sealed class FoundFaults
    {
        private readonly HashSet<(string Value, string Scheme, string Meaning, Tag Sequence)> _seen = [];

        public List<(Tag Sequence, string Fault)> Faults { get; } = [];

        public void AddFrom(DataSet dataSet)
        {
            foreach (DataElement element in dataSet)
                AddFrom(element);
        }

        public void AddFrom(DataElement element)
        {
            if (element.VR != VR.SQ)
                return;
            foreach (DataSet item in element.EnumerateItems())
            {
                if (item.HasValue(Tags.CodingSchemeDesignator) && CodeItem.Read(item) is { } code && _seen.Add((code.Value, code.Scheme, code.Meaning, element.Tag))
                    && (element.Tag == Tags.MeasurementUnitsCodeSequence ? CodeFault.OfUnit(code) : CodeFault.Of(code)) is { } fault)
                {
                    Faults.Add((element.Tag, fault));
                }

                AddFrom(item);
            }
        }
    }
}
