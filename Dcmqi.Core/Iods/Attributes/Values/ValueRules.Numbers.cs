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
        UidGenerator.IsUid(value) ? null : Fault(UidExpected, Strip(value, " \0\t\r\n"), UidGenerator.IsUid);

    private static bool IsDecimal(string value) =>
        value.Length <= 16 && !value.AsSpan().ContainsAnyExcept(DecimalCharacters)
        && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);

    private static bool IsInteger(string value) =>
        value.Length <= 12 && !value.AsSpan().ContainsAnyExcept(IntegerCharacters)
        && int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    /// <summary>Whether a value would be a UID, did it begin with one of the three roots.</summary>
    public static bool IsUidOfNoRoot(string value) => value.Length is > 0 and <= 62 && CheckUid(value) is not null && CheckUid("2." + value) is null;
}
