using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>The rules of PS3.3 C.7.6.16.2.2.4 on a part of a concatenation, as far as one part alone can be checked.</summary>
internal static class ConcatenationRules
{
    private const string Clause = "PS3.3 C.7.6.16.2.2.4";

    private static readonly Tag[] Attributes =
        [Tags.SOPInstanceUIDOfConcatenationSource, Tags.InConcatenationNumber, Tags.InConcatenationTotalNumber, Tags.ConcatenationFrameOffsetNumber];

    public static void Check(DataSet dataSet, FindingList findings)
    {
        findings.Clause = Clause;
        if (!dataSet.HasValue(Tags.ConcatenationUID))
        {
            // The condition of Table C.7.6.16-1 is a Concatenation UID; without it they mean nothing.
            foreach (Tag tag in Attributes.Where(dataSet.Contains))
                findings.Add(ValidationSeverity.Warning, tag, "is present, though there is no Concatenation UID (0020,9161)", Clause);
            return;
        }

        int? number = dataSet.GetInt32(Tags.InConcatenationNumber);
        int? total = dataSet.GetInt32(Tags.InConcatenationTotalNumber);
        long? offset = dataSet.GetInt64(Tags.ConcatenationFrameOffsetNumber);
        if (number < 1)
            findings.Add(ValidationSeverity.Error, Tags.InConcatenationNumber, string.Create(CultureInfo.InvariantCulture, $"is {number}; numbers from 1 were expected"), Clause);
        if (number > total)
            findings.Add(ValidationSeverity.Error, Tags.InConcatenationNumber, string.Create(CultureInfo.InvariantCulture, $"is {number}; In-concatenation Total Number (0020,9163) is {total}"), Clause);
        if (number is not null && offset is not null && number == 1 != (offset == 0))
            findings.Add(ValidationSeverity.Error, Tags.ConcatenationFrameOffsetNumber, string.Create(CultureInfo.InvariantCulture, $"is {offset} in part {number}; it is 0 in the first part and only there"), Clause);
        if (dataSet.GetString(Tags.SOPInstanceUID) is { } uid && uid == dataSet.GetString(Tags.SOPInstanceUIDOfConcatenationSource))
            findings.Add(ValidationSeverity.Error, Tags.SOPInstanceUIDOfConcatenationSource, "is the part's own SOP Instance UID (0008,0018); each part has one of its own", Clause);
    }
}
