using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>The rules of PS3.5 6.2 for single values of text.</summary>
internal static partial class ValueRules
{
    /// <summary>Checks one value.</summary>
    /// <param name="vr">A VR that is text; other VRs have no rules here.</param>
    /// <param name="value">The value without padding and delimiters; for ST, LT, UT and UR the whole of it. An empty one is legal.</param>
    /// <returns><see langword="null"/> where the value is legal.</returns>
    public static ValueFault? Check(VR vr, string value)
    {
        if (value.Length == 0)
            return null;
        return vr switch
        {
            VR.AE => CheckApplicationEntity(value),
            VR.AS => CheckAge(value),
            VR.CS => CheckCode(value),
            VR.DA => CheckDate(value),
            VR.DS => CheckDecimal(value),
            VR.DT => CheckDateTime(value),
            VR.IS => CheckInteger(value),
            VR.TM => CheckTime(value),
            VR.UI => CheckUid(value),
            VR.UR => CheckUri(value),
            VR.PN => CheckPersonName(value),
            VR.LO => CheckLine(value, 64),
            VR.SH => CheckLine(value, 16),
            VR.UC => CheckLine(value, int.MaxValue),
            VR.ST => CheckParagraphs(value, 1024),
            VR.LT => CheckParagraphs(value, 10240),
            VR.UT => CheckParagraphs(value, int.MaxValue),
            _ => null,
        };
    }

    /// <summary>Removes padding as PS3.5 6.2 allows, and the NULs that careless writers pad text with.</summary>
    public static string WithoutPadding(VR vr, string value) =>
        vr.IgnoresLeadingSpaces() || vr is VR.UI ? value.Trim(' ', '\0') : value.TrimEnd(' ', '\0');

    // A repair that still breaks the rules is none.
    private static ValueFault Fault(string expected, string? repaired, Func<string, bool> isLegal, bool isCut = false) =>
        new(expected, !string.IsNullOrEmpty(repaired) && isLegal(repaired) ? repaired : null, isCut);

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
