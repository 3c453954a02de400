using System.Buffers;
using System.Globalization;
using Dcmqi.Dicom;

namespace Dcmqi.Iods;

internal static partial class ValueRules
{
    private const string DecimalExpected = "a number of at most 16 characters";
    private const string IntegerExpected = "an integer of 32 bits";
    private const string UidExpected = "a UID of at most 64 characters: numbers without leading zeros, divided by points";

    private static readonly SearchValues<char> DecimalCharacters = SearchValues.Create("0123456789+-.eE");
    private static readonly SearchValues<char> IntegerCharacters = SearchValues.Create("0123456789+-");
    private static readonly SearchValues<char> UidCharacters = SearchValues.Create("0123456789.");

    private static ValueFault? CheckDecimal(string value)
    {
        if (IsDecimal(value))
            return null;
        string trimmed = value.Trim();
        bool isNumber = !trimmed.AsSpan().ContainsAnyExcept(DecimalCharacters)
            && double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);
        return Fault(DecimalExpected, isNumber && trimmed.Length > 16 ? DecimalString.Format(double.Parse(trimmed, CultureInfo.InvariantCulture)) : trimmed, IsDecimal);
    }

    private static ValueFault? CheckInteger(string value)
    {
        if (IsInteger(value))
            return null;
        string trimmed = value.Trim();
        bool isWhole = !trimmed.AsSpan().ContainsAnyExcept(DecimalCharacters)
            && decimal.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) && decimal.IsInteger(number);
        string repaired = isWhole ? decimal.Truncate(decimal.Parse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture)).ToString("0", CultureInfo.InvariantCulture) : trimmed;
        return Fault(IntegerExpected, repaired, IsInteger);
    }

    private static ValueFault? CheckUid(string value) =>
        IsUid(value) ? null : Fault(UidExpected, Strip(value, " \0\t\r\n"), IsUid);

    private static bool IsDecimal(string value) =>
        value.Length <= 16 && !value.AsSpan().ContainsAnyExcept(DecimalCharacters)
        && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);

    private static bool IsInteger(string value) =>
        value.Length <= 12 && !value.AsSpan().ContainsAnyExcept(IntegerCharacters)
        && int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    /// <summary>Whether a value would be a UID, did it begin with one of the three roots.</summary>
    public static bool IsUidOfNoRoot(string value) => value.Length > 0 && !IsUid(value) && value.Length <= 62 && IsUid("2." + value);

    private static bool IsUid(string value)
    {
        if (value.Length > 64 || value.AsSpan().ContainsAnyExcept(UidCharacters))
            return false;

        // ISO 8824-1 has three roots: 0, 1 and 2.
        if (value[0] > '2' || (value.Length > 1 && value[1] != '.'))
            return false;

        // PS3.5 9.1: no component is empty, none but 0 itself begins with 0.
        int start = 0;
        for (int i = 0; i <= value.Length; i++)
        {
            if (i < value.Length && value[i] != '.')
                continue;
            if (i == start || (value[start] == '0' && i > start + 1))
                return false;
            start = i + 1;
        }

        return true;
    }
}
